import { type Board, busyAt } from "./board.ts";
import { outside, type PointDeviations } from "./event-deviations.ts";
import type {
  AvoidClashes,
  AvoidUnavailableTimes,
  ClusterBusyTimes,
  LimitBusyTimes,
  LimitIdleTimes,
  LimitWorkload,
} from "./model.ts";

/** A list of deviations for each resource. */
function perResource(
  board: Board,
  resources: readonly number[],
  measure: (resource: number) => readonly number[],
): PointDeviations[] {
  return resources.map((resource) => ({
    point: board.instance.resources[resource]?.id ?? "",
    deviations: measure(resource),
  }));
}

const timesOf = (board: Board, group: number): readonly number[] =>
  board.instance.timeGroups[group]?.times ?? [];

const busyTimes = (board: Board, resource: number, times: readonly number[]): number =>
  times.reduce((count, time) => count + (busyAt(board, resource, time) > 0 ? 1 : 0), 0);

/** At each time: what the resource fills beyond one. */
export const avoidClashes = (board: Board, { resources }: AvoidClashes) =>
  perResource(board, resources, (resource) =>
    Array.from({ length: board.timeCount }, (_, time) => Math.max(0, busyAt(board, resource, time) - 1)),
  );

/** Busy times among the unavailable ones. */
export const avoidUnavailableTimes = (board: Board, { resources, times }: AvoidUnavailableTimes) =>
  perResource(board, resources, (resource) => [busyTimes(board, resource, times)]);

/** How far the idle times of all groups together are outside the limits: times between the first and last busy one. */
export const limitIdleTimes = (board: Board, constraint: LimitIdleTimes) =>
  perResource(board, constraint.resources, (resource) => {
    const idle = constraint.timeGroups.reduce((sum, group) => sum + idleTimes(board, resource, group), 0);
    return [outside(idle, constraint)];
  });

function idleTimes(board: Board, resource: number, group: number): number {
  const busy = timesOf(board, group).map((time) => busyAt(board, resource, time) > 0);
  const first = busy.indexOf(true);
  if (first < 0) return 0;
  return busy.slice(first, busy.lastIndexOf(true)).filter((isBusy) => !isBusy).length;
}

/** How far the number of groups with a busy time is outside the limits. */
export const clusterBusyTimes = (board: Board, constraint: ClusterBusyTimes) =>
  perResource(board, constraint.resources, (resource) => {
    const busy = constraint.timeGroups.filter(
      (group) => busyTimes(board, resource, timesOf(board, group)) > 0,
    );
    return [outside(busy.length, constraint)];
  });

/** Of each group with a busy time: how far their number is outside the limits. */
export const limitBusyTimes = (board: Board, constraint: LimitBusyTimes) =>
  perResource(board, constraint.resources, (resource) =>
    constraint.timeGroups.map((group) => {
      const busy = busyTimes(board, resource, timesOf(board, group));
      return busy === 0 ? 0 : outside(busy, constraint);
    }),
  );

/**
 * How far the workload is outside the limits, rounded up. A meet has the part of its event's workload that it has of
 * the event's duration. With time groups, each is limited on its own by the meets that start in it.
 */
export const limitWorkload = (board: Board, constraint: LimitWorkload) =>
  perResource(board, constraint.resources, (resource) => {
    const groups =
      constraint.timeGroups.length > 0
        ? constraint.timeGroups.map((group) => new Set(timesOf(board, group)))
        : [null];
    return groups.map((times) => Math.ceil(outside(workloadOf(board, resource, times), constraint) - 1e-9));
  });

function workloadOf(board: Board, resource: number, times: ReadonlySet<number> | null): number {
  let sum = 0;
  for (const { event, duration, time, resources } of board.meets) {
    if (!resources.includes(resource) || (times && !times.has(time))) continue;
    const whole = board.instance.events[event];
    resources.forEach((filling, place) => {
      if (filling !== resource || !whole) return;
      sum += (duration * (whole.resources[place]?.workload ?? 0)) / whole.duration;
    });
  }
  return sum;
}

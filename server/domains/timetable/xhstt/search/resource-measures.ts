import type { Constraint, LimitWorkload } from "../model.ts";
import { eachSeat, type State } from "./state.ts";
import { add, type Tally, type Watched } from "./tally.ts";

/** The points of constraints on resources. */
export function resourceMeasures(state: State, constraint: Constraint): Watched[] {
  switch (constraint.kind) {
    case "avoidClashes":
      return perResource(constraint.resources, (resource, tally) => clashes(state, resource, tally));
    case "avoidUnavailableTimes": {
      const times = Int32Array.from(constraint.times);
      return perResource(constraint.resources, (resource, tally) =>
        add(tally, busyAmong(state, resource, times)),
      );
    }
    case "limitIdleTimes": {
      const groups = timesOf(state, constraint.timeGroups);
      return perResource(constraint.resources, (resource, tally) => {
        let idle = 0;
        for (const times of groups) idle += idleAmong(state, resource, times);
        add(tally, Math.max(constraint.minimum - idle, idle - constraint.maximum));
      });
    }
    case "clusterBusyTimes": {
      const groups = timesOf(state, constraint.timeGroups);
      return perResource(constraint.resources, (resource, tally) => {
        let busy = 0;
        for (const times of groups) if (busyAmong(state, resource, times) > 0) busy++;
        add(tally, Math.max(constraint.minimum - busy, busy - constraint.maximum));
      });
    }
    case "limitBusyTimes": {
      const groups = timesOf(state, constraint.timeGroups);
      return perResource(constraint.resources, (resource, tally) => {
        for (const times of groups) {
          const busy = busyAmong(state, resource, times);
          if (busy > 0) add(tally, Math.max(constraint.minimum - busy, busy - constraint.maximum));
        }
      });
    }
    case "limitWorkload":
      return workload(state, constraint);
    default:
      return [];
  }
}

function perResource(
  resources: readonly number[],
  measure: (resource: number, tally: Tally) => void,
): Watched[] {
  return resources.map((resource) => ({ resource, measure: (tally) => measure(resource, tally) }));
}

const timesOf = (state: State, groups: readonly number[]): Int32Array[] =>
  groups.map((group) => Int32Array.from(state.instance.timeGroups[group]?.times ?? []));

function clashes({ busy, times }: State, resource: number, tally: Tally): void {
  const end = (resource + 1) * times;
  for (let at = resource * times; at < end; at++) {
    const seats = busy[at] ?? 0;
    if (seats > 1) add(tally, seats - 1);
  }
}

function busyAmong({ busy, times }: State, resource: number, among: Int32Array): number {
  const from = resource * times;
  let count = 0;
  for (let index = 0; index < among.length; index++) if ((busy[from + (among[index] ?? 0)] ?? 0) > 0) count++;
  return count;
}

function idleAmong({ busy, times }: State, resource: number, among: Int32Array): number {
  const from = resource * times;
  let idle = 0;
  let since = -1;
  for (let index = 0; index < among.length; index++) {
    if ((busy[from + (among[index] ?? 0)] ?? 0) === 0) continue;
    if (since >= 0) idle += index - since - 1;
    since = index;
  }
  return idle;
}

function workload(state: State, constraint: LimitWorkload): Watched[] {
  const outside = (load: number) =>
    Math.ceil(Math.max(constraint.minimum - load, load - constraint.maximum) - 1e-9);
  if (constraint.timeGroups.length === 0)
    return perResource(constraint.resources, (resource, tally) =>
      add(tally, outside(state.load[resource] ?? 0)),
    );
  const groups = timesOf(state, constraint.timeGroups).map((times) => new Set(times));
  return perResource(constraint.resources, (resource, tally) => {
    for (const times of groups) add(tally, outside(loadAmong(state, resource, times)));
  });
}

/** The workload of the parts that start in a group of times: rare, so counted from scratch. */
function loadAmong(state: State, resource: number, times: ReadonlySet<number>): number {
  let sum = 0;
  for (let part = 0; part < state.time.length; part++) {
    if (!times.has(state.time[part] ?? -1)) continue;
    eachSeat(state, part, (event, place, seat) => {
      const of = state.instance.events[event];
      if (state.sitting[seat] !== resource || !of) return;
      sum += ((of.resources[place]?.workload ?? 0) * (state.duration[part] ?? 0)) / of.duration;
    });
  }
  return sum;
}

import type { Board } from "./board.ts";
import type {
  AssignResource,
  AssignTime,
  AvoidSplitAssignments,
  DistributeSplitEvents,
  LinkEvents,
  Meet,
  OrderEvents,
  PreferResources,
  PreferTimes,
  SplitEvents,
  SpreadEvents,
} from "./model.ts";

/**
 * Deviations at one point of application (an event, a group of events, a pair, a resource). Most kinds have one; those
 * that limit each of several time groups have one for each, which only matters to the old `sumSquares` and `sumSteps`.
 */
export type PointDeviations = { readonly point: string; readonly deviations: readonly number[] };

const total = (meets: readonly Meet[]): number => meets.reduce((sum, { duration }) => sum + duration, 0);

/** How far a number is outside its limits. */
export function outside(value: number, { minimum, maximum }: { minimum: number; maximum: number }): number {
  return Math.max(0, minimum - value, value - maximum);
}

/** One number for each event. */
function perEvent(
  board: Board,
  events: readonly number[],
  measure: (meets: readonly Meet[], event: number) => number,
): PointDeviations[] {
  return events.map((event) => ({
    point: board.instance.events[event]?.id ?? "",
    deviations: [measure(board.meetsOf[event] ?? [], event)],
  }));
}

/** One number for each event that has the role. */
function perRole(
  board: Board,
  { events, role }: { events: readonly number[]; role: string },
  measure: (meets: readonly Meet[], place: number) => number,
): PointDeviations[] {
  const placeOf = (event: number) =>
    board.instance.events[event]?.resources.findIndex((one) => one.role === role) ?? -1;
  const withRole = events.filter((event) => placeOf(event) >= 0);
  return perEvent(board, withRole, (meets, event) => measure(meets, placeOf(event)));
}

const meetsOfGroup = (board: Board, group: number): Meet[] =>
  (board.instance.eventGroups[group]?.events ?? []).flatMap((event) => board.meetsOf[event] ?? []);

/** Durations of the meets in which nobody fills the role. */
export const assignResource = (board: Board, constraint: AssignResource) =>
  perRole(board, constraint, (meets, place) =>
    total(meets.filter(({ resources }) => (resources[place] ?? -1) < 0)),
  );

/** Durations of the meets without a time. */
export const assignTime = (board: Board, { events }: AssignTime) =>
  perEvent(board, events, (meets) => total(meets.filter(({ time }) => time < 0)));

/** Meets that are too short or too long, and how many meets there are too few or too many. */
export const splitEvents = (board: Board, constraint: SplitEvents): PointDeviations[] =>
  constraint.events.map((event) => {
    const meets = board.meetsOf[event] ?? [];
    const wrong = meets.filter(
      ({ duration }) => duration < constraint.minimumDuration || duration > constraint.maximumDuration,
    );
    const amount = { minimum: constraint.minimumAmount, maximum: constraint.maximumAmount };
    return {
      point: board.instance.events[event]?.id ?? "",
      deviations: [wrong.length + outside(meets.length, amount)],
    };
  });

/** How many meets of the duration there are too few or too many. */
export const distributeSplitEvents = (board: Board, constraint: DistributeSplitEvents) =>
  perEvent(board, constraint.events, (meets) =>
    outside(meets.filter(({ duration }) => duration === constraint.duration).length, constraint),
  );

/** Durations of the meets in which somebody not preferred fills the role; nobody at all is no deviation. */
export const preferResources = (board: Board, constraint: PreferResources) =>
  perRole(board, constraint, (meets, place) =>
    total(
      meets.filter(({ resources }) => {
        const resource = resources[place] ?? -1;
        return resource >= 0 && !constraint.preferred.has(resource);
      }),
    ),
  );

/** Durations of the meets (of the given duration, if one is) that start at a time not preferred. */
export const preferTimes = (board: Board, { events, preferred, duration }: PreferTimes) =>
  perEvent(board, events, (meets) =>
    total(
      meets.filter(
        (meet) =>
          meet.time >= 0 && (duration === null || meet.duration === duration) && !preferred.has(meet.time),
      ),
    ),
  );

/** Of each group: different resources filling the role, beyond the first. */
export const avoidSplitAssignments = (
  board: Board,
  { eventGroups, role }: AvoidSplitAssignments,
): PointDeviations[] =>
  eventGroups.map((group) => {
    const filling = meetsOfGroup(board, group).flatMap(({ event, resources }) =>
      (board.instance.events[event]?.resources ?? []).flatMap((one, place) =>
        one.role === role && (resources[place] ?? -1) >= 0 ? (resources[place] ?? -1) : [],
      ),
    );
    const point = board.instance.eventGroups[group]?.id ?? "";
    return { point, deviations: [Math.max(0, new Set(filling).size - 1)] };
  });

/** Of each group and time group: meets that start in it, too few or too many. */
export const spreadEvents = (board: Board, { eventGroups, timeGroups }: SpreadEvents): PointDeviations[] => {
  const sets = timeGroups.map(({ timeGroup }) => new Set(board.instance.timeGroups[timeGroup]?.times));
  return eventGroups.map((group) => {
    const meets = meetsOfGroup(board, group);
    const deviations = timeGroups.map((limits, index) =>
      outside(meets.filter(({ time }) => sets[index]?.has(time)).length, limits),
    );
    return { point: board.instance.eventGroups[group]?.id ?? "", deviations };
  });
};

/** Of each group: times at which some of its events run, but not all. */
export const linkEvents = (board: Board, { eventGroups }: LinkEvents): PointDeviations[] =>
  eventGroups.map((group) => {
    const events = board.instance.eventGroups[group]?.events ?? [];
    const running = new Int32Array(board.timeCount);
    for (const event of events) {
      const times = new Set<number>();
      for (const { time, duration } of board.meetsOf[event] ?? [])
        for (let at = time; time >= 0 && at < time + duration; at++) times.add(at);
      for (const time of times) running[time] = (running[time] ?? 0) + 1;
    }
    const broken = running.filter((count) => count > 0 && count < events.length).length;
    return { point: board.instance.eventGroups[group]?.id ?? "", deviations: [broken] };
  });

/**
 * Of each pair: how far the times between the end of the first event and the start of the second are outside the
 * limits. While a meet of either has no time there is no deviation.
 */
export const orderEvents = (board: Board, { pairs }: OrderEvents): PointDeviations[] =>
  pairs.map((pair) => {
    const first = board.meetsOf[pair.first] ?? [];
    const second = board.meetsOf[pair.second] ?? [];
    const point = `${board.instance.events[pair.first]?.id} ${board.instance.events[pair.second]?.id}`;
    if ([...first, ...second].some(({ time }) => time < 0)) return { point, deviations: [0] };
    const end = Math.max(...first.map(({ time, duration }) => time + duration));
    const start = Math.min(...second.map(({ time }) => time));
    return { point, deviations: [outside(start - end, pair)] };
  });

import type { Constraint } from "../model.ts";
import { type State, seatOf } from "./state.ts";
import { add, type Measure, type Watched } from "./tally.ts";

/** The points of constraints on events, or null for a constraint on resources. */
export function eventMeasures(state: State, constraint: Constraint): Watched[] | null {
  switch (constraint.kind) {
    case "assignTime":
      return perEvent(state, constraint.events, (part) =>
        (state.time[part] ?? -1) < 0 ? (state.duration[part] ?? 0) : 0,
      );
    case "preferTimes": {
      const { preferred, duration } = constraint;
      return perEvent(state, constraint.events, (part) => {
        const long = state.duration[part] ?? 0;
        const time = state.time[part] ?? -1;
        return time >= 0 && (duration === null || duration === long) && !preferred.has(time) ? long : 0;
      });
    }
    case "splitEvents":
      return splitPoints(state, constraint.events, (count, parts) => {
        const { minimumDuration, maximumDuration, minimumAmount, maximumAmount } = constraint;
        const amount = Math.max(0, minimumAmount - count, count - maximumAmount);
        return amount + parts((duration) => duration < minimumDuration || duration > maximumDuration);
      });
    case "distributeSplitEvents":
      return splitPoints(state, constraint.events, (_, parts) => {
        const count = parts((duration) => duration === constraint.duration);
        return Math.max(0, constraint.minimum - count, count - constraint.maximum);
      });
    case "assignResource":
      return perSeat(state, constraint, (resource) => resource < 0);
    case "preferResources":
      return perSeat(state, constraint, (resource) => resource >= 0 && !constraint.preferred.has(resource));
    case "avoidSplitAssignments":
      return constraint.eventGroups.map((group) => splitAssignments(state, group, constraint.role));
    case "spreadEvents":
      return constraint.eventGroups.map((group) => spread(state, group, constraint.timeGroups));
    case "linkEvents":
      return constraint.eventGroups.map((group) => link(state, group));
    case "orderEvents":
      return constraint.pairs.map((pair) => order(state, pair));
    default:
      return null;
  }
}

const blockOf = (state: State, event: number): number => state.blockOf[event] ?? 0;

function eachPart(state: State, block: number, visit: (part: number) => void): void {
  const end = state.firstPart[block + 1] ?? 0;
  for (let part = state.firstPart[block] ?? 0; part < end; part++)
    if ((state.duration[part] ?? 0) > 0) visit(part);
}

/** A sum over the parts of each event. */
function perEvent(state: State, events: readonly number[], deviation: (part: number) => number): Watched[] {
  return events.map((event) => {
    const block = blockOf(state, event);
    const measure: Measure = (tally) => {
      let sum = 0;
      eachPart(state, block, (part) => {
        sum += deviation(part);
      });
      add(tally, sum);
    };
    return { measure, blocks: [block] };
  });
}

type CountParts = (matches: (duration: number) => boolean) => number;

function splitPoints(
  state: State,
  events: readonly number[],
  deviation: (count: number, parts: CountParts) => number,
): Watched[] {
  return events.map((event) => {
    const block = blockOf(state, event);
    const parts: CountParts = (matches) => {
      let count = 0;
      eachPart(state, block, (part) => {
        if (matches(state.duration[part] ?? 0)) count++;
      });
      return count;
    };
    return {
      measure: (tally) =>
        add(
          tally,
          deviation(
            parts(() => true),
            parts,
          ),
        ),
      blocks: [block],
    };
  });
}

/** Durations of the parts in whose seat of the role sits somebody (or nobody) wrong. */
function perSeat(
  state: State,
  { events, role }: { events: readonly number[]; role: string },
  isWrong: (resource: number) => boolean,
): Watched[] {
  return events.flatMap((event) => {
    const place = state.instance.events[event]?.resources.findIndex((one) => one.role === role) ?? -1;
    if (place < 0) return [];
    const block = blockOf(state, event);
    const from = state.firstPart[block] ?? 0;
    const measure: Measure = (tally) => {
      let sum = 0;
      eachPart(state, block, (part) => {
        const resource = state.sitting[seatOf(state, event, part - from, place)] ?? -1;
        if (isWrong(resource)) sum += state.duration[part] ?? 0;
      });
      add(tally, sum);
    };
    return { measure, blocks: [block], events: [event] };
  });
}

function splitAssignments(state: State, group: number, role: string): Watched {
  const events = state.instance.eventGroups[group]?.events ?? [];
  const places = events.flatMap((event) =>
    (state.instance.events[event]?.resources ?? []).flatMap((one, place) =>
      one.role === role ? { event, place, block: blockOf(state, event) } : [],
    ),
  );
  const seen = new Set<number>();
  const measure: Measure = (tally) => {
    seen.clear();
    for (const { event, place, block } of places) {
      const from = state.firstPart[block] ?? 0;
      eachPart(state, block, (part) => {
        const resource = state.sitting[seatOf(state, event, part - from, place)] ?? -1;
        if (resource >= 0) seen.add(resource);
      });
    }
    add(tally, seen.size - 1);
  };
  return { measure, blocks: places.map(({ block }) => block), events };
}

type SpreadLimits = { readonly timeGroup: number; readonly minimum: number; readonly maximum: number };

function spread(state: State, group: number, limits: readonly SpreadLimits[]): Watched {
  const blocks = (state.instance.eventGroups[group]?.events ?? []).map((event) => blockOf(state, event));
  const groupsAt = Array.from({ length: state.times }, (_, time) =>
    limits.flatMap(({ timeGroup }, index) =>
      state.instance.timeGroups[timeGroup]?.times.includes(time) ? index : [],
    ),
  );
  const counts = new Int32Array(limits.length);
  const measure: Measure = (tally) => {
    counts.fill(0);
    for (const block of blocks)
      eachPart(state, block, (part) => {
        for (const index of groupsAt[state.time[part] ?? -1] ?? []) counts[index] = (counts[index] ?? 0) + 1;
      });
    limits.forEach(({ minimum, maximum }, index) => {
      const count = counts[index] ?? 0;
      add(tally, Math.max(minimum - count, count - maximum));
    });
  };
  return { measure, blocks };
}

function link(state: State, group: number): Watched {
  const blocks = (state.instance.eventGroups[group]?.events ?? []).map((event) => blockOf(state, event));
  const running = new Int32Array(state.times);
  const last = new Int32Array(state.times);
  const measure: Measure = (tally) => {
    running.fill(0);
    last.fill(-1);
    blocks.forEach((block, index) => {
      eachPart(state, block, (part) => {
        const time = state.time[part] ?? -1;
        const end = time < 0 ? -1 : time + (state.duration[part] ?? 0);
        for (let at = time; at < end; at++) {
          if (last[at] === index) continue;
          last[at] = index;
          running[at] = (running[at] ?? 0) + 1;
        }
      });
    });
    let broken = 0;
    for (const count of running) if (count > 0 && count < blocks.length) broken++;
    add(tally, broken);
  };
  return { measure, blocks };
}

type Pair = {
  readonly first: number;
  readonly second: number;
  readonly minimum: number;
  readonly maximum: number;
};

function order(state: State, pair: Pair): Watched {
  const [first, second] = [blockOf(state, pair.first), blockOf(state, pair.second)];
  const measure: Measure = (tally) => {
    let end = 0;
    let start = state.times;
    let isTimed = true;
    eachPart(state, first, (part) => {
      const time = state.time[part] ?? -1;
      isTimed &&= time >= 0;
      end = Math.max(end, time + (state.duration[part] ?? 0));
    });
    eachPart(state, second, (part) => {
      const time = state.time[part] ?? -1;
      isTimed &&= time >= 0;
      start = Math.min(start, time);
    });
    if (isTimed) add(tally, Math.max(pair.minimum - (start - end), start - end - pair.maximum));
  };
  return { measure, blocks: [first, second] };
}

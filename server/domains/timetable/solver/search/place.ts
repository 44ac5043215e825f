// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Conflicts } from "./conflicts.ts";
import type { Random } from "./random.ts";
import { startingCost } from "./soft-cost.ts";
import { remove, type State } from "./state.ts";
import { createTrail } from "./trail.ts";

/** How deep a chain of ejections may go. */
const DEPTH = 14;

/** Broken wishes count as so many lessons that must leave, and all of one start as this many at most. */
const WISH_WEIGHT = 0.5;
const WISH_MOST = 2;

/** Above any count of the tabu memory. */
const TIMES_MOST = 1e6;

/**
 * Recursive swapping, the method of FET (Lalescu, "algorithm-description"), a kind of ejection chain
 * (Glover 1996): put the activity where the fewest others must leave, and find each of those a new
 * place in the same way, without moving anything twice in one chain.
 */
export interface Placer {
  /** Tries to place the activity and re-place all it pushes out; leaves everything as it was on failure. */
  place(activity: number): boolean;
  /** After a failed `place`: puts it where least harm is remembered, and returns those left without a place. */
  force(activity: number): number;
  /** The activities pushed out by the last `force`, in `ejected[0 …]`. */
  readonly ejected: Int32Array;
  /** Calls so far: the search's unit of work. */
  calls: number;
  /** How it searches; may change between calls. */
  manner: Manner;
}

/** Knots differ in what unties them, so attempts differ in these. */
export interface Manner {
  /** Calls for one `place`: a number, and so many per activity of the problem. One in eight may use eight times as many. */
  readonly calls: number;
  readonly callsPerActivity: number;
  /** From which depth of a chain only the best slot is tried. */
  readonly greedyFrom: number;
  /**
   * How `force` weighs memories: true as FET does, first by the activity least often pushed out of its
   * slot, then by the sum; false by the sum alone.
   */
  readonly byFreshest: boolean;
}

/**
 * FET allows 2·N calls and is greedy from depth 5; measured here, giving up after a twentieth of N and
 * forcing the activity in finds complete timetables several times sooner.
 */
export const FIRST_MANNER: Manner = { calls: 20, callsPerActivity: 0.05, greedyFrom: 5, byFreshest: true };

export function createPlacer(
  state: State,
  conflicts: Conflicts,
  random: Random,
  shouldStop: () => boolean,
): Placer {
  const { problem } = state;
  const { slots, count, startRow, startList } = problem;
  const { locked } = conflicts;
  const trail = createTrail(state, locked);
  const levels = Array.from({ length: DEPTH }, () => createLevel(slots, problem.rooms.width));
  const pool = { list: new Int32Array(4096), top: 0 };
  const memory = createMemory(count, slots);
  let budget = 0;

  const placer: Placer = { place, force, ejected: new Int32Array(count), calls: 0, manner: FIRST_MANNER };
  return placer;

  function place(activity: number): boolean {
    budget = callsFor(placer.manner, placer.calls, count);
    pool.top = 0;
    trail.clear();
    const done = descend(activity, 0);
    trail.unlock();
    return done;
  }

  function descend(activity: number, depth: number): boolean {
    if (depth >= DEPTH || budget <= 0) return false;
    budget--;
    placer.calls++;
    if ((placer.calls & 31) === 0 && shouldStop()) {
      budget = 0;
      return false;
    }
    const level = levels[depth]!;
    const poolStart = pool.top;
    const free = survey(activity, level, depth >= placer.manner.greedyFrom);
    if (free >= 0) {
      settle(activity, level, free);
      pool.top = poolStart;
      return true;
    }
    const tries = depth >= placer.manner.greedyFrom ? Math.min(1, level.number) : level.number;
    for (let i = 0; i < tries; i++) {
      if (budget <= 0) break;
      if (swap(activity, level, level.order[i]!, depth)) {
        pool.top = poolStart;
        return true;
      }
    }
    pool.top = poolStart;
    return false;
  }

  /** Pushes out what stands in the way of one slot, and re-places it; undone on failure. */
  function swap(activity: number, level: Level, slot: number, depth: number): boolean {
    const mark = trail.length();
    const from = level.from[slot]!;
    const to = from + level.conflicts[slot]!;
    for (let i = from; i < to; i++) trail.remove(pool.list[i]!);
    settle(activity, level, slot);
    for (let i = from; i < to; i++) {
      if (descend(pool.list[i]!, depth + 1)) continue;
      trail.undo(mark);
      return false;
    }
    return true;
  }

  function settle(activity: number, level: Level, slot: number): void {
    trail.place(activity, slot, level.room[slot]!, level.real, slot * problem.rooms.width);
  }

  /**
   * Examines every slot; returns the cheapest free one, or -1 with `level.order` sorted by price.
   * When only the best slot is wanted, the others are given up as soon as they are no better.
   */
  function survey(activity: number, level: Level, onlyBest: boolean): number {
    level.number = 0;
    let free = -1;
    let most = problem.count;
    let freeCost = Number.POSITIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    const { shuffled } = level;
    const first = startRow[activity]!;
    const number = startRow[activity + 1]! - first;
    for (let i = 0; i < number; i++) shuffled[i] = startList[first + i]!;
    for (let left = number; left > 0; left--) {
      const drawn = random.below(left);
      const slot = shuffled[drawn]!;
      shuffled[drawn] = shuffled[left - 1]!;
      const pushed = conflicts.collect(activity, slot, most);
      if (pushed < 0) continue;
      const cost = startingCost(state, activity, slot) + conflicts.rooms.cost;
      const price = pushed + Math.min(WISH_WEIGHT * cost, WISH_MOST);
      if (pushed === 0) {
        if (cost >= freeCost) continue;
        free = slot;
        freeCost = cost;
        most = 0;
      } else if (onlyBest) {
        if (price >= least) continue;
        least = price;
        level.number = 0;
        most = Math.floor(price);
      }
      record(level, slot, pushed, price);
      if (free >= 0 && freeCost === 0) break;
    }
    if (free >= 0) return free;
    sortByPrice(level);
    return -1;
  }

  function record(level: Level, slot: number, number: number, price: number): void {
    level.conflicts[slot] = number;
    level.price[slot] = price;
    level.from[slot] = pool.top;
    level.room[slot] = conflicts.rooms.room;
    level.real.set(conflicts.rooms.real, slot * problem.rooms.width);
    level.order[level.number++] = slot;
    if (pool.top + number > pool.list.length) {
      const larger = new Int32Array((pool.top + number) * 2);
      larger.set(pool.list);
      pool.list = larger;
    }
    for (let i = 0; i < number; i++) pool.list[pool.top++] = conflicts.list[i]!;
  }

  function force(activity: number): number {
    pool.top = 0;
    const level = levels[0]!;
    const free = survey(activity, level, false);
    trail.clear();
    if (free >= 0) {
      settle(activity, level, free);
      trail.unlock();
      return 0;
    }
    const slot = memory.leastHarm(level, pool.list);
    if (slot < 0) return -1;
    const from = level.from[slot]!;
    const number = level.conflicts[slot]!;
    for (let i = 0; i < number; i++) {
      const other = pool.list[from + i]!;
      memory.remember(other, state.slot[other]!);
      conflicts.reluctance[other]! += 0.01;
      placer.ejected[i] = other;
      remove(state, other);
    }
    settle(activity, level, slot);
    trail.unlock();
    return number;
  }

  interface Memory {
    remember(activity: number, slot: number): void;
    leastHarm(level: Level, list: Int32Array): number;
  }

  /** The tabu memory: how often an activity was lately pushed out of a slot. */
  function createMemory(activities: number, slotCount: number): Memory {
    const size = activities * slotCount;
    const times = new Int32Array(size);
    const ring = new Int32Array(size).fill(-1);
    let head = 0;
    return {
      remember(activity, slot) {
        const oldest = ring[head]!;
        if (oldest >= 0) times[oldest]!--;
        ring[head] = activity * slotCount + slot;
        times[activity * slotCount + slot]!++;
        head = head + 1 === size ? 0 : head + 1;
      },
      leastHarm(level, list) {
        let best = -1;
        let bestHarm = Number.POSITIVE_INFINITY;
        for (let i = 0; i < level.number; i++) {
          const slot = level.order[i]!;
          let harm = random.unit() * 0.5;
          let least = TIMES_MOST;
          for (let k = level.from[slot]!; k < level.from[slot]! + level.conflicts[slot]!; k++) {
            const other = list[k]!;
            const seen = times[other * slotCount + state.slot[other]!]!;
            harm += 1 + seen;
            if (seen < least) least = seen;
          }
          if (placer.manner.byFreshest) harm += least * TIMES_MOST;
          if (harm >= bestHarm) continue;
          best = slot;
          bestHarm = harm;
        }
        return best;
      },
    };
  }
}

function callsFor({ calls, callsPerActivity }: Manner, draw: number, count: number): number {
  const few = calls + Math.floor(count * callsPerActivity);
  return draw % 8 === 0 ? few * 8 : few;
}

interface Level {
  /** Usable slots, the best first, and how many there are. */
  readonly order: Int32Array;
  number: number;
  /** The slots still to examine. */
  readonly shuffled: Int32Array;
  /** Per slot: conflicts, where their list starts in the pool, and the room that goes with it. */
  readonly conflicts: Int32Array;
  /** Per slot: its conflicts and what its broken wishes weigh. */
  readonly price: Float64Array;
  readonly from: Int32Array;
  readonly room: Int32Array;
  readonly real: Int32Array;
}

function createLevel(slots: number, width: number): Level {
  return {
    order: new Int32Array(slots),
    number: 0,
    shuffled: new Int32Array(slots),
    conflicts: new Int32Array(slots),
    price: new Float64Array(slots),
    from: new Int32Array(slots),
    room: new Int32Array(slots),
    real: new Int32Array(slots * width),
  };
}

/** Stable insertion sort: the lists are short and nearly sorted after a shuffle of few values. */
function sortByPrice(level: Level): void {
  const { order, price } = level;
  for (let i = 1; i < level.number; i++) {
    const slot = order[i]!;
    const key = price[slot]!;
    let j = i - 1;
    while (j >= 0 && price[order[j]!]! > key) {
      order[j + 1] = order[j]!;
      j--;
    }
    order[j + 1] = slot;
  }
}

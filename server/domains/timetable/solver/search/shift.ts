// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Conflicts } from "./conflicts.ts";
import type { Random } from "./random.ts";
import { roomCost, startingCost } from "./soft-cost.ts";
import type { SoftLedger } from "./soft-ledger.ts";
import type { StartLists } from "./start-lists.ts";
import type { State } from "./state.ts";

/** Most activities that one move may push out: few are quick and mostly enough, many untie knots. */
const MOST_EJECTED = 5;
/** Random slots looked at for each of them, besides those that the move itself sets free. */
const SAMPLES = 6;
/** Pushing one more out is worth avoiding at this cost. */
const EJECTION_PRICE = 2;

/**
 * Ejection chains with the soft cost in sight: puts an activity at a slot and finds new places for the few that it
 * pushes out, the place across first, which makes swaps (moves as in GOAL, ITC2011, and KHE).
 *
 * @returns a move that answers false when some activity found no place, or as soon as the total cannot end at or
 *   below `most`; the ledger must then be rolled back.
 */
export function createShift(
  state: State,
  conflicts: Conflicts,
  ledger: SoftLedger,
  random: Random,
  starts: StartLists,
): (activity: number, slot: number, most: number) => boolean {
  const { problem } = state;
  const { slots } = problem;
  const width = problem.rooms.width;
  const levels = Array.from({ length: MOST_EJECTED + 1 }, () => createLevel(width));
  let most = 0;
  let reach = 0;
  let ejected = 0;
  let from = -1;
  let to = -1;

  return (activity, slot, limit) => {
    most = limit;
    from = state.slot[activity]!;
    to = slot;
    ejected = 0;
    reach = drawReach(random);
    ledger.take(activity);
    levels[0]!.slot = -1;
    return consider(activity, slot, levels[0]!) && follow(activity, 0);
  };

  /** The cost that pushing out those in the way at a slot would take away, at most. */
  function relief(activity: number, slot: number): number {
    const { entityStart, clashEnd, entityList } = problem;
    const duration = problem.duration[activity]!;
    let sum = 0;
    let last = -1;
    for (let i = entityStart[activity]!, end = clashEnd[activity]!; i < end; i++) {
      const base = entityList[i]! * slots + slot;
      for (let k = 0; k < duration; k++) {
        const other = state.occupant[base + k]!;
        if (other < 0 || other === last) continue;
        last = other;
        sum += startingCost(state, other, state.slot[other]!) + roomCost(state, other);
        sum += ledger.watchedCost(other);
      }
    }
    return sum;
  }

  /** Looks at a slot, and keeps it in the level if it is the best there so far. */
  function consider(activity: number, slot: number, level: Level): boolean {
    if (!problem.allowed[activity * slots + slot]) return false;
    const price = startingCost(state, activity, slot);
    if (ledger.total + price > most && ledger.total + price - relief(activity, slot) > most) return false;
    const number = conflicts.collect(activity, slot, reach - ejected);
    if (number < 0) return false;
    const worth = number * EJECTION_PRICE + price + conflicts.rooms.cost;
    if (level.slot >= 0 && worth >= level.worth) return false;
    level.slot = slot;
    level.worth = worth;
    level.number = number;
    level.room = conflicts.rooms.room;
    for (let i = 0; i < width; i++) level.real[i] = conflicts.rooms.real[i]!;
    for (let i = 0; i < number; i++) level.out[i] = conflicts.list[i]!;
    return true;
  }

  /** Carries out what the level holds, and finds places for those it pushes out. */
  function follow(activity: number, depth: number): boolean {
    const level = levels[depth]!;
    const { number, out, was } = level;
    ejected += number;
    for (let i = 0; i < number; i++) {
      was[i] = state.slot[out[i]!]!;
      ledger.take(out[i]!);
    }
    ledger.put(activity, level.slot, level.room, level.real);
    if (ledger.total > most) return false;
    for (let i = 0; i < number; i++) {
      if (!reinsert(out[i]!, was[i]! + from - to, depth + 1)) return false;
    }
    return true;
  }

  /** The place across first, then the slot that the move set free, then any. */
  function reinsert(activity: number, across: number, depth: number): boolean {
    const level = levels[depth]!;
    level.slot = -1;
    if (across >= 0 && across < slots) consider(activity, across, level);
    if (level.slot >= 0 && level.number === 0) return follow(activity, depth);
    if (from !== across) consider(activity, from, level);
    for (let i = 0; i < SAMPLES; i++) consider(activity, starts.any(activity, random), level);
    return level.slot >= 0 && follow(activity, depth);
  }
}

/** How many a move may push out: two or three mostly, at times more. */
function drawReach(random: Random): number {
  const drawn = random.below(10);
  return drawn < 3 ? 2 : drawn < 6 ? 3 : drawn < 8 ? 4 : MOST_EJECTED;
}

interface Level {
  slot: number;
  worth: number;
  number: number;
  room: number;
  readonly real: Int32Array;
  readonly out: Int32Array;
  /** Where those pushed out were. */
  readonly was: Int32Array;
}

function createLevel(width: number): Level {
  return {
    slot: -1,
    worth: 0,
    number: 0,
    room: -1,
    real: new Int32Array(width),
    out: new Int32Array(MOST_EJECTED),
    was: new Int32Array(MOST_EJECTED),
  };
}

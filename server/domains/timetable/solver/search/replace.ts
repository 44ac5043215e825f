// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Conflicts } from "./conflicts.ts";
import { startingCost } from "./soft-cost.ts";
import type { State } from "./state.ts";
import { createTrail } from "./trail.ts";

/** Finds a place for one activity while as few others as possible leave theirs. */
export interface Replacer {
  /**
   * Places the activity so that at most `extra` activities leave the place they have at home; false, and nothing
   * changed, when no such way was found among those looked at.
   */
  place(activity: number, extra: number): boolean;
  /** Weeks looked at so far: the unit of work. */
  calls: number;
}

/** How deep a chain may go, and how many weeks are looked at before a chain is given up. */
const DEPTH = 7;
const LOOKS = 2_000;

/**
 * Ejection chains by the number of those that move: depth-first over the slots of each, those first that push out the
 * fewest who are still at home, with a bound on their sum. Called with a growing bound this is iterative deepening
 * (Korf, Artificial Intelligence 27, 1985), so that short chains are found before long ones.
 *
 * @param home  the slot that each activity had before, or -1: who is elsewhere already leaves free of charge
 */
export function createReplacer(
  state: State,
  conflicts: Conflicts,
  home: Int32Array,
  shouldStop: () => boolean,
): Replacer {
  const { problem } = state;
  const { slots } = problem;
  const { width } = problem.rooms;
  const trail = createTrail(state, conflicts.locked);
  const levels = Array.from({ length: DEPTH }, () => createLevel(slots, problem.count));
  let allowance = 0;
  let looks = 0;

  const replacer: Replacer = {
    calls: 0,
    place(activity, extra) {
      allowance = extra;
      looks = LOOKS;
      trail.clear();
      const done = descend(activity, 0);
      trail.unlock();
      return done;
    },
  };
  return replacer;

  function descend(activity: number, depth: number): boolean {
    if (depth >= DEPTH || looks-- <= 0 || shouldStop()) return false;
    replacer.calls++;
    const level = levels[depth]!;
    survey(activity, level);
    for (let i = 0; i < level.number; i++) {
      if (level.weight[level.order[i]!]! > allowance) break;
      if (attempt(activity, level.order[i]!, depth)) return true;
      if (looks <= 0) return false;
    }
    return false;
  }

  /** The usable slots of an activity, those first that push out the fewest from home, then the cheapest. */
  function survey(activity: number, level: Level): void {
    level.number = 0;
    for (let slot = 0; slot < slots; slot++) {
      if (!problem.allowed[activity * slots + slot]) continue;
      const number = conflicts.collect(activity, slot);
      if (number < 0) continue;
      level.weight[slot] = weigh(number);
      if (level.weight[slot]! > allowance) continue;
      level.price[slot] = number * 1e-3 + startingCost(state, activity, slot) + conflicts.rooms.cost;
      level.order[level.number++] = slot;
    }
    level.order
      .subarray(0, level.number)
      .sort((a, b) => level.weight[a]! - level.weight[b]! || level.price[a]! - level.price[b]!);
  }

  /** How many of those in the way are still at home. */
  function weigh(number: number): number {
    let weight = 0;
    for (let i = 0; i < number; i++) {
      const other = conflicts.list[i]!;
      if (home[other]! >= 0 && state.slot[other] === home[other]) weight++;
    }
    return weight;
  }

  function attempt(activity: number, slot: number, depth: number): boolean {
    const number = conflicts.collect(activity, slot);
    if (number < 0) return false;
    const weight = weigh(number);
    if (weight > allowance) return false;
    const { out, real } = levels[depth]!;
    const { room } = conflicts.rooms;
    for (let i = 0; i < number; i++) out[i] = conflicts.list[i]!;
    for (let i = 0; i < width; i++) real[i] = conflicts.rooms.real[i]!;
    const mark = trail.length();
    allowance -= weight;
    for (let i = 0; i < number; i++) trail.remove(out[i]!);
    trail.place(activity, slot, room, real, 0);
    for (let i = 0; i < number; i++) {
      if (descend(out[i]!, depth + 1)) continue;
      trail.undo(mark);
      allowance += weight;
      return false;
    }
    return true;
  }

  interface Level {
    number: number;
    readonly order: Int32Array;
    /** Per slot: how many must leave home, and what starting there costs. */
    readonly weight: Int32Array;
    readonly price: Float64Array;
    readonly out: Int32Array;
    readonly real: Int32Array;
  }

  function createLevel(slotCount: number, count: number): Level {
    return {
      number: 0,
      order: new Int32Array(slotCount),
      weight: new Int32Array(slotCount),
      price: new Float64Array(slotCount),
      out: new Int32Array(count),
      real: new Int32Array(width),
    };
  }
}

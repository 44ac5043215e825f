// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Random } from "./random.ts";
import { startingCost } from "./soft-cost.ts";
import type { StartLists } from "./start-lists.ts";
import type { State } from "./state.ts";

/** Possible starts that are compared, and random ones drawn at most to find them. */
const COMPARED = 3;
const DRAWN = 9;
/** A slot to come home to is taken at once as often as this. */
const HOME_ONE_IN = 3;

/**
 * Chooses where an activity is to go: of a few random starts the cheapest by wishes and pairs. For an exchange only
 * starts count from which all that is met may go the opposite way, and what that costs them is added. Without this
 * look ahead seven of eight exchanges were begun in vain.
 *
 * @param home  a slot per activity that is often worth trying, or -1; null for none
 * @returns a function of the activity and the slot it is at; -1 when none of those drawn will do.
 */
export function createAim(
  state: State,
  starts: StartLists,
  random: Random,
  home: Int32Array | null,
): (activity: number, now: number, isExchange: boolean) => number {
  const { allowed, slots, fixedTime, duration, entityStart, clashEnd, entityList } = state.problem;

  /** What those met at a slot cost more at the place across; infinite where one may not go there. */
  const costAcross = (activity: number, now: number, slot: number): number => {
    let cost = 0;
    let last = activity;
    for (let e = entityStart[activity]!, end = clashEnd[activity]!; e < end; e++) {
      const base = entityList[e]! * slots + slot;
      for (let k = 0; k < duration[activity]!; k++) {
        const other = state.occupant[base + k]!;
        if (other < 0 || other === activity || other === last) continue;
        last = other;
        const at = state.slot[other]!;
        const across = at + now - slot;
        if (across < 0 || across >= slots || fixedTime[other] || !allowed[other * slots + across])
          return Number.POSITIVE_INFINITY;
        cost += startingCost(state, other, across) - startingCost(state, other, at);
      }
    }
    return cost;
  };

  return (activity, now, isExchange) => {
    if (home !== null && home[activity]! >= 0 && home[activity] !== now && random.below(HOME_ONE_IN) === 0)
      return home[activity]!;
    let slot = -1;
    let least = Number.POSITIVE_INFINITY;
    let compared = 0;
    for (let i = 0; i < DRAWN && compared < COMPARED; i++) {
      const other = starts.any(activity, random);
      if (other === now) continue;
      const across = isExchange ? costAcross(activity, now, other) : 0;
      if (across === Number.POSITIVE_INFINITY) continue;
      compared++;
      const cost = startingCost(state, activity, other) + across;
      if (cost >= least) continue;
      least = cost;
      slot = other;
    }
    return slot;
  };
}

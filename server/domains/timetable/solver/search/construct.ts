// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Placer } from "./place.ts";
import type { Random } from "./random.ts";
import { remove, type State } from "./state.ts";

/** How often an activity without any possible slot is tried again before it is given up. */
const LAST_CHANCES = 3;

/** Calls per activity without a new best before starting over; grows by half each time. */
const PATIENCE = 100;

/**
 * Places activities in order, hardest first. One that cannot be placed by recursive swapping is forced
 * in; those it pushes out come next, ahead of all that wait. When that leads nowhere for long, the
 * timetable is emptied and begun again with the troublemakers first (squeaky wheel optimisation,
 * Joslin & Clements, JAIR 10, 1999). Ends when nothing waits or `shouldStop`.
 *
 * @returns the number of activities that have no place.
 */
export function construct(
  state: State,
  placer: Placer,
  order: Int32Array,
  random: Random,
  shouldStop: () => boolean,
  onProgress: () => void,
): number {
  const trouble = new Float64Array(order.length);
  let patience = PATIENCE * order.length;
  let current = order;
  for (;;) {
    const left = attempt(state, placer, current, trouble, patience, shouldStop, onProgress);
    if (left !== null) return left;
    patience *= 1.5;
    placer.byFreshest = !placer.byFreshest;
    current = squeakyOrder(order, trouble, random);
    for (let activity = 0; activity < order.length; activity++) {
      if (state.slot[activity]! >= 0) remove(state, activity);
    }
  }
}

/** The first order, with each activity moved ahead by how often it could not be placed, and a little by chance. */
function squeakyOrder(order: Int32Array, trouble: Float64Array, random: Random): Int32Array {
  const key = new Float64Array(order.length);
  order.forEach((activity, index) => {
    key[activity] = index / order.length - 0.15 * Math.log2(1 + trouble[activity]!) + 0.1 * random.unit();
  });
  return order.slice().sort((a, b) => key[a]! - key[b]! || a - b);
}

/** One attempt: the number left without a place, or null when it ran out of patience. */
function attempt(
  state: State,
  placer: Placer,
  order: Int32Array,
  trouble: Float64Array,
  patience: number,
  shouldStop: () => boolean,
  onProgress: () => void,
): number | null {
  const rank = new Int32Array(order.length);
  order.forEach((activity, index) => {
    rank[activity] = index;
  });
  const waiting: number[] = [];
  for (let i = order.length - 1; i >= 0; i--) if (state.slot[order[i]!]! < 0) waiting.push(order[i]!);
  const failures = new Uint8Array(order.length);
  let hopeless = 0;
  let most = 0;
  let since = placer.calls;
  while (waiting.length > 0 && !shouldStop()) {
    const activity = waiting[waiting.length - 1]!;
    if (placer.place(activity)) waiting.pop();
    else {
      if (shouldStop()) break;
      trouble[activity]!++;
      const ejected = placer.force(activity);
      waiting.pop();
      if (ejected < 0) {
        failures[activity]!++;
        if (failures[activity]! < LAST_CHANCES) waiting.unshift(activity);
        else hopeless++;
      } else {
        // The hardest of those pushed out comes first, that is: last in the stack.
        const out = Array.from(placer.ejected.subarray(0, ejected)).sort((a, b) => rank[b]! - rank[a]!);
        waiting.push(...out);
      }
    }
    if (state.placed > most) {
      most = state.placed;
      since = placer.calls;
    } else if (placer.calls - since > patience) return null;
    onProgress();
  }
  return waiting.length + hopeless;
}

// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Placer } from "./place.ts";
import type { State } from "./state.ts";

/** How often an activity without any possible slot is tried again before it is given up. */
const LAST_CHANCES = 3;

/**
 * Places activities in order, hardest first. One that cannot be placed by recursive swapping is forced
 * in; those it pushes out come next, ahead of all that wait. Ends when nothing waits or `shouldStop`.
 *
 * @returns the number of activities that have no place.
 */
export function construct(
  state: State,
  placer: Placer,
  order: Int32Array,
  shouldStop: () => boolean,
  onProgress: () => void,
): number {
  const rank = new Int32Array(order.length);
  order.forEach((activity, index) => {
    rank[activity] = index;
  });
  const waiting: number[] = [];
  for (let i = order.length - 1; i >= 0; i--) if (state.slot[order[i]!]! < 0) waiting.push(order[i]!);
  const failures = new Uint8Array(order.length);
  const hopeless: number[] = [];
  while (waiting.length > 0 && !shouldStop()) {
    const activity = waiting[waiting.length - 1]!;
    if (!placer.place(activity)) {
      if (shouldStop()) break;
      const ejected = placer.force(activity);
      waiting.pop();
      if (ejected < 0) {
        failures[activity]!++;
        if (failures[activity]! < LAST_CHANCES) waiting.unshift(activity);
        else hopeless.push(activity);
      } else {
        // The hardest of those pushed out comes first, that is: last in the stack.
        const out = Array.from(placer.ejected.subarray(0, ejected)).sort((a, b) => rank[b]! - rank[a]!);
        waiting.push(...out);
      }
    } else waiting.pop();
    onProgress();
  }
  return waiting.length + hopeless.length;
}

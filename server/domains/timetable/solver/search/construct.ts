// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Steps } from "../steps.ts";
import { FIRST_MANNER, type Manner, type Placer } from "./place.ts";
import type { Random } from "./random.ts";
import { remove, type State } from "./state.ts";
import type { Untie } from "./untie.ts";

/** How often an activity without any possible slot is tried again before it is given up. */
const LAST_CHANCES = 3;

/** The manners of one attempt after the other: mostly the first; and quicker, and slower but narrower. */
const MANNERS: readonly Manner[] = [
  FIRST_MANNER,
  { ...FIRST_MANNER, byFreshest: false },
  { calls: 8, callsPerActivity: 0.02, greedyFrom: 5, byFreshest: true },
  FIRST_MANNER,
  { calls: 50, callsPerActivity: 0.15, greedyFrom: 2, byFreshest: false },
];

/** Calls per activity without a new best before something else is tried; grows each time. */
const PATIENCE = 50;
const GROWTH = 1.3;
/** The calls for annealing, beside that: measured here, knots come undone sooner by it than by swapping. */
const UNTYING = 4;

/**
 * Places activities in order, hardest first. One that cannot be placed by recursive swapping is forced
 * in; those it pushes out come next, ahead of all that wait. When that leads nowhere for long, annealing
 * unties what it can and the swapping goes on from there; when that leads nowhere either, the timetable is
 * emptied and begun again with the troublemakers first (squeaky wheel optimisation, Joslin & Clements,
 * JAIR 10, 1999). Ends when nothing waits or `shouldStop`; or, unless `isPatient`, when what is left had no possible
 * slot several times. With patience it then starts over too, if one of those can be placed at all, as others may have
 * been in the only way that is open to it.
 *
 * @returns the number of activities that have no place.
 */
export function* construct(
  state: State,
  placer: Placer,
  order: Int32Array,
  random: Random,
  shouldStop: () => boolean,
  onProgress: () => void,
  isPatient = false,
  untie: Untie | null = null,
): Steps<number> {
  const trouble = new Float64Array(order.length);
  let patience = PATIENCE * order.length;
  let current = order;
  for (let round = 0; ; round++) {
    placer.manner = MANNERS[round % MANNERS.length]!;
    const hopeless: number[] = [];
    const left = yield* attempt(state, placer, current, trouble, patience, hopeless, shouldStop, onProgress);
    if (left === 0 || (left !== null && (!isPatient || shouldStop()))) return left;
    patience *= GROWTH;
    current = squeakyOrder(order, trouble, random);
    if (left === null && untie !== null && round % 2 === 0) {
      if (yield* untie(patience * UNTYING)) return 0;
      continue;
    }
    empty(state);
    if (left !== null && !hopeless.some((activity) => fitsAlone(state, placer, activity))) return left;
  }
}

function empty(state: State): void {
  for (let activity = 0; activity < state.slot.length; activity++) {
    if (state.slot[activity]! >= 0) remove(state, activity);
  }
}

/** Whether an activity has a place in the empty timetable. */
function fitsAlone(state: State, placer: Placer, activity: number): boolean {
  const fits = placer.place(activity);
  if (fits) remove(state, activity);
  return fits;
}

/** The first order, with each activity moved ahead by how often it could not be placed, and a little by chance. */
function squeakyOrder(order: Int32Array, trouble: Float64Array, random: Random): Int32Array {
  const key = new Float64Array(order.length);
  order.forEach((activity, index) => {
    key[activity] = index / order.length - 0.15 * Math.log2(1 + trouble[activity]!) + 0.1 * random.unit();
  });
  return order.slice().sort((a, b) => key[a]! - key[b]! || a - b);
}

/** Before starting over: places what still goes in besides the knot, for the best timetable so far. */
function fill(
  placer: Placer,
  waiting: readonly number[],
  shouldStop: () => boolean,
  onProgress: () => void,
): void {
  for (const activity of waiting) {
    if (shouldStop()) return;
    if (placer.place(activity)) onProgress();
  }
}

/** One attempt, which lists those that it gave up as hopeless: the number left without a place, or null when it ran out of patience. */
function* attempt(
  state: State,
  placer: Placer,
  order: Int32Array,
  trouble: Float64Array,
  patience: number,
  hopeless: number[],
  shouldStop: () => boolean,
  onProgress: () => void,
): Steps<number | null> {
  const rank = new Int32Array(order.length);
  order.forEach((activity, index) => {
    rank[activity] = index;
  });
  const waiting: number[] = [];
  for (let i = order.length - 1; i >= 0; i--) if (state.slot[order[i]!]! < 0) waiting.push(order[i]!);
  const failures = new Uint8Array(order.length);
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
        else hopeless.push(activity);
      } else {
        // The hardest of those pushed out comes first, that is: last in the stack.
        const out = Array.from(placer.ejected.subarray(0, ejected)).sort((a, b) => rank[b]! - rank[a]!);
        waiting.push(...out);
      }
    }
    if (state.placed > most) {
      most = state.placed;
      since = placer.calls;
    } else if (placer.calls - since > patience) {
      fill(placer, waiting, shouldStop, onProgress);
      return null;
    }
    onProgress();
    yield;
  }
  return waiting.length + hopeless.length;
}

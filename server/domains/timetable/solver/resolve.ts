// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { type BestSoFar, createBestSoFar, type SolveProgress } from "./best-so-far.ts";
import { applyChanges, type Change, holdInPlace } from "./changes.ts";
import type { Places } from "./exchange.ts";
import type { Problem, Solution } from "./model.ts";
import { settleAtHome, withMovePenalty } from "./search/at-home.ts";
import { compile } from "./search/compile.ts";
import { createConflicts } from "./search/conflicts.ts";
import { construct } from "./search/construct.ts";
import { mendingCooling } from "./search/cooling.ts";
import { type ImproveHooks, improve } from "./search/improve.ts";
import { load, toPlaces } from "./search/load.ts";
import { hardestFirst } from "./search/order.ts";
import { createPlacer } from "./search/place.ts";
import { createRandom, type Random } from "./search/random.ts";
import { createReplacer, type Replacer } from "./search/replace.ts";
import { softTotal } from "./search/soft-cost.ts";
import { createState, type State } from "./search/state.ts";
import { doAll } from "./steps.ts";

export interface ResolveTask {
  readonly problem: Problem;
  /** The timetable in force. */
  readonly start: Solution;
  readonly changes: readonly Change[];
  /** Activities that must stay where `start` has them. */
  readonly pinned?: readonly number[];
  /** What each moved activity costs in units of the soft cost. */
  readonly movePenalty: number;
}

export interface ResolveOptions {
  readonly seed: number;
  /** Most units of work; unlimited when absent. */
  readonly iterations?: number;
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (progress: SolveProgress) => void;
}

/** One activity that is elsewhere than before; slots and rooms are -1 where there is none. */
export interface Move {
  readonly activity: number;
  readonly from: { readonly slot: number; readonly room: number };
  readonly to: { readonly slot: number; readonly room: number };
}

export interface Resolution {
  /** The problem after the changes: what to judge the solution by. */
  readonly problem: Problem;
  readonly solution: Solution;
  /** Activities that had a place and have another time or room now; those that lost theirs count too. */
  readonly moves: readonly Move[];
  /** So many at least cannot stay where they were, whatever is done with the others. */
  readonly leastMoves: number;
  /** Activities without a place. */
  readonly unplaced: readonly number[];
  readonly iterations: number;
}

/** Beginnings anew with the displaced in another order, before what was found is improved. */
const ORDERS = 24;
/** Weeks looked at in all of them; then no other is begun. */
const CALLS_MOST = 20_000;
/** Most others that may leave home for one activity, before anything goes. */
const EXTRA_MOST = 6;
/** Calls per activity spent on forcing in what no chain placed. */
const FORCING_CALLS = 30;
const ASK_EVERY = 32;

/**
 * Mends a timetable after a change with as few moves as possible, as minimal perturbation problems ask (Barták, Müller
 * & Rudová, "A new approach to modeling and solving minimal perturbation problems", 2004): everything stays where it
 * was but what cannot; that finds new places by chains with few moves, in several orders; then the soft cost with
 * the price of moves is annealed, which also brings back what needed not move. Pure, as `solve` is.
 */
export function resolve(task: ResolveTask, options: ResolveOptions): Resolution {
  const problem = holdInPlace(applyChanges(task.problem, task.changes), task.start, task.pinned ?? []);
  const plain = compile(problem);
  const home = homeOf(task.start, problem.activities.length, plain.rooms.width);
  const compiled = withMovePenalty(plain, home, task.movePenalty);
  const state = createState(compiled);
  const random = createRandom(options.seed);
  const conflicts = createConflicts(state, random);
  let moves = 0;
  let isStopped = false;
  const limit = options.iterations ?? Number.POSITIVE_INFINITY;
  const spent = () => moves + placer.calls + replacer.calls;
  const shouldStop = () => {
    isStopped ||= spent() >= limit || (options.shouldStop?.() ?? false);
    return isStopped;
  };
  const placer = createPlacer(state, conflicts, random, shouldStop);
  const replacer = createReplacer(state, conflicts, home.slot, shouldStop);

  const displaced = settleAtHome(state, conflicts, home);
  const best = createBestSoFar(state, options, spent);
  const settled = copyOf(state);
  const least = leastMoves(compiled, home);
  let price = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ORDERS && replacer.calls < CALLS_MOST && !shouldStop(); round++) {
    if (round > 0) load(state, settled);
    const order = round === 0 ? displaced : shuffled(displaced, random);
    placeAll(order, replacer, (activity) => placer.place(activity));
    price = keepIfBetter(best, state, price);
    best.report("placing");
    if (best.unplaced() === 0 && movedFrom(home, best.places) <= least) break;
  }
  load(state, best.places);
  if (isAnyLeft(state)) {
    const enough = spent() + FORCING_CALLS * compiled.count;
    const isEnough = () => shouldStop() || spent() > enough;
    doAll(construct(state, placer, hardestFirst(compiled), random, isEnough, best.keepIfMore));
    load(state, best.places);
  }
  const hooks: ImproveHooks = {
    shouldStop: () => spent() >= limit || (moves % ASK_EVERY === 0 && shouldStop()),
    onMove: () => {
      moves++;
      best.report("improving");
    },
    onBetter: (soft) => best.keep(soft),
    onCooled: () => {},
  };
  doAll(improve(state, conflicts, random, mendingCooling, hooks, home.slot));
  best.send("done");
  return resolutionOf(problem, best.solution(), home, least, spent());
}

/** Where each activity of the changed problem was; new ones were nowhere. */
function homeOf(start: Solution, count: number, width: number): Places {
  const before = toPlaces(start, width);
  const home = {
    slot: new Int32Array(count).fill(-1),
    room: new Int32Array(count).fill(-1),
    real: new Int32Array(count * width).fill(-1),
  };
  home.slot.set(before.slot.subarray(0, count));
  home.room.set(before.room.subarray(0, count));
  home.real.set(before.real.subarray(0, count * width));
  return home;
}

function copyOf(state: State): Places {
  return { slot: state.slot.slice(), room: state.room.slice(), real: state.real.slice() };
}

function shuffled(list: readonly number[], random: Random): number[] {
  return list
    .map((item) => ({ item, key: random.unit() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Each activity by the shortest chain that was found; what none was found for, by recursive swapping. */
function placeAll(order: readonly number[], replacer: Replacer, swapIn: (activity: number) => boolean): void {
  for (const activity of order) {
    let isPlaced = false;
    for (let extra = 0; extra <= EXTRA_MOST && !isPlaced; extra++) isPlaced = replacer.place(activity, extra);
    if (!isPlaced) swapIn(activity);
  }
}

/** Whether something is without a place that could have one. */
function isAnyLeft({ problem, slot }: State): boolean {
  const { allowed, slots } = problem;
  return slot.some(
    (at, activity) => at < 0 && allowed.subarray(activity * slots, (activity + 1) * slots).includes(1),
  );
}

/** Keeps what the state holds if more is placed, or as much at a lower cost; answers the cost of the best. */
function keepIfBetter(best: BestSoFar, state: State, price: number): number {
  const unplaced = state.problem.count - state.placed;
  const soft = softTotal(state);
  if (unplaced > best.unplaced() || (unplaced === best.unplaced() && soft >= price)) return price;
  best.keep(soft);
  return soft;
}

/** Activities that their own start, or every room at it, is forbidden to now. */
function leastMoves({ allowed, slots, rooms, duration }: State["problem"], home: Places): number {
  let count = 0;
  home.slot.forEach((slot, activity) => {
    if (slot < 0) return;
    const room = home.room[activity]!;
    const isRoomGone =
      room >= 0 &&
      Array.from({ length: duration[activity]! }).some((_, k) => rooms.closed[room * slots + slot + k] === 1);
    if (!allowed[activity * slots + slot] || isRoomGone) count++;
  });
  return count;
}

function movedFrom(home: Places, now: Places): number {
  let count = 0;
  home.slot.forEach((slot, activity) => {
    if (slot >= 0 && (now.slot[activity] !== slot || now.room[activity] !== home.room[activity])) count++;
  });
  return count;
}

function resolutionOf(
  problem: Problem,
  solution: Solution,
  home: Places,
  least: number,
  iterations: number,
): Resolution {
  const moves = problem.activities.flatMap((_, activity): Move[] => {
    const from = { slot: home.slot[activity]!, room: home.room[activity]! };
    const to = { slot: solution.slot[activity]!, room: solution.room[activity]! };
    const hasMoved = from.slot >= 0 && (from.slot !== to.slot || from.room !== to.room);
    return hasMoved ? [{ activity, from, to }] : [];
  });
  const unplaced = problem.activities.flatMap((_, activity) =>
    solution.slot[activity]! < 0 ? activity : [],
  );
  return { problem, solution, moves, leastMoves: least, unplaced, iterations };
}

import { createBestSoFar, type SolveProgress } from "./best-so-far.ts";
import type { Exchange } from "./exchange.ts";
import type { Problem, Solution } from "./model.ts";
import { compile } from "./search/compile.ts";
import { createConflicts } from "./search/conflicts.ts";
import { construct } from "./search/construct.ts";
import { coolingOf } from "./search/cooling.ts";
import { improve } from "./search/improve.ts";
import { load } from "./search/load.ts";
import { hardestFirst } from "./search/order.ts";
import { createPlacer } from "./search/place.ts";
import { createRandom } from "./search/random.ts";
import { softTotal } from "./search/soft-cost.ts";
import { createState } from "./search/state.ts";
import { createUntier } from "./search/untie.ts";
import { doAll, type Steps } from "./steps.ts";

export type { SolveProgress } from "./best-so-far.ts";

export interface SolveOptions {
  /** Same problem, seed and iteration budget: same timetable. */
  readonly seed: number;
  /** Most units of work (a placement examined, a move tried); unlimited when absent. */
  readonly iterations?: number;
  /** The place in a portfolio: searches of other numbers anneal otherwise. 0 when alone. */
  readonly strategy?: number;
  /** Shared with searches of the same problem in other threads; what comes of it depends on their pace. */
  readonly exchange?: Exchange;
  /** Asked at least every few milliseconds; true ends the search with the best so far. */
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (progress: SolveProgress) => void;
  /** There is a better timetable than all before; `solution()` copies it out, for the receiver to own. */
  readonly onImprovement?: (solution: () => Solution, progress: SolveProgress) => void;
}

export interface SolveResult {
  readonly solution: Solution;
  readonly unplaced: number;
  /** The search's own sum over what is placed; the judge is `evaluate`. */
  readonly soft: number;
  readonly iterations: number;
  /** Units of work until all was placed; null when that never happened. */
  readonly firstComplete: number | null;
}

/** Moves between two questions whether to stop: the question may be dearer than a move. */
const ASK_EVERY = 32;

/**
 * The first complete timetable is told of when it is rid of what is cheap to mend: after so many moves, hundredths of
 * a second, or when so many have brought nothing. Whoever takes the first one gets a good one.
 */
const firstMoves = (activities: number): number =>
  Math.floor(Math.min(40_000, 20_000_000 / (1 + activities)));
const FIRST_IDLE = 5_000;

/**
 * Searches a timetable: recursive swapping until everything is placed with every hard rule kept, then
 * soft optimisation until stopped. Pure: no clock, no chance but the seed. The result never breaks a
 * hard rule among what it places; what could not be placed is reported as unplaced.
 */
export const solve = (problem: Problem, options: SolveOptions): SolveResult =>
  doAll(solveInSteps(problem, options));

/** The same; its first step ends when all is set up. */
export function* solveInSteps(problem: Problem, options: SolveOptions): Steps<SolveResult> {
  const compiled = compile(problem);
  const state = createState(compiled);
  const random = createRandom(options.seed);
  const conflicts = createConflicts(state, random);
  const { exchange } = options;
  const limit = options.iterations ?? Number.POSITIVE_INFINITY;
  let moves = 0;
  const spent = () => moves + placer.calls;
  let isStopped = false;
  const shouldStop = (): boolean => {
    isStopped ||= spent() >= limit || (options.shouldStop?.() ?? false);
    return isStopped;
  };
  const isElsewhere = () => exchange !== undefined && exchange.best() < Number.POSITIVE_INFINITY;
  const shouldStopPlacing = () => shouldStop() || isElsewhere();
  const placer = createPlacer(state, conflicts, random, shouldStopPlacing);
  const best = createBestSoFar(state, options, spent);

  const onPlaced = () => {
    best.keepIfMore();
    if (best.unplaced() > 0) best.report("placing");
  };
  // A budget of work is not used up for nothing: whoever counts it asks for many small searches.
  const isPatient = options.iterations === undefined;
  const untie = createUntier(state, conflicts, placer, random, shouldStopPlacing, onPlaced);
  const order = hardestFirst(compiled);
  yield;
  yield* construct(state, placer, order, random, shouldStopPlacing, onPlaced, isPatient, untie);
  best.keepIfMore();
  const found = best.unplaced() === 0;
  const firstComplete = found ? spent() : null;
  if (found) {
    best.keep(softTotal(state));
    exchange?.offer(best.soft(), state);
  } else if (exchange && isElsewhere()) {
    adopt(exchange);
  }

  /** Goes on from the best of all threads. */
  function adopt(from: Exchange): void {
    const places = { slot: state.slot.slice(), room: state.room.slice(), real: state.real.slice() };
    from.take(places);
    load(state, places);
    best.keep(softTotal(state));
  }

  if (best.unplaced() === 0) {
    let first = found ? firstMoves(compiled.count) : 0;
    let better = 0;
    yield* improve(state, conflicts, random, coolingOf(options.strategy ?? 0), {
      shouldStop: () => spent() >= limit || (moves % ASK_EVERY === 0 && shouldStop()),
      onMove: () => {
        moves++;
        if (moves < first && moves - better > FIRST_IDLE) first = moves;
        if (moves === first) best.send("improving");
        if (moves > first) best.report("improving");
      },
      onBetter: (soft) => {
        best.keep(soft);
        better = moves;
        exchange?.offer(soft, state);
      },
      onCooled: () => {
        if (exchange && exchange.best() < best.soft()) adopt(exchange);
      },
    });
  }
  best.send("done");
  return {
    solution: best.solution(),
    unplaced: best.unplaced(),
    soft: best.soft(),
    iterations: spent(),
    firstComplete,
  };
}

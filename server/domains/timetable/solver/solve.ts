import type { Problem, Solution } from "./model.ts";
import { compile } from "./search/compile.ts";
import { createConflicts } from "./search/conflicts.ts";
import { construct } from "./search/construct.ts";
import { improve } from "./search/improve.ts";
import { hardestFirst } from "./search/order.ts";
import { createPlacer } from "./search/place.ts";
import { createRandom } from "./search/random.ts";
import { softTotal } from "./search/soft-cost.ts";
import { createState, type State } from "./search/state.ts";

export interface SolveOptions {
  /** Same problem, seed and iteration budget: same timetable. */
  readonly seed: number;
  /** Most units of work (a placement examined, a move tried); unlimited when absent. */
  readonly iterations?: number;
  /** Asked at least every few milliseconds; true ends the search with the best so far. */
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (progress: SolveProgress) => void;
  /** There is a better timetable than all before; `solution()` copies it out, for the receiver to own. */
  readonly onImprovement?: (solution: () => Solution, progress: SolveProgress) => void;
}

export interface SolveProgress {
  readonly phase: "placing" | "improving" | "done";
  readonly placed: number;
  readonly total: number;
  readonly unplaced: number;
  /** Sum of weight/100 over broken soft rules of what is placed. */
  readonly soft: number;
  readonly iterations: number;
  /** How much is placed in the best timetable so far, from 0 to 1. */
  readonly fraction: number;
}

export interface SolveResult {
  readonly solution: Solution;
  readonly unplaced: number;
  /** The search's own sum; the judge is `evaluate`. */
  readonly soft: number;
  readonly iterations: number;
  /** Units of work until all was placed; null when that never happened. */
  readonly firstComplete: number | null;
}

/** Units of work between two calls of `onProgress`. */
const PROGRESS_EVERY = 256;

/**
 * Searches a timetable: recursive swapping until everything is placed with every hard rule kept, then
 * soft optimisation until stopped. Pure: no clock, no chance but the seed. The result never breaks a
 * hard rule among what it places; what could not be placed is reported as unplaced.
 */
export function solve(problem: Problem, options: SolveOptions): SolveResult {
  const compiled = compile(problem);
  const state = createState(compiled);
  const random = createRandom(options.seed);
  const conflicts = createConflicts(state, random);
  const limit = options.iterations ?? Number.POSITIVE_INFINITY;
  let spent = 0;
  let stopped = false;
  const shouldStop = (): boolean => {
    stopped ||= spent + placer.calls >= limit || (options.shouldStop?.() ?? false);
    return stopped;
  };
  const placer = createPlacer(state, conflicts, random, shouldStop);

  const best = createKeeper(state);
  let bestPlaced = 0;
  let bestSoft = 0;
  let reported = 0;
  let unsent = false;
  const progress = (phase: SolveProgress["phase"]): SolveProgress => ({
    phase,
    placed: bestPlaced,
    total: compiled.count,
    unplaced: compiled.count - bestPlaced,
    soft: bestSoft,
    iterations: spent + placer.calls,
    fraction: compiled.count === 0 ? 1 : bestPlaced / compiled.count,
  });
  const send = (phase: SolveProgress["phase"]) => {
    if (unsent) options.onImprovement?.(best.solution, progress(phase));
    unsent = false;
    options.onProgress?.(progress(phase));
  };
  const report = (phase: SolveProgress["phase"]) => {
    if (spent + placer.calls - reported < PROGRESS_EVERY) return;
    reported = spent + placer.calls;
    send(phase);
  };
  const keep = (soft: number) => {
    best.keep();
    bestPlaced = state.placed;
    bestSoft = soft;
    unsent = true;
  };

  const unplaced = construct(state, placer, hardestFirst(compiled), random, shouldStop, () => {
    if (state.placed > bestPlaced) keep(0);
    report("placing");
  });
  const firstComplete = unplaced === 0 ? placer.calls : null;
  if (unplaced === 0) keep(softTotal(state));
  if (!stopped && unplaced === 0) {
    improve(state, conflicts, random, {
      shouldStop,
      onMove: () => {
        spent++;
        report("improving");
      },
      onBetter: keep,
    });
  }
  send("done");
  return {
    solution: best.solution(),
    unplaced: compiled.count - bestPlaced,
    soft: bestSoft,
    iterations: spent + placer.calls,
    firstComplete,
  };
}

/** Keeps the best timetable in buffers of its own: cheap enough for every improvement. */
function createKeeper(state: State): { keep(): void; solution(): Solution } {
  const { rooms } = state.problem;
  const slot = state.slot.slice();
  const room = state.room.slice();
  const real = state.real.slice();
  return {
    keep() {
      slot.set(state.slot);
      room.set(state.room);
      real.set(state.real);
    },
    solution: () => ({
      slot: slot.slice(),
      room: room.slice(),
      realRooms: Array.from(room, (of, activity) => {
        if (of < 0 || !rooms.sets[of]) return null;
        const from = activity * rooms.width;
        return Array.from(real.subarray(from, from + rooms.sets[of].length));
      }),
    }),
  };
}

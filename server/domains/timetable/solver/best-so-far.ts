import type { Places } from "./exchange.ts";
import type { Solution } from "./model.ts";
import { load, toSolution } from "./search/load.ts";
import { softTotal } from "./search/soft-cost.ts";
import { createState, type State } from "./search/state.ts";

export interface SolveProgress {
  readonly phase: "placing" | "improving" | "done";
  readonly placed: number;
  readonly total: number;
  readonly unplaced: number;
  /**
   * As the judge counts: 20,000 for each activity without a place. What is placed breaks no hard rule, but for
   * those of the kind "at least" that only a complete timetable can keep.
   */
  readonly hard: number;
  /** Sum of weight/100 over broken soft rules of what is placed; to be read at once. */
  readonly soft: number;
  readonly iterations: number;
  /** How much is placed in the best timetable so far, from 0 to 1. */
  readonly fraction: number;
}

export interface Listeners {
  readonly onProgress?: (progress: SolveProgress) => void;
  /** There is a better timetable than all before; `solution()` copies it out, for the receiver to own. */
  readonly onImprovement?: (solution: () => Solution, progress: SolveProgress) => void;
}

/** The best timetable of a search, in buffers of its own, and the telling of it. */
export interface BestSoFar {
  readonly places: Places;
  readonly unplaced: () => number;
  /** Keeps what the state holds, if more is placed than ever; its soft cost is counted when it is asked for. */
  keepIfMore(): void;
  /** Keeps what the state holds, at a known cost. */
  keep(soft: number): void;
  /** Tells the listeners if enough work has been done since they were told. */
  report(phase: SolveProgress["phase"]): void;
  send(phase: SolveProgress["phase"]): void;
  soft(): number;
  solution(): Solution;
}

/** Units of work between two reports: placements examined are dearer than moves. */
const REPORT_EVERY = { placing: 256, improving: 2048, done: 0 };
/** What the judge counts for an activity without a place. */
const UNPLACED = 20_000;

/** @param spent  units of work so far */
export function createBestSoFar(state: State, listeners: Listeners, spent: () => number): BestSoFar {
  const { problem } = state;
  const places = { slot: state.slot.slice(), room: state.room.slice(), real: state.real.slice() };
  let placed = state.placed;
  let cost: number | null = null;
  let reported = 0;
  let isUnsent = false;
  let scratch: State | null = null;

  const copy = () => {
    places.slot.set(state.slot);
    places.room.set(state.room);
    places.real.set(state.real);
    placed = state.placed;
    isUnsent = true;
  };
  /** The cost of a partial timetable is counted on a state apart: the search has gone on since. */
  const soft = (): number => {
    if (cost === null) {
      scratch ??= createState(problem);
      load(scratch, places);
      cost = softTotal(scratch);
    }
    return cost;
  };
  const progress = (phase: SolveProgress["phase"]): SolveProgress => ({
    phase,
    placed,
    total: problem.count,
    unplaced: problem.count - placed,
    hard: (problem.count - placed) * UNPLACED,
    // counted only for whoever reads it: a search reports far more often than anybody listens
    get soft() {
      return soft();
    },
    iterations: spent(),
    fraction: problem.count === 0 ? 1 : placed / problem.count,
  });
  const best: BestSoFar = {
    places,
    unplaced: () => problem.count - placed,
    keepIfMore() {
      if (state.placed <= placed) return;
      copy();
      cost = null;
    },
    keep(known) {
      copy();
      cost = known;
    },
    report(phase) {
      if (spent() - reported >= REPORT_EVERY[phase]) best.send(phase);
    },
    send(phase) {
      reported = spent();
      if (!listeners.onProgress && !listeners.onImprovement) return;
      const now = progress(phase);
      if (isUnsent) listeners.onImprovement?.(best.solution, now);
      isUnsent = false;
      listeners.onProgress?.(now);
    },
    soft,
    solution: () => toSolution(problem, places),
  };
  return best;
}

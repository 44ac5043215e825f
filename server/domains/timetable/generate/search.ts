import { type Placement, toSolution } from "../plan/placement.ts";
import { lessonName } from "../plan/score.ts";
import { solveInThreads } from "../solve-in-threads.ts";
import type { Constraint } from "../solver/constraint-types.ts";
import { evaluate } from "../solver/evaluate.ts";
import type { Problem, Solution } from "../solver/model.ts";
import type { Model } from "../stock/model.ts";
import type { GenerationDetail } from "./schema.ts";

export type SearchOptions = {
  seed: number;
  threads: number;
  seconds: number;
  signal: AbortSignal;
  report: (progress: { fraction: number; phase: string; detail: GenerationDetail }) => void;
};

/** Names of unplaced lessons that a progress report carries. */
const namesReported = 12;
/** Part of the bar that stands for placing; the rest is improving until the time is up. */
const placingShare = 0.7;

/**
 * Runs the engine on a school, with what is pinned held where it is, and reports several times a second. The numbers
 * reported of a timetable are the independent evaluator's. An abort answers the best so far.
 */
export async function search(
  model: Model,
  pinned: readonly Placement[],
  options: SearchOptions,
): Promise<Solution> {
  const problem = withPins(model, pinned);
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000 / options.seconds;
  const { solution } = await solveInThreads(problem, {
    seed: options.seed,
    threads: options.threads,
    milliseconds: options.seconds * 1000,
    signal: options.signal,
    onProgress: ({ phase, placed, total, unplaced, fraction }) =>
      options.report({
        phase: `timetable.${phase}`,
        fraction:
          placingShare * fraction + (unplaced === 0 ? (1 - placingShare) * Math.min(1, elapsed()) : 0),
        detail: { placed, total, unplaced },
      }),
    onImprovement: (better, { phase, fraction }) =>
      options.report({
        phase: `timetable.${phase}`,
        fraction: placingShare * fraction,
        detail: standing(model.problem, better),
      }),
  });
  return solution;
}

function standing(problem: Problem, solution: Solution): GenerationDetail {
  const { soft, unplaced } = evaluate(problem, solution);
  const missing = problem.activities.flatMap((_, index) => ((solution.slot[index] ?? -1) < 0 ? [index] : []));
  return {
    soft,
    unplaced,
    unplacedLessons: missing.slice(0, namesReported).map((index) => lessonName(problem, index)),
  };
}

/** The problem with one compulsory time, and room, for each pinned lesson. */
export function withPins(model: Model, pinned: readonly Placement[]): Problem {
  const { problem } = model;
  const places = toSolution(model, pinned);
  const source = { type: "Pinned", index: -1, line: null, id: null };
  const pins = problem.activities.flatMap((_, activity): Constraint[] => {
    const slot = places.slot[activity] ?? -1;
    if (slot < 0) return [];
    const common = { weight: 100, source, activities: [activity] };
    const room = places.room[activity] ?? -1;
    return [
      { ...common, kind: "preferredStartingTimes", slots: [slot] },
      ...(room < 0
        ? []
        : [
            {
              ...common,
              kind: "preferredRooms" as const,
              rooms: [room],
              realRooms: places.realRooms[activity] ?? null,
            },
          ]),
    ];
  });
  return pins.length === 0 ? problem : { ...problem, constraints: [...problem.constraints, ...pins] };
}

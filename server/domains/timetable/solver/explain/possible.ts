// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint } from "../constraint-types.ts";
import { evaluate } from "../evaluate.ts";
import type { Problem, Solution } from "../model.ts";
import { MAX_HOURS } from "../search/bits.ts";
import { solve } from "../solve.ts";
import { firstProof } from "./checks/checks.ts";
import { factsOf } from "./facts.ts";
import type { ExactSolver } from "./integer-model.ts";
import { modelOf } from "./model/model-of.ts";
import type { Verdict } from "./proof.ts";
import { fallsByBounds } from "./propagation.ts";

export type Means = {
  /** Decides models exactly; without it only the checks prove anything. */
  readonly exact: ExactSolver | null;
  /** Longest time for one model. */
  readonly exactSeconds: number;
  /** Models with more columns are not tried. */
  readonly exactColumns: number;
  /** Asked often; nothing or less ends everything with what is known by then. */
  readonly secondsLeft: () => number;
};

/** Units of work of the search for each lesson of a part, and at least. */
const UNITS_PER_LESSON = 150;
const UNITS_AT_LEAST = 4_000;
/** Part of all units within which it finds nearly all that exist. */
export const SOON = 1 / 8;

/**
 * Decides whether a problem has a timetable, each way with something to show: a timetable that the judge accepts, or a
 * proof. Checks come first, then a little search (it finds nearly all that exist within milliseconds), what follows from
 * the bounds of the exact model alone, more search, and last the exact solver.
 */
export function isPossible(problem: Problem, means: Means): Verdict {
  if (means.secondsLeft() <= 0) return { is: "unknown" };
  const facts = factsOf(problem);
  const proof = firstProof(facts);
  if (proof) return { is: "impossible", proof };
  if (means.secondsLeft() <= 0) return { is: "unknown" };
  const units = Math.max(UNITS_AT_LEAST, UNITS_PER_LESSON * problem.activities.length);
  const soon = bySearch(problem, means, units * SOON);
  if (soon) return { is: "possible", solution: soon };
  const { model, read } = modelOf(facts);
  const isSmall = model.columnCount <= means.exactColumns;
  if (isSmall && fallsByBounds(model)) return together(problem);
  const found = bySearch(problem, means, units);
  if (found) return { is: "possible", solution: found };
  if (!isSmall) return { is: "unknown" };
  const seconds = Math.min(means.exactSeconds, means.secondsLeft());
  if (!means.exact || seconds <= 0) return { is: "unknown" };
  const answer = means.exact(model, seconds);
  if (answer.is === "impossible") return together(problem);
  if (answer.is === "unknown") return answer;
  const solution = withRooms(problem, read(answer.values), means);
  return solution ? { is: "possible", solution } : { is: "unknown" };
}

/** Whether a problem is proved impossible without any search: by a check, or by the bounds of its exact model. */
export function fallsAtOnce(problem: Problem, { exactColumns }: Pick<Means, "exactColumns">): boolean {
  const facts = factsOf(problem);
  if (firstProof(facts)) return true;
  const { model } = modelOf(facts);
  return model.columnCount <= exactColumns && fallsByBounds(model);
}

function together({ activities }: Problem): Verdict {
  const all = activities.map((_, index) => index);
  return { is: "impossible", proof: { reason: { kind: "together" }, activities: all } };
}

/** A timetable that the judge accepts, if the search finds one in so many units of work. */
export function bySearch(
  problem: Problem,
  means: Pick<Means, "secondsLeft">,
  iterations: number,
): Solution | null {
  const tried = searched(problem, means, iterations, 1);
  return tried.is === "possible" ? tried.solution : null;
}

/** The same, or the lessons that the search could not place (none when only the judge refuses what it found). */
export function searched(
  problem: Problem,
  means: Pick<Means, "secondsLeft">,
  iterations: number,
  seed: number,
):
  | { readonly is: "possible"; readonly solution: Solution }
  | { readonly is: "stuck"; readonly stuck: number[] } {
  if (problem.hours.length > MAX_HOURS) return { is: "stuck", stuck: [] };
  let complete = problem.activities.length === 0;
  const { solution } = solve(problem, {
    seed,
    iterations,
    shouldStop: () => complete || means.secondsLeft() <= 0,
    onProgress: ({ unplaced }) => {
      complete = unplaced === 0;
    },
  });
  if (evaluate(problem, solution).hard === 0) return { is: "possible", solution };
  const stuck = problem.activities.flatMap((_, index) => (solution.slot[index]! < 0 ? [index] : []));
  return { is: "stuck", stuck };
}

/** Given times, lets the search find the rooms. */
function withRooms(problem: Problem, times: Solution, means: Means): Solution | null {
  if (evaluate(problem, times).hard === 0) return times;
  const source = { type: "Pinned", index: -1, line: null, id: null };
  const pins = problem.activities.map(
    (_, activity): Constraint => ({
      kind: "preferredStartingTimes",
      weight: 100,
      source,
      activities: [activity],
      slots: [times.slot[activity]!],
    }),
  );
  const pinned = { ...problem, constraints: [...problem.constraints, ...pins] };
  return bySearch(pinned, means, UNITS_AT_LEAST);
}

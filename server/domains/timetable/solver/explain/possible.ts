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

/**
 * Decides whether a problem has a timetable, each way with something to show: a timetable that the judge accepts, or a
 * proof. Checks come first, then the search (it finds nearly all that exist within milliseconds), then the exact model.
 */
export function isPossible(problem: Problem, means: Means): Verdict {
  if (means.secondsLeft() <= 0) return { is: "unknown" };
  const facts = factsOf(problem);
  const proof = firstProof(facts);
  if (proof) return { is: "impossible", proof };
  if (means.secondsLeft() <= 0) return { is: "unknown" };
  const found = bySearch(
    problem,
    means,
    Math.max(UNITS_AT_LEAST, UNITS_PER_LESSON * problem.activities.length),
  );
  if (found) return { is: "possible", solution: found };
  const seconds = Math.min(means.exactSeconds, means.secondsLeft());
  if (!means.exact || seconds <= 0) return { is: "unknown" };
  const { model, read } = modelOf(facts);
  if (model.columnCount > means.exactColumns) return { is: "unknown" };
  const answer = means.exact(model, seconds);
  if (answer.is === "impossible") {
    const activities = problem.activities.map((_, index) => index);
    return { is: "impossible", proof: { reason: { kind: "together" }, activities } };
  }
  if (answer.is === "unknown") return answer;
  const solution = withRooms(problem, read(answer.values), means);
  return solution ? { is: "possible", solution } : { is: "unknown" };
}

/** A timetable that the judge accepts, if the search finds one in so many units of work. */
export function bySearch(
  problem: Problem,
  means: Pick<Means, "secondsLeft">,
  iterations: number,
): Solution | null {
  if (problem.hours.length > MAX_HOURS) return null;
  let complete = problem.activities.length === 0;
  const { solution } = solve(problem, {
    seed: 1,
    iterations,
    shouldStop: () => complete || means.secondsLeft() <= 0,
    onProgress: ({ unplaced }) => {
      complete = unplaced === 0;
    },
  });
  return evaluate(problem, solution).hard === 0 ? solution : null;
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

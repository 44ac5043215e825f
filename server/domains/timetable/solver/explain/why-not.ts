// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import { evaluate } from "../evaluate.ts";
import { emptySolution, type Problem, type Solution } from "../model.ts";
import { MAX_HOURS } from "../search/bits.ts";
import { solve } from "../solve.ts";
import { type Blocker, blockers } from "./blockers.ts";
import { type Finding, foundByChecks, patience, type Settled, sweep } from "./explain.ts";
import type { ExactSolver } from "./integer-model.ts";
import { type Relaxation, relaxations } from "./relax.ts";

export type WhyNotOptions = {
  readonly exact: ExactSolver | null;
  /** Wall seconds until the answer should be there; told anew at each call. */
  readonly secondsLeft: () => number;
  /** Only the checks, which take no search: what to ask before every generation. */
  readonly checksOnly: boolean;
};

export type WhyNot = {
  /** `impossible` and `possible` are proved, by a finding and by a timetable; `unknown` is neither. */
  readonly verdict: "impossible" | "possible" | "unknown";
  readonly findings: readonly (Finding & { readonly relaxations: readonly Relaxation[] })[];
  /** What stood in the way of the search, when nothing is proved. */
  readonly blockers: readonly Blocker[];
};

const MOST_FINDINGS = 5;
const MOST_BLOCKERS = 8;
/** Models with more columns take longer than anybody waits. */
const EXACT_COLUMNS = 20_000;
/** Share of the time for the neighbourhoods that need no search to be found. */
const SWEEP_SHARE = 0.3;
/** Share of the time that is left for the search that shows a timetable, or what it cannot place. */
const SEARCH_SHARE = 0.3;

/** Share of the time kept for telling what stood in the way when nothing was proved. */
const LAST_SHARE = 0.1;

/**
 * Answers why a problem has no timetable: reasons that are proved, each a smallest set of rules with what would free it;
 * or the timetable's existence; or, when neither can be shown in the time, what the search ran into.
 */
export function whyNot(problem: Problem, given: WhyNotOptions): WhyNot {
  const kept = given.secondsLeft() * LAST_SHARE;
  const options = { ...given, secondsLeft: () => given.secondsLeft() - kept };
  const means = { ...options, exactColumns: EXACT_COLUMNS, most: MOST_FINDINGS };
  const withWaysOut = (found: readonly Finding[]): WhyNot => ({
    verdict: "impossible",
    blockers: [],
    findings: found.map((finding) => ({
      ...finding,
      relaxations: relaxations(problem, finding, { ...means, exactSeconds: 1 }),
    })),
  });
  const plain = foundByChecks(problem, means);
  if (plain.length > 0) return withWaysOut(plain);
  if (options.checksOnly) return { verdict: "unknown", findings: [], blockers: [] };
  const settled: Settled = new Set();
  const early = sweep(problem, { ...means, ...firstSweep(options), exactSeconds: patience[0]! }, settled);
  if (early.length > 0) return withWaysOut(early);
  const solution = trySearch(problem, options);
  if (solution.slot.every((slot) => slot >= 0) && evaluate(problem, solution).hard === 0)
    return { verdict: "possible", findings: [], blockers: [] };
  const stuck = problem.activities.flatMap((_, index) => (solution.slot[index]! < 0 ? [index] : []));
  for (const exactSeconds of patience) {
    const found = sweep(problem, { ...means, stuck, exactSeconds }, settled);
    if (found.length > 0) return withWaysOut(found);
  }
  const inTheWay = blockers(problem, solution, MOST_BLOCKERS, given.secondsLeft);
  return { verdict: "unknown", findings: [], blockers: inTheWay };
}

/** A part of the time, so that a search follows in any case. */
function firstSweep({ secondsLeft }: WhyNotOptions): { secondsLeft: () => number } {
  const after = secondsLeft() * (1 - SWEEP_SHARE);
  return { secondsLeft: () => secondsLeft() - after };
}

/** The best that the search does in its share of the time. */
function trySearch(problem: Problem, { secondsLeft }: WhyNotOptions): Solution {
  if (problem.hours.length > MAX_HOURS) return emptySolution(problem);
  const end = secondsLeft() * (1 - SEARCH_SHARE);
  let complete = false;
  const { solution } = solve(problem, {
    seed: 1,
    shouldStop: () => complete || secondsLeft() <= end,
    onProgress: ({ unplaced }) => {
      complete = unplaced === 0;
    },
  });
  return solution;
}

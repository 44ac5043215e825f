import { type Check, checkFet } from "../fet/check.ts";
import { parseFet } from "../fet/parse.ts";
import { describeIssue, type Issue } from "../fet/report.ts";
import { writeResults } from "../fet/results.ts";
import { isAccepted, toProblem } from "../fet/to-problem.ts";
import { hardOnly, lockedCopy, writeFet } from "../fet/write.ts";
import { assertSearchable } from "../plan/searchable.ts";
import { search } from "./search.ts";
import {
  type HeadlessFiles,
  type HeadlessOptions,
  type HeadlessSummary,
  searchMilliseconds,
  startClock,
} from "./summary.ts";

/** Solves a .fet file; see `solveFile`. Throws `UnusableFile`. */
export async function solveFet(
  text: string,
  options: HeadlessOptions,
): Promise<{ summary: HeadlessSummary; files: HeadlessFiles }> {
  const clock = startClock();
  const began = performance.now();
  const { document, report } = parseFet(text);
  const { problem, issues } = toProblem(document);
  clock.hasRead();
  assertSearchable(problem.hours.length);
  const result = await search(problem, {
    ...options,
    milliseconds: searchMilliseconds(options.seconds, performance.now() - began),
    onProgress: (progress) => {
      clock.see(progress);
      options.onProgress?.(progress);
    },
  });
  const { solution, hard, soft, unplaced, iterations, cancelled, impossible } = result;
  const all = [...report.issues, ...issues];
  const summary: HeadlessSummary = {
    format: "fet",
    solved: unplaced === 0 && hard === 0,
    hard,
    soft,
    unplaced,
    activities: problem.activities.length,
    seed: options.seed,
    threads: options.threads,
    iterations,
    ...clock.stop(unplaced === 0),
    cancelled,
    impossible,
    accepted: isAccepted(all),
    issues: worthTelling(all),
  };
  const locked = () => lockedCopy(document, problem, solution);
  const files = {
    "activities.xml": () => writeResults(problem, solution),
    "data_and_timetable.fet": () => writeFet(locked()),
    "data_and_timetable_hard.fet": () => writeFet(hardOnly(locked())),
  };
  return { summary, files };
}

/** What `check` says: totals, and the broken constraints with their violations, the costliest first. */
export type Checked = { format: "fet" | "xhstt" } & Pick<Check, "hard" | "soft" | "unplaced" | "accepted"> & {
    byConstraint: {
      type: string;
      weight: number;
      n: number;
      hard: number;
      cost: number;
      line: number | null;
      violations: readonly unknown[];
    }[];
    issues: string[];
  };

/** Judges a result in FET's format against a .fet file. Throws `UnusableFile`. */
export function checkFetFiles(fetText: string, resultsText: string): Checked {
  const { hard, soft, unplaced, accepted, byConstraint, issues } = checkFet(fetText, resultsText);
  return {
    format: "fet",
    hard,
    soft,
    unplaced,
    accepted,
    byConstraint: byConstraint.map(({ source, ...one }) => ({ ...one, line: source.line })),
    issues: worthTelling(issues),
  };
}

const worthTelling = (issues: readonly Issue[]) =>
  issues.filter(({ severity }) => severity !== "note").map(describeIssue);

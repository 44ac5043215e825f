import { AppError } from "../../../core/errors.ts";
import { type Check, checkFet } from "../fet/check.ts";
import { parseFet } from "../fet/parse.ts";
import { describeIssue, type Issue, UnusableFile } from "../fet/report.ts";
import { writeResults } from "../fet/results.ts";
import { isAccepted, toProblem } from "../fet/to-problem.ts";
import { hardOnly, lockedCopy, writeFet } from "../fet/write.ts";
import { solveInThreads } from "../solve-in-threads.ts";
import type { Problem, Solution } from "../solver/model.ts";
import type { SolveProgress } from "../solver/solve.ts";

export type HeadlessOptions = {
  /** Wall time; without it (and with iterations) as long as the iterations take. */
  seconds?: number;
  seed: number;
  threads: number;
  /** Units of work per thread: with one thread the same seed and budget give the same timetable. */
  iterations?: number;
  signal?: AbortSignal;
  onProgress?: (progress: SolveProgress) => void;
};

/** One line of numbers. `hard` and `soft` are the independent evaluator's, in FET's units. */
export type HeadlessSummary = {
  solved: boolean;
  hard: number;
  soft: number;
  unplaced: number;
  activities: number;
  seed: number;
  threads: number;
  iterations: number;
  cpuSeconds: number;
  wallSeconds: number;
  /** CPU seconds until every lesson was placed; null when that never happened. */
  firstFeasibleCpuSeconds: number | null;
  peakMegabytes: number;
  cancelled: boolean;
  /** Whether FET 6.8.5 would take the file; `issues` say why not. */
  accepted: boolean;
  issues: string[];
};

/** The files of a solved problem, by name without folder. */
export type HeadlessFiles = Record<"activities" | "locked" | "lockedHardOnly", string>;

/**
 * Solves a .fet file without any database. Besides the numbers it gives the times and rooms in FET's format of results
 * and copies of the input with every lesson locked, which FET itself can check (the one without wishes at once; with
 * wishes FET draws lots).
 */
export async function solveFile(
  text: string,
  options: HeadlessOptions,
): Promise<{ summary: HeadlessSummary; files: HeadlessFiles }> {
  const { document, report } = readable(() => parseFet(text));
  const { problem, issues } = toProblem(document);
  const clock = startClock();
  const result = await solveInThreads(problem, {
    ...options,
    milliseconds: options.seconds === undefined ? Number.POSITIVE_INFINITY : options.seconds * 1000,
    onProgress: (progress) => {
      clock.see(progress);
      options.onProgress?.(progress);
    },
  });
  const { hard, soft, unplaced, iterations, cancelled } = result;
  const all = [...report.issues, ...issues];
  const summary: HeadlessSummary = {
    solved: unplaced === 0 && hard === 0,
    hard,
    soft,
    unplaced,
    activities: problem.activities.length,
    seed: options.seed,
    threads: options.threads,
    iterations,
    ...clock.stop(unplaced === 0),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    cancelled,
    accepted: isAccepted(all),
    issues: worthTelling(all),
  };
  return { summary, files: filesOf(document, problem, result.solution) };
}

/** Judges a result in FET's format against a .fet file: FET's own results included. */
export function checkFiles(fetText: string, resultsText: string): Check {
  return readable(() => checkFet(fetText, resultsText));
}

function readable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UnusableFile)
      throw new AppError("INVALID", "timetable.file_unusable", {
        issue: error.issue,
        text: describeIssue(error.issue),
      });
    throw error;
  }
}

function filesOf(
  document: Parameters<typeof lockedCopy>[0],
  problem: Problem,
  solution: Solution,
): HeadlessFiles {
  const locked = lockedCopy(document, problem, solution);
  return {
    activities: writeResults(problem, solution),
    locked: writeFet(locked),
    lockedHardOnly: writeFet(hardOnly(locked)),
  };
}

const worthTelling = (issues: readonly Issue[]) =>
  issues.filter(({ severity }) => severity !== "note").map(describeIssue);

/** CPU and wall seconds of the search, threads included. */
function startClock() {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  let first: number | null = null;
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage(cpu);
    return round((user + system) / 1e6);
  };
  return {
    see({ unplaced }: SolveProgress) {
      if (unplaced === 0) first ??= cpuSeconds();
    },
    stop: (complete: boolean) => ({
      cpuSeconds: cpuSeconds(),
      wallSeconds: round((performance.now() - wall) / 1000),
      firstFeasibleCpuSeconds: complete ? (first ?? cpuSeconds()) : null,
    }),
  };
}

const round = (seconds: number) => Math.round(seconds * 1000) / 1000;

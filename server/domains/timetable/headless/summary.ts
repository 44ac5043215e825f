import type { SolveProgress } from "../solver/solve.ts";

export type HeadlessOptions = {
  /**
   * Wall time of the whole command, counted from the start of the process: reading, searching and writing. Without it
   * (and with iterations) as long as the iterations take.
   */
  seconds?: number;
  /** Most user and system CPU of the process, start and reading included: what benchmarks limit, as wall time lies. */
  cpuSeconds?: number;
  /** End as soon as every lesson is placed, without looking for something better. */
  first?: boolean;
  seed: number;
  threads: number;
  /** Units of work per thread: with one thread the same seed and budget give the same timetable. */
  iterations?: number;
  signal?: AbortSignal;
  /** The file has been read and the search set up: from here on there is something to save, and `signal` is heard. */
  onRead?: () => void;
  onProgress?: (progress: SolveProgress) => void;
};

/** One line of numbers. `hard` and `soft` are the independent evaluator's, in the units of the file's format. */
export type HeadlessSummary = {
  format: "fet" | "xhstt";
  /** Everything has its place and nothing hard is broken. */
  solved: boolean;
  /** FET: violations at 100 %. XHSTT: the infeasibility value. */
  hard: number;
  /** FET: the sum of n · weight / 100 below 100 %. XHSTT: the objective value. */
  soft: number;
  /** Lessons without a time. */
  unplaced: number;
  activities: number;
  seed: number;
  threads: number;
  iterations: number;
  /** CPU of reading the file. */
  parseCpuSeconds: number;
  /** User and system CPU of the process, threads and start included. */
  cpuSeconds: number;
  /** Since the start of the process. */
  wallSeconds: number;
  /** `cpuSeconds` when every lesson was placed for the first time; null when that never happened. */
  firstFeasibleCpuSeconds: number | null;
  peakMegabytes: number;
  cancelled: boolean;
  /** Why there is no timetable, in sentences with the rules that cannot hold together; empty while nothing is proved. */
  impossible: readonly string[];
  /** Whether the file's own program would take it; `issues` say why not. */
  accepted: boolean;
  issues: string[];
};

/** Files to be written: what comes after the input's name, and how to make the text. */
export type HeadlessFiles = Readonly<Record<string, () => string>>;

/** CPU and wall seconds of the process so far, threads included. */
export function startClock() {
  const began = cpuSeconds();
  let first: number | null = null;
  let parseCpuSeconds = 0;
  return {
    /** Notes that the file has been read. */
    hasRead() {
      parseCpuSeconds = round(cpuSeconds() - began);
    },
    /** Notes when everything was placed for the first time. */
    see({ unplaced }: Pick<SolveProgress, "unplaced">) {
      if (unplaced === 0) first ??= cpuSeconds();
    },
    stop: (complete: boolean) => ({
      parseCpuSeconds,
      cpuSeconds: cpuSeconds(),
      wallSeconds: round(performance.now() / 1000),
      firstFeasibleCpuSeconds: complete ? (first ?? cpuSeconds()) : null,
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    }),
  };
}

/**
 * Milliseconds that are left for searching. What reading took is set aside once more for judging and writing, so that
 * a command told to take ten seconds takes ten.
 */
export function searchMilliseconds(seconds: number | undefined, readingMilliseconds: number): number {
  if (seconds === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(0, seconds * 1000 - performance.now() - readingMilliseconds);
}

export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return round((user + system) / 1e6);
}

const round = (seconds: number) => Math.round(seconds * 1000) / 1000;

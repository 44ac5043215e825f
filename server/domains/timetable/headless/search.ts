import { evaluate } from "../solver/evaluate.ts";
import { emptySolution, type Problem, type Solution } from "../solver/model.ts";
import { type SolveProgress, solveInSteps } from "../solver/solve.ts";
import { isQuickToSetUp } from "./quick-to-set-up.ts";
import { cpuSeconds, type HeadlessOptions } from "./summary.ts";

type SearchOptions = HeadlessOptions & { readonly milliseconds: number };

type Found = {
  readonly solution: Solution;
  readonly hard: number;
  readonly soft: number;
  readonly unplaced: number;
  readonly iterations: number;
  readonly cancelled: boolean;
  /** Why there is no timetable, when that was proved meanwhile. */
  readonly impossible: readonly string[];
};

/** How long there is to search at least, and how long the first attempt of several threads may take. */
const firstMilliseconds = 150;
/** What a thread gets at least where there was no first attempt: its start counts. */
const leastMilliseconds = 500;

/**
 * Searches with as many threads as asked, and for a moment at least, however little time is left. One thread is this
 * one: to start another costs more CPU than most small schools need. For more, one short attempt is made here, and what
 * is not done then goes to threads that begin again with the same seeds, so that the result does not depend on the
 * clock.
 */
export async function search(problem: Problem, options: SearchOptions): Promise<Found> {
  const began = performance.now();
  const limits = createLimits(options);
  if (options.threads <= 1) return searchAlone(problem, options, limits);
  options.onRead?.();
  const first = isQuickToSetUp(problem) ? await searchFirst(problem, options, limits) : null;
  if (first?.isDone) return first.found;
  await letSignalsIn();
  const left = options.milliseconds - (performance.now() - began);
  if (options.signal?.aborted || (first && left <= 0)) {
    const found = first?.found ?? judged(problem, emptySolution(problem), 0);
    return { ...found, cancelled: options.signal?.aborted ?? false };
  }
  const milliseconds = first ? left : Math.max(leastMilliseconds, left);
  const found = await searchElsewhere(problem, { ...options, milliseconds }, limits);
  const { cancelled, impossible } = found;
  return first && isBetter(first.found, found) ? { ...first.found, cancelled, impossible } : found;
}

type Limits = ReturnType<typeof createLimits>;

/** The limits that threads do not know: CPU, and the first complete timetable. */
function createLimits({ cpuSeconds: most, first }: SearchOptions) {
  let isComplete = false;
  let isUsedUp = false;
  let due = 0;
  return {
    see({ unplaced }: SolveProgress) {
      isComplete ||= unplaced === 0;
    },
    isComplete: () => isComplete,
    isReached() {
      if (first === true && isComplete) return true;
      const now = performance.now(); // cheaper than to ask for the CPU
      if (most === undefined || now < due) return isUsedUp;
      due = now + lookMilliseconds;
      isUsedUp = cpuSeconds() >= most;
      return isUsedUp;
    },
  };
}

async function searchAlone(problem: Problem, options: SearchOptions, limits: Limits): Promise<Found> {
  const began = performance.now();
  const doubt = doubtWhile(problem, options, limits.isComplete);
  try {
    const { found } = await searchHere(problem, options, limits, {
      milliseconds: (setUp) => Math.max(options.milliseconds - (setUp - began), firstMilliseconds),
      isEnded: () => (options.signal?.aborted ?? false) || doubt.signal.aborted,
    });
    return { ...found, cancelled: options.signal?.aborted ?? false, impossible: doubt.impossible() };
  } finally {
    doubt.end();
  }
}

async function searchFirst(problem: Problem, options: SearchOptions, limits: Limits) {
  const { found, isCut } = await searchHere(problem, { ...options, onRead: undefined }, limits, {
    milliseconds: () => firstMilliseconds,
    isEnded: () => options.signal?.aborted ?? false,
  });
  const isBest = found.unplaced === 0 && found.soft === 0;
  // Other threads may find what this one's seed does not.
  return { isDone: limits.isReached() || (!isCut && isBest), found };
}

/** Milliseconds between two turns of the event loop, in which signals, timers and messages arrive. */
const turnMilliseconds = 10;

/**
 * The search in this thread, a step at a time. Before all is set up no signal is heard; only then the word is given that
 * the file has been read.
 *
 * @returns also whether time cut it short
 */
async function searchHere(
  problem: Problem,
  options: SearchOptions,
  limits: Limits,
  { milliseconds, isEnded }: { milliseconds: (setUp: number) => number; isEnded: () => boolean },
): Promise<{ found: Found; isCut: boolean }> {
  let end = Number.POSITIVE_INFINITY;
  let isCut = false;
  const steps = solveInSteps(problem, {
    seed: options.seed,
    iterations: options.iterations,
    shouldStop: () => {
      isCut ||= performance.now() >= end || isEnded();
      return isCut || limits.isReached();
    },
    onProgress: (progress) => {
      limits.see(progress);
      options.onProgress?.(progress);
    },
  });
  let step = steps.next();
  options.onRead?.();
  let turned = performance.now();
  end = turned + milliseconds(turned);
  await letSignalsIn();
  for (; !step.done; step = steps.next()) {
    if (performance.now() - turned < turnMilliseconds) continue;
    await letSignalsIn();
    turned = performance.now();
  }
  const { solution, iterations } = step.value;
  return { found: judged(problem, solution, iterations), isCut };
}

function judged(problem: Problem, solution: Solution, iterations: number): Found {
  const { hard, soft, unplaced } = evaluate(problem, solution);
  return { solution, hard, soft, unplaced, iterations, cancelled: false, impossible: [] };
}

/** Milliseconds between two looks at the CPU used. */
const lookMilliseconds = 20;

async function searchElsewhere(problem: Problem, options: SearchOptions, limits: Limits): Promise<Found> {
  const { solveInThreads } = await import("../solve-in-threads.ts"); // not loaded for what is solved at once
  const limit = new AbortController();
  const doubt = doubtWhile(problem, options, limits.isComplete);
  const look = () => {
    if (limits.isReached()) limit.abort();
  };
  const timer = options.cpuSeconds === undefined ? undefined : setInterval(look, lookMilliseconds);
  try {
    const found = await solveInThreads(problem, {
      ...options,
      signal: AbortSignal.any([limit.signal, doubt.signal, ...(options.signal ? [options.signal] : [])]),
      onProgress: (progress) => {
        limits.see(progress);
        look();
        options.onProgress?.(progress);
      },
    });
    return { ...found, cancelled: options.signal?.aborted ?? false, impossible: doubt.impossible() };
  } finally {
    doubt.end();
    clearInterval(timer);
  }
}

/** After so long without a timetable, or half of the time, it is asked whether there is any. */
const doubtMilliseconds = 5_000;

/**
 * Lets the exact checks look at a problem that the search has not solved in a while. Once they prove that it has no
 * timetable, `signal` ends the search. Never with a number of iterations, whose result does not depend on the clock.
 */
function doubtWhile(problem: Problem, options: SearchOptions, isComplete: () => boolean) {
  const end = new AbortController();
  const proved = new AbortController();
  let impossible: readonly string[] = [];
  const ask = async () => {
    if (isComplete()) return;
    const { provedImpossible } = await import("./impossible.ts"); // not loaded for what is solved at once
    impossible = await provedImpossible(problem, end.signal);
    if (impossible.length > 0) proved.abort();
  };
  const half = Math.min(options.milliseconds, (options.cpuSeconds ?? Number.POSITIVE_INFINITY) * 1000) / 2;
  const timer = setTimeout(() => void ask(), Math.min(doubtMilliseconds, half));
  if (options.iterations !== undefined) clearTimeout(timer);
  return {
    signal: proved.signal,
    impossible: () => impossible,
    end() {
      clearTimeout(timer);
      end.abort();
    },
  };
}

const letSignalsIn = () => new Promise((resolve) => setImmediate(resolve));

function isBetter(one: Found, other: Found): boolean {
  if (one.unplaced !== other.unplaced) return one.unplaced < other.unplaced;
  if (one.hard !== other.hard) return one.hard < other.hard;
  return one.soft < other.soft - 1e-9;
}

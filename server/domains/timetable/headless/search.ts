import { evaluate } from "../solver/evaluate.ts";
import { createExchangeBuffer, type Exchange, openExchange } from "../solver/exchange.ts";
import { emptySolution, type Problem, type Solution } from "../solver/model.ts";
import { type SolveProgress, solveInSteps } from "../solver/solve.ts";
import { isBetter } from "../standing.ts";
import { isQuickToSetUp } from "./quick-to-set-up.ts";
import { cpuSeconds, type HeadlessOptions } from "./summary.ts";

type SearchOptions = HeadlessOptions & { readonly milliseconds: number };

/** What a search found, with its own count of what is not met. */
type Found = {
  readonly solution: Solution;
  readonly unplaced: number;
  readonly soft: number;
  readonly iterations: number;
};

/** Why there is no timetable, when that was proved meanwhile. */
type Ended = Found & { readonly impossible: readonly string[] };

/** The same with the judge's count. */
type Judged = Ended & { readonly hard: number; readonly cancelled: boolean };

/** How long there is to search at least. */
const shortestMilliseconds = 150;
/** After so long without an end other threads are started, if there is more left than their own start takes. */
const aloneMilliseconds = 50;
/** What a thread gets at least where nothing is searched here: its start counts. */
const leastMilliseconds = 500;

/**
 * Searches with as many threads as asked, and for a moment at least, however little time is left. The first is this
 * one: to start another costs more CPU than most small schools need, so the others follow when this one is not done
 * soon. Only where setting up takes long they all are others, which a signal can end.
 */
export async function search(problem: Problem, options: SearchOptions): Promise<Judged> {
  const found = await searchSomewhere(problem, options);
  const { hard, soft, unplaced } = evaluate(problem, found.solution);
  return { ...found, hard, soft, unplaced, cancelled: options.signal?.aborted ?? false };
}

async function searchSomewhere(problem: Problem, options: SearchOptions): Promise<Ended> {
  const began = performance.now();
  const limits = createLimits(options);
  if (options.threads <= 1 || isQuickToSetUp(problem)) return searchFromHere(problem, options, limits);
  options.onRead?.();
  await letSignalsIn();
  if (options.signal?.aborted) {
    const unplaced = problem.activities.length;
    return { solution: emptySolution(problem), unplaced, soft: 0, iterations: 0, impossible: [] };
  }
  const left = options.milliseconds - (performance.now() - began);
  return searchElsewhere(problem, { ...options, milliseconds: Math.max(leastMilliseconds, left) }, limits);
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

async function searchFromHere(problem: Problem, options: SearchOptions, limits: Limits): Promise<Ended> {
  const began = performance.now();
  const doubt = doubtWhile(problem, options, limits.isComplete);
  const others = createOthers(problem, options, limits);
  try {
    const { found, isOver } = await searchHere(problem, { ...options, onProgress: others.tell }, limits, {
      milliseconds: (setUp) => Math.max(options.milliseconds - (setUp - began), shortestMilliseconds),
      isEnded: () => (options.signal?.aborted ?? false) || doubt.signal.aborted,
      onTurn: others.startIfLate,
      exchange: others.exchange,
    });
    if (isOver) others.stop();
    const other = await others.found();
    const best = other && isBetter(other, found) ? other : found;
    return { ...best, impossible: doubt.impossible() };
  } finally {
    others.stop();
    doubt.end();
  }
}

/** The threads that search beside this one; none where one is enough. */
function createOthers(problem: Problem, options: SearchOptions, limits: Limits) {
  const { seed, threads, iterations, milliseconds } = options;
  const buffer = threads > 1 ? createExchangeBuffer(problem) : null;
  const began = performance.now();
  const end = new AbortController();
  let shown: SolveProgress | null = null;
  let found: Promise<Found> | null = null;
  const tell = (progress: SolveProgress) => {
    if (shown && isBetter(shown, progress)) return;
    shown = progress;
    options.onProgress?.(progress);
  };
  const left = () => milliseconds - (performance.now() - began);
  const start = async (): Promise<Found> => {
    const { solveInThreads } = await import("../solve-in-threads.ts"); // not loaded for what is solved at once
    return solveInThreads(problem, {
      seed,
      threads: threads - 1,
      beside: buffer,
      iterations,
      milliseconds: left(),
      signal: AbortSignal.any([end.signal, ...(options.signal ? [options.signal] : [])]),
      onProgress: (progress) => {
        limits.see(progress);
        if (limits.isReached()) end.abort(); // the search here may have ended before
        tell(progress);
      },
    });
  };
  const startOnce = (): void => {
    if (found) return;
    found = start();
    found.catch(() => undefined); // told when it is awaited, which is later
  };
  return {
    exchange: buffer ? openExchange(buffer, problem.activities.length) : undefined,
    tell,
    startIfLate(elapsed: number) {
      if (buffer && elapsed >= aloneMilliseconds && left() > shortestMilliseconds) startOnce();
    },
    stop: () => end.abort(),
    found: async () => found,
  };
}

type Around = {
  /** How long the search may take, of the moment it is set up. */
  readonly milliseconds: (setUp: number) => number;
  readonly isEnded: () => boolean;
  /** After each turn of the event loop; milliseconds since all was set up. */
  readonly onTurn: (elapsed: number) => void;
  readonly exchange: Exchange | undefined;
};

/** Milliseconds between two turns of the event loop, in which signals, timers and messages arrive. */
const turnMilliseconds = 10;

/**
 * The search in this thread, a step at a time. Before all is set up no signal is heard; only then the word is given that
 * the file has been read.
 *
 * @returns also whether nobody need search on: no time is left, or nothing is left to find
 */
async function searchHere(
  problem: Problem,
  options: SearchOptions,
  limits: Limits,
  { milliseconds, isEnded, onTurn, exchange }: Around,
): Promise<{ found: Found; isOver: boolean }> {
  let end = Number.POSITIVE_INFINITY;
  let isCut = false;
  const steps = solveInSteps(problem, {
    seed: options.seed,
    iterations: options.iterations,
    exchange,
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
  const began = performance.now();
  let turned = began;
  end = began + milliseconds(began);
  await letSignalsIn();
  for (; !step.done; step = steps.next()) {
    if (performance.now() - turned < turnMilliseconds) continue;
    await letSignalsIn();
    turned = performance.now();
    onTurn(turned - began);
  }
  const { solution, unplaced, soft, iterations } = step.value;
  const isOver = isCut || limits.isReached() || (unplaced === 0 && soft === 0);
  return { found: { solution, unplaced, soft, iterations }, isOver };
}

/** Milliseconds between two looks at the CPU used. */
const lookMilliseconds = 20;

async function searchElsewhere(problem: Problem, options: SearchOptions, limits: Limits): Promise<Ended> {
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
    return { ...found, impossible: doubt.impossible() };
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

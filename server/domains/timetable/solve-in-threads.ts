import { Worker } from "node:worker_threads";
import { AppError } from "#server/core/errors.ts";
import type { WorkerMessage, WorkerTask } from "./solve-worker.ts";
import { createExchangeBuffer } from "./solver/exchange.ts";
import { emptySolution, type Problem, type Solution } from "./solver/model.ts";
import type { SolveProgress } from "./solver/solve.ts";
import { isBetter, type Standing } from "./standing.ts";

export type ThreadedOptions = {
  /** Thread i searches with seed + i and a strategy of its own; all share the best timetable found by any. */
  readonly seed: number;
  readonly threads: number;
  /** Where a search in the caller's thread shares its best: that one counts as the first, these follow. */
  readonly beside?: SharedArrayBuffer | null;
  /** From the call on: the threads' own start counts. */
  readonly milliseconds: number;
  /** Units of work per thread; with one thread and no time limit in the way the result is deterministic. */
  readonly iterations?: number;
  readonly signal?: AbortSignal;
  /** The best thread's progress, several times a second. */
  readonly onProgress?: (progress: SolveProgress) => void;
  /** A timetable better than any thread had before; valid to save as it is. */
  readonly onImprovement?: (solution: Solution, progress: SolveProgress) => void;
};

export type ThreadedResult = Omit<Extract<WorkerMessage, { type: "result" }>, "type"> & {
  /** Whether `signal` ended the search. */
  readonly cancelled: boolean;
};

/** How long threads may take to end by themselves after an abort, before they are ended from outside. */
const graceMilliseconds = 60;

/**
 * Runs the search in worker threads and returns the best result: fewest unplaced, then the lowest soft cost, both as
 * the search counts. An abort ends all threads within 100 ms and still returns the best so far: a thread that is in the
 * middle of something long is ended, and what it had told counts.
 *
 * @throws AppError UNAVAILABLE `timetable.search_failed` when a thread died.
 */
export async function solveInThreads(problem: Problem, options: ThreadedOptions): Promise<ThreadedResult> {
  const stop = new SharedArrayBuffer(4);
  const until = Date.now() + options.milliseconds;
  const threads = Math.max(1, options.threads);
  const exchange = options.beside ?? (threads > 1 ? createExchangeBuffer(problem) : null);
  const listen = createListener(options);
  const running = Array.from({ length: threads }, (_, position) => {
    const iterations = options.iterations ?? null;
    const index = options.beside ? position + 1 : position;
    const task = { problem, seed: options.seed + index, iterations, until, stop, strategy: index, exchange };
    return startThread(task, listen);
  });
  let grace: NodeJS.Timeout | undefined;
  const halt = () => {
    Atomics.store(new Int32Array(stop), 0, 1);
    grace ??= setTimeout(() => running.forEach(({ end }) => void end()), graceMilliseconds);
  };
  options.signal?.addEventListener("abort", halt, { once: true });
  if (options.signal?.aborted) halt();
  try {
    const results = await Promise.all(running.map(({ result }) => result));
    const best = results.reduce((one, other) => (isBetter(other, one) ? other : one));
    return { ...best, cancelled: options.signal?.aborted ?? false };
  } finally {
    halt();
    clearTimeout(grace);
    options.signal?.removeEventListener("abort", halt);
  }
}

/** Passes on only what is at least as good as the best thread so far. */
function createListener(options: ThreadedOptions): (message: WorkerMessage) => void {
  let shown: Standing | null = null;
  let saved: Standing | null = null;
  return (message) => {
    if (message.type === "progress" && !(shown && isBetter(shown, message.progress))) {
      shown = message.progress;
      options.onProgress?.(message.progress);
    }
    if (message.type === "improvement" && (!saved || isBetter(message.progress, saved))) {
      saved = message.progress;
      options.onImprovement?.(message.solution, message.progress);
    }
  };
}

type Result = Extract<WorkerMessage, { type: "result" }>;
type Told = Extract<WorkerMessage, { type: "improvement" }>;

function startThread(task: WorkerTask, listen: (message: WorkerMessage) => void) {
  const worker = new Worker(new URL("./solve-worker.ts", import.meta.url), { workerData: task });
  let latest: Told | null = null;
  let isEnded = false;
  const result = new Promise<Result>((resolve, reject) => {
    worker.on("message", (message: WorkerMessage) => {
      if (message.type === "result") return resolve(message);
      if (message.type === "improvement") latest = message;
      listen(message);
    });
    worker.on("error", (error) =>
      reject(new AppError("UNAVAILABLE", "timetable.search_failed", { cause: error.message })),
    );
    worker.on("exit", () => {
      // After a result neither of these matters any more.
      if (isEnded) resolve(resultOf(task, latest));
      else reject(new AppError("UNAVAILABLE", "timetable.search_failed"));
    });
  });
  const end = () => {
    isEnded = true;
    return worker.terminate();
  };
  return { result, end };
}

/** The result of a thread that was ended: the last timetable it told of. */
function resultOf({ problem, seed }: WorkerTask, told: Told | null): Result {
  const solution = told?.solution ?? emptySolution(problem);
  const { unplaced, soft, iterations } = told?.progress ?? {
    unplaced: problem.activities.length,
    soft: 0,
    iterations: 0,
  };
  return { type: "result", seed, solution, unplaced, soft, iterations };
}

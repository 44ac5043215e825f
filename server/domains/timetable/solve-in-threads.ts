import { Worker } from "node:worker_threads";
import { AppError } from "#server/core/errors.ts";
import type { WorkerMessage, WorkerTask } from "./solve-worker.ts";
import type { Problem, Solution } from "./solver/model.ts";
import type { SolveProgress } from "./solver/solve.ts";

export type ThreadedOptions = {
  /** Thread i searches with seed + i. */
  readonly seed: number;
  readonly threads: number;
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

/**
 * Runs the search in worker threads and returns the best result: fewest unplaced, then fewest broken
 * hard rules by the independent evaluator, then the lowest soft cost. An abort ends all threads within
 * 200 ms and still returns the best so far.
 *
 * @throws AppError UNAVAILABLE `timetable.search_failed` when a thread died.
 */
export async function solveInThreads(problem: Problem, options: ThreadedOptions): Promise<ThreadedResult> {
  const stop = new SharedArrayBuffer(4);
  const halt = () => Atomics.store(new Int32Array(stop), 0, 1);
  const listen = createListener(options);
  options.signal?.addEventListener("abort", halt, { once: true });
  if (options.signal?.aborted) halt();
  try {
    const results = await Promise.all(
      Array.from({ length: Math.max(1, options.threads) }, (_, index) => {
        const seed = options.seed + index;
        const { milliseconds } = options;
        return runThread(
          { problem, seed, iterations: options.iterations ?? null, milliseconds, stop },
          listen,
        );
      }),
    );
    const best = results.reduce((one, other) => (isBetter(other, one) ? other : one));
    return { ...best, cancelled: options.signal?.aborted ?? false };
  } finally {
    halt();
    options.signal?.removeEventListener("abort", halt);
  }
}

type Standing = { readonly unplaced: number; readonly soft: number; readonly hard?: number };

function isBetter(one: Standing, other: Standing): boolean {
  if (one.unplaced !== other.unplaced) return one.unplaced < other.unplaced;
  if ((one.hard ?? 0) !== (other.hard ?? 0)) return (one.hard ?? 0) < (other.hard ?? 0);
  return one.soft < other.soft - 1e-9;
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

function runThread(task: WorkerTask, listen: (message: WorkerMessage) => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./solve-worker.ts", import.meta.url), { workerData: task });
    worker.on("message", (message: WorkerMessage) => {
      if (message.type === "result") resolve(message);
      else listen(message);
    });
    worker.on("error", (error) =>
      reject(new AppError("UNAVAILABLE", "timetable.search_failed", { cause: error.message })),
    );
    // After a result this rejection comes too late to matter.
    worker.on("exit", () => reject(new AppError("UNAVAILABLE", "timetable.search_failed")));
  });
}

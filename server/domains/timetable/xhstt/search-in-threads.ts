import { Worker } from "node:worker_threads";
import { AppError } from "../../../core/errors.ts";
import type { Instance } from "./model.ts";
import type { XhsttMessage, XhsttTask } from "./search-worker.ts";

type Options = {
  /** Thread i searches with seed + i. */
  readonly seed: number;
  readonly threads: number;
  readonly milliseconds: number;
  /** Most CPU of the whole process, as the search cools by it. */
  readonly cpuSeconds?: number;
  readonly iterations?: number;
  readonly signal?: AbortSignal;
  /** A thread has a timetable in which nothing required is broken, for the first time. */
  readonly onComplete?: () => void;
};

type Result = Omit<Extract<XhsttMessage, { type: "result" }>, "type">;

/**
 * Searches a solution in threads and gives the best, by infeasibility and then objective value. An abort ends all
 * and still gives the best so far.
 *
 * @throws AppError UNAVAILABLE `timetable.search_failed` when a thread died.
 */
export async function searchXhstt(instance: Instance, options: Options): Promise<Result> {
  const stop = new SharedArrayBuffer(4);
  const halt = () => Atomics.store(new Int32Array(stop), 0, 1);
  options.signal?.addEventListener("abort", halt, { once: true });
  if (options.signal?.aborted) halt();
  const budget = {
    until: Date.now() + options.milliseconds,
    cpuSeconds: options.cpuSeconds ?? null,
    iterations: options.iterations ?? null,
  };
  try {
    const results = await Promise.all(
      Array.from({ length: Math.max(1, options.threads) }, (_, index) =>
        runThread({ ...budget, instance, seed: options.seed + index, stop }, options.onComplete),
      ),
    );
    return results.reduce((one, other) => (isLower(other, one) ? other : one));
  } finally {
    halt();
    options.signal?.removeEventListener("abort", halt);
  }
}

function isLower({ cost: one }: Result, { cost: other }: Result): boolean {
  if (one.infeasibility !== other.infeasibility) return one.infeasibility < other.infeasibility;
  return one.objective < other.objective;
}

function runThread(task: XhsttTask, onComplete?: () => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./search-worker.ts", import.meta.url), { workerData: task });
    worker.on("message", (message: XhsttMessage) => {
      if (message.type === "result") resolve(message);
      else onComplete?.();
    });
    worker.on("error", (error) =>
      reject(new AppError("UNAVAILABLE", "timetable.search_failed", { cause: error.message })),
    );
    // After a result this rejection comes too late to matter.
    worker.on("exit", () => reject(new AppError("UNAVAILABLE", "timetable.search_failed")));
  });
}

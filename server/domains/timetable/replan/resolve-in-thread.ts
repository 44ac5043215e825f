import { Worker } from "node:worker_threads";
import { AppError } from "#server/core/errors.ts";
import type { Resolution, ResolveTask } from "../solver/resolve.ts";
import type { SolveProgress } from "../solver/solve.ts";
import type { ResolveMessage, ResolveWork } from "./resolve-worker.ts";

/**
 * Mends a timetable in a thread of its own; an abort ends it with the best so far.
 *
 * @throws AppError UNAVAILABLE `timetable.search_failed` when the thread died.
 */
export function resolveInThread(
  task: ResolveTask,
  options: {
    readonly seed: number;
    readonly milliseconds: number;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: SolveProgress) => void;
  },
): Promise<Resolution> {
  const stop = new SharedArrayBuffer(4);
  const halt = () => Atomics.store(new Int32Array(stop), 0, 1);
  const workerData: ResolveWork = {
    ...task,
    seed: options.seed,
    until: Date.now() + options.milliseconds,
    stop,
  };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./resolve-worker.ts", import.meta.url), { workerData });
    options.signal.addEventListener("abort", halt, { once: true });
    if (options.signal.aborted) halt();
    worker.on("message", (message: ResolveMessage) => {
      if (message.type === "result") resolve(message.resolution);
      else options.onProgress(message.progress);
    });
    worker.once("error", (error) =>
      reject(new AppError("UNAVAILABLE", "timetable.search_failed", { cause: error.message })),
    );
    worker.once("exit", () => {
      options.signal.removeEventListener("abort", halt);
      reject(new AppError("UNAVAILABLE", "timetable.search_failed")); // too late to matter after a result
    });
  });
}

import { Worker } from "node:worker_threads";
import { AppError } from "#server/core/errors.ts";
import type { WhyNot } from "../solver/explain/why-not.ts";
import type { Problem } from "../solver/model.ts";
import type { ExplainTask } from "./explain-worker.ts";

/**
 * Asks why a problem has no timetable, in a thread of its own; an abort ends the thread at once and rejects with the
 * signal's reason.
 *
 * @throws AppError UNAVAILABLE `timetable.search_failed` when the thread died.
 */
export function explainInThread(
  problem: Problem,
  { seconds, checksOnly }: { readonly seconds: number; readonly checksOnly: boolean },
  signal?: AbortSignal,
): Promise<WhyNot> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const workerData: ExplainTask = { problem, checksOnly, until: Date.now() + seconds * 1000 };
    const worker = new Worker(new URL("./explain-worker.ts", import.meta.url), { workerData });
    const abort = () => {
      void worker.terminate();
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", abort, { once: true });
    worker.once("message", (answer: WhyNot) => resolve(answer));
    worker.once("error", (error) =>
      reject(new AppError("UNAVAILABLE", "timetable.search_failed", { cause: error.message })),
    );
    worker.once("exit", () => {
      signal?.removeEventListener("abort", abort);
      reject(new AppError("UNAVAILABLE", "timetable.search_failed")); // too late to matter after an answer
    });
  });
}

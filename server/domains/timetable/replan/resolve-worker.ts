import { parentPort, workerData } from "node:worker_threads";
import { type Resolution, type ResolveTask, resolve } from "../solver/resolve.ts";
import type { SolveProgress } from "../solver/solve.ts";

export type ResolveWork = ResolveTask & {
  readonly seed: number;
  /** When to stop, in milliseconds since 1970. */
  readonly until: number;
  /** Shared: a 1 in it ends the search with the best so far. */
  readonly stop: SharedArrayBuffer;
};

export type ResolveMessage =
  | { readonly type: "progress"; readonly progress: SolveProgress }
  | { readonly type: "result"; readonly resolution: Resolution };

const PROGRESS_MS = 150;

if (parentPort) {
  const port = parentPort;
  const say = (message: ResolveMessage) => port.postMessage(message);
  const { seed, until, stop, ...task } = workerData as ResolveWork;
  const flag = new Int32Array(stop);
  let due = 0;
  const resolution = resolve(task, {
    seed,
    shouldStop: () => Atomics.load(flag, 0) === 1 || Date.now() >= until,
    onProgress(progress) {
      if (performance.now() < due) return;
      due = performance.now() + PROGRESS_MS;
      say({ type: "progress", progress });
    },
  });
  say({ type: "result", resolution });
}

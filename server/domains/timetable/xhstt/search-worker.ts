import { parentPort, workerData } from "node:worker_threads";
import { type Budget, usedShare } from "./budget.ts";
import type { Cost, Instance, Meet } from "./model.ts";
import { judgedCost, solveXhstt } from "./search/solve.ts";

/** What a thread is given. `stop` is shared: a 1 in it ends every thread. */
export type XhsttTask = Budget & {
  readonly instance: Instance;
  readonly seed: number;
  readonly stop: SharedArrayBuffer;
};

/** What a thread says: that every meet has a time for the first time, and in the end its best. */
export type XhsttMessage =
  | { readonly type: "complete" }
  | {
      readonly type: "result";
      readonly cost: Cost;
      readonly meets: readonly Meet[];
      readonly iterations: number;
    };

function run(task: XhsttTask, say: (message: XhsttMessage) => void): void {
  const stop = new Int32Array(task.stop);
  const reading = () => ({ now: Date.now(), cpu: cpuSeconds() });
  const began = reading();
  const fraction = () => (Atomics.load(stop, 0) === 1 ? 1 : usedShare(task, began, reading()));
  let isComplete = false;
  const { meets, iterations } = solveXhstt(task.instance, {
    seed: task.seed,
    iterations: task.iterations ?? undefined,
    fraction,
    onBetter: ({ infeasibility }) => {
      if (isComplete || infeasibility > 1e-6) return;
      isComplete = true;
      say({ type: "complete" });
    },
  });
  say({ type: "result", cost: judgedCost(task.instance, meets), meets, iterations });
}

/** Of the whole process: all threads use up one budget. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

if (parentPort) {
  const port = parentPort;
  run(workerData as XhsttTask, (message) => port.postMessage(message));
}

import { parentPort, workerData } from "node:worker_threads";
import { evaluate } from "./solver/evaluate.ts";
import type { Problem, Solution } from "./solver/model.ts";
import { type SolveProgress, solve } from "./solver/solve.ts";

/** What a thread is given. `stop` is shared: a 1 in it ends every thread. */
export type WorkerTask = {
  readonly problem: Problem;
  readonly seed: number;
  readonly iterations: number | null;
  readonly milliseconds: number;
  readonly stop: SharedArrayBuffer;
};

/** What a thread says. Times of a search are the thread's own. */
export type WorkerMessage =
  | { readonly type: "progress"; readonly progress: SolveProgress }
  | { readonly type: "improvement"; readonly solution: Solution; readonly progress: SolveProgress }
  | {
      readonly type: "result";
      readonly seed: number;
      readonly solution: Solution;
      readonly hard: number;
      readonly soft: number;
      readonly unplaced: number;
      readonly iterations: number;
    };

/** Milliseconds between two messages of one kind. */
const PROGRESS_MS = 150;
const IMPROVEMENT_MS = 500;

function run(task: WorkerTask, say: (message: WorkerMessage) => void): void {
  const stop = new Int32Array(task.stop);
  const end = performance.now() + task.milliseconds;
  let progressDue = 0;
  let improvementDue = 0;
  const result = solve(task.problem, {
    seed: task.seed,
    iterations: task.iterations ?? undefined,
    shouldStop: () => Atomics.load(stop, 0) === 1 || performance.now() >= end,
    onProgress(progress) {
      const now = performance.now();
      if (now < progressDue) return;
      progressDue = now + PROGRESS_MS;
      say({ type: "progress", progress });
    },
    onImprovement(solution, progress) {
      const now = performance.now();
      if (now < improvementDue) return;
      improvementDue = now + IMPROVEMENT_MS;
      say({ type: "improvement", solution: solution(), progress });
    },
  });
  const { hard, soft, unplaced } = evaluate(task.problem, result.solution);
  const { solution, iterations } = result;
  say({ type: "result", seed: task.seed, solution, hard, soft, unplaced, iterations });
}

if (parentPort) {
  const port = parentPort;
  run(workerData as WorkerTask, (message) => port.postMessage(message));
}

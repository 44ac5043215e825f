import { parentPort, workerData } from "node:worker_threads";
import { openExchange } from "./solver/exchange.ts";
import type { Problem, Solution } from "./solver/model.ts";
import { type SolveProgress, solve } from "./solver/solve.ts";

/** What a thread is given. `stop` is shared: a 1 in it ends every thread. */
export type WorkerTask = {
  readonly problem: Problem;
  readonly seed: number;
  readonly iterations: number | null;
  /** When to stop, in milliseconds since 1970: a thread's own clock only starts with it. */
  readonly until: number;
  readonly stop: SharedArrayBuffer;
  /** This thread's place among those that search side by side, and where they share their best; null when alone. */
  readonly strategy: number;
  readonly exchange: SharedArrayBuffer | null;
};

/** What a thread says. Times of a search are the thread's own. */
export type WorkerMessage =
  | { readonly type: "progress"; readonly progress: SolveProgress }
  | { readonly type: "improvement"; readonly solution: Solution; readonly progress: SolveProgress }
  | {
      readonly type: "result";
      readonly seed: number;
      readonly solution: Solution;
      readonly unplaced: number;
      /** The search's own sum; the judge is `evaluate`, for whoever takes the result. */
      readonly soft: number;
      readonly iterations: number;
    };

/** Milliseconds between two messages of one kind. */
const PROGRESS_MS = 150;
const IMPROVEMENT_MS = 500;

function run(task: WorkerTask, say: (message: WorkerMessage) => void): void {
  const stop = new Int32Array(task.stop);
  const end = task.until - performance.timeOrigin;
  const { problem, seed, strategy, exchange } = task;
  const { solution, unplaced, soft, iterations } = solve(problem, {
    seed,
    strategy,
    iterations: task.iterations ?? undefined,
    exchange: exchange ? openExchange(exchange, problem.activities.length) : undefined,
    shouldStop: () => Atomics.load(stop, 0) === 1 || performance.now() >= end,
    ...createTeller(say),
  });
  say({ type: "result", seed, solution, unplaced, soft, iterations });
}

/** Passes on what the search says a few times a second; the first complete timetable at once. */
function createTeller(say: (message: WorkerMessage) => void) {
  let progressDue = 0;
  let improvementDue = 0;
  let isComplete = false;
  let latest: (() => Solution) | null = null;
  return {
    onImprovement(solution: () => Solution) {
      latest = solution;
    },
    onProgress(progress: SolveProgress) {
      const now = performance.now();
      const completes = progress.unplaced === 0 && !isComplete; // told at once: it is a moment to measure
      isComplete ||= completes;
      if (latest && (completes || now >= improvementDue)) {
        improvementDue = now + IMPROVEMENT_MS;
        say({ type: "improvement", solution: latest(), progress });
        latest = null;
      }
      if (now < progressDue && !completes) return;
      progressDue = now + PROGRESS_MS;
      say({ type: "progress", progress });
    },
  };
}

if (parentPort) {
  const port = parentPort;
  run(workerData as WorkerTask, (message) => port.postMessage(message));
}

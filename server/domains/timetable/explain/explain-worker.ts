import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type WhyNot, whyNot } from "../solver/explain/why-not.ts";
import type { Problem } from "../solver/model.ts";
import { loadExactSolver } from "./highs.ts";

/** What the thread is given. */
export type ExplainTask = {
  readonly problem: Problem;
  /** When the answer should be there, in milliseconds since 1970: the thread's own start counts. */
  readonly until: number;
  readonly checksOnly: boolean;
};

async function answer(port: MessagePort, { problem, until, checksOnly }: ExplainTask): Promise<void> {
  const end = until - performance.timeOrigin;
  const secondsLeft = () => (end - performance.now()) / 1000;
  const exact = await loadExactSolver();
  port.postMessage(whyNot(problem, { exact, secondsLeft, checksOnly }) satisfies WhyNot);
}

if (parentPort) void answer(parentPort, workerData as ExplainTask);

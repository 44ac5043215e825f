import { expect, test } from "vitest";
import { solveInThreads } from "./solve-in-threads.ts";
import { evaluate } from "./solver/evaluate.ts";
import { randomProblem } from "./solver/search/testing/random-problem.ts";

const problem = randomProblem(3);

test("two threads return the better result, as the evaluator counts it", async () => {
  const result = await solveInThreads(problem, {
    seed: 5,
    threads: 2,
    milliseconds: 20_000,
    iterations: 2_000,
  });
  const judged = evaluate(problem, result.solution);
  expect(judged).toMatchObject({ hard: 0, unplaced: result.unplaced });
  expect(judged.soft).toBeCloseTo(result.soft, 6);
  expect([5, 6]).toContain(result.seed);
  expect(result.cancelled).toBe(false);
});

test("an abort ends the search and still returns the best so far", async () => {
  const controller = new AbortController();
  const endless = { ...problem, constraints: [...problem.constraints, neverSatisfied()] };
  let aborted = 0;
  const result = await solveInThreads(endless, {
    seed: 1,
    threads: 1,
    milliseconds: 60_000,
    signal: controller.signal,
    onProgress() {
      aborted ||= performance.now();
      controller.abort();
    },
  });
  expect(performance.now() - aborted).toBeLessThan(1_000);
  expect(result.cancelled).toBe(true);
  expect(result.unplaced).toBe(evaluate(endless, result.solution).unplaced);
});

test("the time limit ends the search", async () => {
  const endless = { ...problem, constraints: [...problem.constraints, neverSatisfied()] };
  const result = await solveInThreads(endless, { seed: 1, threads: 1, milliseconds: 300 });
  expect(result.cancelled).toBe(false);
  expect(result.soft + result.unplaced).toBeGreaterThan(0);
});

/** A soft wish that no timetable can meet keeps the optimisation busy for ever. */
function neverSatisfied() {
  return {
    kind: "preferredStartingTimes" as const,
    weight: 50,
    source: { type: "Drawn", index: 0, line: null, id: null },
    activities: [0],
    slots: [],
  };
}

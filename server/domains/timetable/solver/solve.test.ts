import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate } from "./evaluate.ts";
import type { Problem } from "./model.ts";
import { randomProblem } from "./search/testing/random-problem.ts";
import { type SolveProgress, solve } from "./solve.ts";

const seeds = fc.integer({ min: 1, max: 1_000_000 });

test("a complete timetable has no hard conflict and the soft cost that the search claims", () => {
  let complete = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const problem = randomProblem(seed);
      const result = solve(problem, { seed, iterations: 1_500 });
      const judged = evaluate(problem, result.solution);
      expect(judged.unplaced).toBe(result.unplaced);
      if (result.unplaced > 0) return;
      complete++;
      expect(judged.byConstraint.filter(({ hard }) => hard > 0)).toEqual([]);
      expect(result.soft).toBeCloseTo(judged.soft, 6);
    }),
    { numRuns: 40, seed: 7 },
  );
  expect(complete).toBeGreaterThan(20);
}, 60_000);

test("the same seed and iteration budget give the same timetable", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const problem = randomProblem(seed);
      const once = solve(problem, { seed, iterations: 2_000 });
      const again = solve(problem, { seed, iterations: 2_000 });
      expect(again.solution).toEqual(once.solution);
      expect(again.iterations).toBe(once.iterations);
    }),
    { numRuns: 10, seed: 7 },
  );
}, 60_000);

test("what cannot be placed is reported as unplaced and the rest keeps every clash rule", () => {
  const problem = crowded(40);
  const result = solve(problem, { seed: 1, iterations: 5_000 });
  expect(result.unplaced).toBe(4);
  const judged = evaluate(problem, result.solution);
  expect(judged.unplaced).toBe(4);
  expect(judged.hard).toBe(4 * 20_000);
});

test("an activity that no slot allows does not keep the others from being placed", () => {
  const problem = crowded(20);
  const never = {
    kind: "preferredStartingTimes" as const,
    weight: 100,
    source: { type: "Drawn", index: 0, line: null, id: null },
    activities: [3],
    slots: [],
  };
  const result = solve(
    { ...problem, constraints: [...problem.constraints, never] },
    { seed: 1, iterations: 5_000 },
  );
  expect(result.unplaced).toBe(1);
  expect(result.solution.slot[3]).toBe(-1);
});

test("stopping ends the search within a few steps with the best so far", () => {
  const problem = crowded(40);
  let asked = 0;
  const seen: SolveProgress[] = [];
  const result = solve(problem, {
    seed: 1,
    shouldStop: () => ++asked > 50,
    onProgress: (progress) => seen.push(progress),
  });
  expect(asked).toBeLessThan(60);
  expect(seen.at(-1)?.phase).toBe("done");
  expect(result.unplaced).toBe(evaluate(problem, result.solution).unplaced);
});

test("stopping is heard among the moves that come right after placing", () => {
  const problem = randomProblem(3);
  let asked = 0;
  const count = () => ++asked < 0;
  const placed = solve(problem, { seed: 1, iterations: 1_500, shouldStop: count }).firstComplete ?? 0;
  asked = 0;
  solve(problem, { seed: 1, iterations: placed, shouldStop: count });
  const most = asked;
  asked = 0;
  const { iterations, unplaced } = solve(problem, { seed: 1, shouldStop: () => ++asked > most });
  expect(unplaced).toBe(0);
  expect(iterations).toBeLessThan(placed + 200);
});

/** One class of 36 slots a week with so many lessons of one hour. */
function crowded(lessons: number): Problem {
  const problem = randomProblem(1);
  return {
    ...problem,
    mode: "official",
    constraints: problem.constraints.slice(0, 2),
    activities: Array.from({ length: lessons }, (_, index) => ({
      id: String(index),
      duration: 1,
      teachers: [],
      subgroups: [0],
      studentsSets: [0],
      subject: 0,
      tags: [],
      students: 20,
      component: 1,
      splitGroup: "",
    })),
  };
}

// biome-ignore-all lint/style/noNonNullAssertion: drawn from lists that are not empty.
import { expect, test } from "vitest";
import { minDaysHardParts } from "../constraints/activities-time.ts";
import { layOut } from "../constraints/board.ts";
import { judge } from "../constraints/judge.ts";
import { emptySolution } from "../model.ts";
import { randomProblem } from "../search/testing/random-problem.ts";
import { factsOf, placeAt } from "./facts.ts";

/** Kinds whose relations say all that the rule says of two lessons. */
const partial = new Set(["threeActivitiesGrouped", "activitiesEndDay", "activitiesBeginDay"]);

test("A relation allows two places exactly when the judge finds nothing broken by these two lessons", () => {
  let compared = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const drawn = randomProblem(seed);
    const problem = { ...drawn, constraints: drawn.constraints.map((one) => ({ ...one, weight: 100 })) };
    const facts = factsOf(problem);
    for (const { constraint, first, second, allows } of facts.relations) {
      const rule = problem.constraints[constraint]!;
      if (partial.has(rule.kind)) continue;
      const slots = [(seed * 7 + first) % 36, (seed * 11 + second * 5) % 36].map(
        (slot, i) =>
          slot - (slot % 6) + Math.min(slot % 6, 6 - problem.activities[i ? second : first]!.duration),
      );
      const solution = emptySolution(problem);
      [solution.slot[first], solution.slot[second]] = slots as [number, number];
      const board = layOut(problem, solution);
      const broken = judge(board, rule).length > 0;
      const hardParts = rule.kind === "minDaysBetweenActivities" && minDaysHardParts(board, rule).length > 0;
      const said = allows(placeAt(facts, first, slots[0]!), placeAt(facts, second, slots[1]!));
      expect(said, `${rule.kind}, seed ${seed}`).toBe(!(broken || hardParts));
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(250);
});

// biome-ignore-all lint/style/noNonNullAssertion: drawn from lists that are not empty.
import { expect, test } from "vitest";
import { compile } from "./compile.ts";
import { groupCount } from "./group-rules.ts";
import { createGroupTallies } from "./group-tallies.ts";
import { createRandom } from "./random.ts";
import { createState } from "./state.ts";
import { randomProblem } from "./testing/random-problem.ts";

test("tallies kept while lessons come and go say what a recount from nothing says", () => {
  let compared = 0;
  for (let seed = 1; seed <= 150; seed++) {
    const problem = compile(randomProblem(seed));
    const state = createState(problem);
    const tallies = createGroupTallies(problem);
    const random = createRandom(seed);
    for (let step = 0; step < 60; step++) {
      const activity = random.below(problem.count);
      const slot = state.slot[activity]!;
      if (slot >= 0) tallies.note(activity, slot, -1);
      state.slot[activity] = slot >= 0 ? -1 : startWithinDay(random.below(problem.slots), activity);
      if (slot < 0) tallies.note(activity, state.slot[activity]!, 1);
      problem.groups.forEach((group, index) => {
        if (!tallies.counted[index]) return;
        compared++;
        expect(tallies.excess(index)).toBe(groupCount(state, group));
      });
    }
    function startWithinDay(at: number, activity: number): number {
      const last = problem.hours - problem.duration[activity]!;
      return Math.floor(at / problem.hours) * problem.hours + Math.min(at % problem.hours, last);
    }
  }
  expect(compared).toBeGreaterThan(1_000);
});

// biome-ignore-all lint/style/noNonNullAssertion: drawn from lists that are not empty.
import { expect, test } from "vitest";
import { compile } from "./compile.ts";
import type { Group } from "./compiled.ts";
import { GROUP } from "./group-kinds.ts";
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
      const at = startWithinDay(random.below(problem.slots), activity);
      state.slot[activity] = slot >= 0 ? -1 : at;
      if (slot < 0) tallies.note(activity, state.slot[activity]!, 1);
      problem.groups.forEach((group, index) => {
        if (!tallies.counted[index]) return;
        compared++;
        expect(tallies.excess(index)).toBe(groupCount(state, group));
        if (group.kind === GROUP.mostSlots)
          expect(tallies.fewestElsewhere(index, activity, at)).toBe(fewestIn(group, activity, at));
      });
    }
    /** Lessons in the emptiest selected slot that has any and that an activity starting at `start` leaves alone. */
    function fewestIn({ activities, selection }: Group, own: number, start: number): number {
      const covers = (activity: number, from: number, slot: number) =>
        from >= 0 && from <= slot && slot < from + problem.duration[activity]!;
      const lessons = Array.from(selection, (cell, slot) =>
        cell < 0 || covers(own, start, slot)
          ? 0
          : activities.filter((activity) => covers(activity, state.slot[activity]!, slot)).length,
      ).filter((number) => number > 0);
      return lessons.length === 0 ? 0 : Math.min(...lessons);
    }
    function startWithinDay(at: number, activity: number): number {
      const last = problem.hours - problem.duration[activity]!;
      return Math.floor(at / problem.hours) * problem.hours + Math.min(at % problem.hours, last);
    }
  }
  expect(compared).toBeGreaterThan(1_000);
});

import { expect, test } from "vitest";
import { type Lesson, ofWeight, stage } from "../constraints/testing/scene.ts";
import { compile } from "./compile.ts";

/** Four lessons without people: the first two may only start in the first two slots, the others in the two after. */
function twoHalves(constraint: Parameters<typeof ofWeight>[1]) {
  const lessons: Lesson[] = Array.from({ length: 4 }, () => ({ at: null }));
  const { problem } = stage({ lessons });
  const only = (activities: number[], slots: number[]) =>
    ofWeight(100, { kind: "preferredStartingTimes", activities, slots });
  return compile({
    ...problem,
    constraints: [only([0, 1], [0, 1]), only([2, 3], [2, 3]), ofWeight(100, constraint)],
  });
}

test.each([
  { kind: "occupyMaxTimeSlots", maxSlots: 1 } as const,
  { kind: "maxSimultaneous", maxActivities: 1 } as const,
  { kind: "maxTotalInSlots", maxActivities: 1 } as const,
])("$kind is looked at only for lessons that can touch its slots", (rule) => {
  const { groups, hardGroups } = twoHalves({ ...rule, activities: [0, 1, 2, 3], slots: [1, 7] });
  expect(groups.map(({ activities }) => [...activities])).toEqual([[0, 1]]);
  expect(hardGroups).toEqual([[0], [0], [], []]);
});

test("a rule that asks for lessons keeps all that it lists, so that what cannot be kept is not lost", () => {
  const { groups } = twoHalves({
    kind: "minSimultaneous",
    activities: [0, 1, 2, 3],
    slots: [7],
    minActivities: 1,
    allowEmptySlots: false,
  });
  expect(groups.map(({ activities }) => [...activities])).toEqual([[0, 1, 2, 3]]);
});

test("of lessons whose tags may not overlap only those are related that could ever meet", () => {
  const { hardPairStart, hardPairOther } = twoHalves({
    kind: "activityTagsNotOverlapping",
    tags: [0, 1, 2],
    groups: [[0], [1, 2], [3]],
  });
  const related = [0, 1, 2, 3].map((activity) => [
    ...hardPairOther.subarray(hardPairStart[activity], hardPairStart[activity + 1]),
  ]);
  expect(related).toEqual([[1], [0], [3], [2]]);
});

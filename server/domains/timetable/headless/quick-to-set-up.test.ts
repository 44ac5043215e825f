import { expect, test } from "vitest";
import { type Body, ofWeight, stage } from "../solver/constraints/testing/scene.ts";
import { isQuickToSetUp } from "./quick-to-set-up.ts";

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** Whether a school of so many lessons under one rule is quick to set up. */
function isQuick(lessons: number, rule?: Body): boolean {
  const { problem } = stage({ lessons: numbers(0, lessons).map(() => ({ at: null })) });
  return isQuickToSetUp({ ...problem, constraints: rule ? [ofWeight(100, rule)] : [] });
}

test("many lessons are slow to set up, and so are few of which many pairs are under a rule", () => {
  expect(isQuick(800)).toBe(true);
  expect(isQuick(801)).toBe(false);
  const groups = [numbers(0, 200), numbers(200, 400)];
  expect(isQuick(400, { kind: "activityTagsNotOverlapping", tags: [0, 1], groups })).toBe(false);
  expect(
    isQuick(400, { kind: "twoSetsOfActivitiesOrdered", first: groups[0] ?? [], second: groups[1] ?? [] }),
  ).toBe(false);
  expect(isQuick(400, { kind: "activitiesNotOverlapping", activities: numbers(0, 300) })).toBe(false);
  expect(isQuick(400, { kind: "activitiesNotOverlapping", activities: numbers(0, 100) })).toBe(true);
});

test("a wish about all lessons relates none of them to another", () => {
  expect(isQuick(400, { kind: "preferredStartingTimes", activities: numbers(0, 400), slots: [0] })).toBe(
    true,
  );
});

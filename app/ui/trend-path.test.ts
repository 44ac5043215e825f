import { expect, test } from "vitest";
import { changeOf, trendPaths, trendPoints } from "./trend-path.ts";

test("values stand on a scale that begins at zero, the largest at the top", () => {
  expect(trendPoints([0, 5, 10], 100, 40)).toEqual([
    { x: 0, y: 40 },
    { x: 50, y: 20 },
    { x: 100, y: 0 },
  ]);
});

test("days without anything lie on the ground instead of dividing by zero", () => {
  expect(trendPoints([0, 0], 100, 40).map((point) => point?.y)).toEqual([40, 40]);
});

test("one single value stands in the middle", () => {
  expect(trendPoints([3], 100, 40)).toEqual([{ x: 50, y: 0 }]);
});

test("the area is the line closed down to the ground", () => {
  const { line, area } = trendPaths(trendPoints([1, 2], 10, 4), 4);
  expect(line).toBe("M0 2L10 0");
  expect(area).toBe("M0 2L10 0L10 4L0 4Z");
});

test("a day of which nothing is known is passed over", () => {
  const { line } = trendPaths(trendPoints([2, null, 4], 10, 4), 4);
  expect(line).toBe("M0 2L10 0");
});

test("a change is told as a share, and not at all where there was nothing before", () => {
  expect(changeOf(125, 100)).toBe(0.25);
  expect(changeOf(5, 0)).toBeNull();
});

import { expect, test } from "vitest";
import { everythingPicked, isPicked, nothingPicked, pickedCount, toggled, withPicked } from "./selection.ts";

test("rows are picked one by one and let go again", () => {
  const two = toggled(toggled(nothingPicked, "a"), "b");
  expect(pickedCount(two, 100_000)).toBe(2);
  expect(isPicked(toggled(two, "a"), "a")).toBe(false);
});

test("all rows are picked without naming them, but for those that are let go", () => {
  const most = toggled(everythingPicked, "a");
  expect(pickedCount(most, 100_000)).toBe(99_999);
  expect(isPicked(most, "a")).toBe(false);
  expect(isPicked(most, "never seen")).toBe(true);
  expect(pickedCount(toggled(most, "a"), 100_000)).toBe(100_000);
});

test("a stretch of rows is added to what is picked already", () => {
  const stretch = withPicked(toggled(nothingPicked, "a"), ["b", "c"], true);
  expect(["a", "b", "c"].every((key) => isPicked(stretch, key))).toBe(true);
  expect(pickedCount(withPicked(stretch, ["a", "b"], false), 9)).toBe(1);
});

test("a selection is never changed in place", () => {
  toggled(nothingPicked, "a");
  expect(pickedCount(nothingPicked, 5)).toBe(0);
});

import { expect, test } from "vitest";
import { rowAfterKey } from "./use-row-keys.ts";

test.each([
  ["ArrowDown", 0, 1],
  ["ArrowDown", 29, 29],
  ["ArrowUp", 0, 0],
  ["PageDown", 25, 29],
  ["PageUp", 25, 15],
  ["Home", 12, 0],
  ["End", 12, 29],
])("%s in row %i of thirty leads to row %i", (key, active, expected) => {
  expect(rowAfterKey(key, active, 30)).toBe(expected);
});

test("other keys move nothing", () => {
  expect(rowAfterKey("a", 3, 30)).toBeNull();
});

import { expect, test } from "vitest";
import { rowWindow, scrollForRow } from "./row-window.ts";

test("a window draws what is in view and a margin, and heights always add up to the whole list", () => {
  for (const scrolled of [0, 20, 5_000, 107_000, 999_999]) {
    const { first, last, before, after } = rowWindow(3_000, 36, scrolled, 600);
    expect(before + (last - first) * 36 + after).toBe(3_000 * 36);
    expect(last - first).toBeLessThan(45);
  }
});

test("every row in view is drawn", () => {
  const { first, last } = rowWindow(3_000, 36, 5_000, 600);
  expect(first).toBeLessThanOrEqual(Math.floor(5_000 / 36));
  expect(last).toBeGreaterThanOrEqual(Math.ceil(5_600 / 36));
});

test("at the top nothing stands before the first row", () => {
  expect(rowWindow(3_000, 36, 0, 600)).toMatchObject({ first: 0, before: 0 });
});

test("a row in view needs no scrolling, one outside comes to the nearest edge", () => {
  expect(scrollForRow(5, 36, 0, 600, 36)).toBeNull();
  expect(scrollForRow(2, 36, 360, 600, 36)).toBe(72);
  expect(scrollForRow(100, 36, 0, 600, 36)).toBe(100 * 36 + 36 - 600 + 36);
});

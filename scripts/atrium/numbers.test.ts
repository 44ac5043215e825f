import { expect, test } from "vitest";
import { atLeast, whole } from "./numbers.ts";

test("a whole number from a least one is read, and nothing else", () => {
  expect([whole(1)("1"), whole(0)("0"), whole(1)("12")]).toEqual([1, 0, 12]);
  for (const text of ["abc", "0", "-1", "1.5", "", " ", "Infinity", "NaN"])
    expect(() => whole(1)(text)).toThrow("a whole number from 1");
});

test("a number from a least one is read, and nothing else", () => {
  expect([atLeast(0)("0"), atLeast(0)("1.5")]).toEqual([0, 1.5]);
  for (const text of ["abc", "-0.1", "", "Infinity"])
    expect(() => atLeast(0)(text)).toThrow("a number from 0");
});

import { expect, test } from "vitest";
import { remainingTime } from "./remaining-time.ts";

test.each([
  [0, 1, "seconds"],
  [3.2, 4, "seconds"],
  [61, 65, "seconds"],
  [89, 90, "seconds"],
  [90, 2, "minutes"],
  [600, 10, "minutes"],
])("%d seconds are said as %d %s", (seconds, count, unit) => {
  expect(remainingTime(seconds)).toEqual({ unit, count });
});

import { expect, test } from "vitest";
import { type FailureCounts, secondsToWait, signInRules } from "./limits.ts";

const none = { count: 0, secondsSinceLast: 0 };
const counts = (part: Partial<FailureCounts>): FailureCounts => ({
  pair: none,
  account: none,
  address: none,
  ...part,
});

test("the first five wrong passwords cost nothing", () => {
  for (let count = 0; count < 5; count += 1)
    expect(secondsToWait(counts({ pair: { count, secondsSinceLast: 0 } }), signInRules)).toBe(0);
});

test("then the wait doubles up to fifteen minutes", () => {
  const waits = [5, 6, 7, 10, 40].map((count) =>
    secondsToWait(counts({ pair: { count, secondsSinceLast: 0 } }), signInRules),
  );
  expect(waits).toEqual([1, 2, 4, 32, 900]);
});

test("waiting counts, and ends", () => {
  expect(secondsToWait(counts({ pair: { count: 10, secondsSinceLast: 30.5 } }), signInRules)).toBe(2);
  expect(secondsToWait(counts({ pair: { count: 10, secondsSinceLast: 32 } }), signInRules)).toBe(0);
});

test("strangers can slow an account's owner down by a minute, never lock them out", () => {
  const wait = secondsToWait(counts({ account: { count: 100_000, secondsSinceLast: 0 } }), signInRules);
  expect(wait).toBe(60);
});

test("a hundred mistakes of one school's address are free", () => {
  const at = (count: number) =>
    secondsToWait(counts({ address: { count, secondsSinceLast: 0 } }), signInRules);
  expect([at(99), at(100), at(110)]).toEqual([0, 1, 60]);
});

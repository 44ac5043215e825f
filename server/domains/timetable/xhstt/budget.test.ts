import { expect, test } from "vitest";
import { usedShare } from "./budget.ts";

const began = { now: 10_000, cpu: 1 };
const endless = { until: Number.POSITIVE_INFINITY, cpuSeconds: null, iterations: null };

test("the share used is that of the clock or of the CPU, whichever is nearer its end", () => {
  const budget = { ...endless, until: 20_000, cpuSeconds: 5 };
  expect(usedShare(budget, began, { now: 12_000, cpu: 4 })).toBe(0.75);
  expect(usedShare(budget, began, { now: 19_000, cpu: 4 })).toBe(0.9);
  expect(usedShare(budget, began, { now: 25_000, cpu: 1 })).toBe(1);
});

test("without a limit in time the CPU alone counts, and without any nothing is ever used", () => {
  expect(usedShare({ ...endless, cpuSeconds: 3 }, began, { now: 99_000, cpu: 2 })).toBe(0.5);
  expect(usedShare({ ...endless, cpuSeconds: 0.5 }, began, { now: 10_000, cpu: 1.2 })).toBe(1);
  expect(usedShare(endless, began, { now: 99_000, cpu: 50 })).toBe(0);
});

test("beside a number of moves, time and CPU only say when to end", () => {
  const budget = { until: 20_000, cpuSeconds: 5, iterations: 100 };
  expect(usedShare(budget, began, { now: 19_000, cpu: 4 })).toBe(0);
  expect(usedShare(budget, began, { now: 20_000, cpu: 4 })).toBe(1);
  expect(usedShare(budget, began, { now: 11_000, cpu: 5 })).toBe(1);
});

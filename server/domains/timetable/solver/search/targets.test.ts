// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { expect, test } from "vitest";
import { type Lesson, ofWeight, stage } from "../constraints/testing/scene.ts";
import { compile } from "./compile.ts";
import { createRandom } from "./random.ts";
import { createSoftLedger } from "./soft-ledger.ts";
import { createState, placeTime } from "./state.ts";
import { createTargets } from "./targets.ts";

test("moves go to what costs something, then to its people's other lessons, seldom elsewhere", () => {
  const of = (teacher: number, at: [number, number]): Lesson => ({ at, teachers: [teacher] });
  // The first two ought to be on different days; four more are their teacher's, and twelve another one's.
  const lessons = [
    ...[0, 1, 2, 3, 4, 5].map((hour) => of(0, [0, hour])),
    ...Array.from({ length: 12 }, (_, i) => of(1, [Math.floor(i / 6), i % 6])),
  ];
  const { problem, solution } = stage({ lessons });
  const apart = ofWeight(95, {
    kind: "minDaysBetweenActivities",
    activities: [0, 1],
    minDays: 1,
    consecutiveIfSameDay: false,
    unit: "day",
  });
  const state = createState(compile({ ...problem, constraints: [apart] }));
  solution.slot.forEach((slot, activity) => {
    placeTime(state, activity, slot);
  });
  const ledger = createSoftLedger(state, new Uint8Array(lessons.length));
  const targets = createTargets(state, ledger, createRandom(1));
  const picked = new Float64Array(lessons.length);
  for (let i = 0; i < 6000; i++) picked[targets.pick()]!++;
  const mean = (from: number, to: number) =>
    picked.subarray(from, to).reduce((sum, times) => sum + times, 0) / (to - from);
  expect(mean(0, 2)).toBeGreaterThan(3 * mean(2, 6));
  expect(mean(2, 6)).toBeGreaterThan(3 * mean(6, 18));
  expect(mean(6, 18)).toBeGreaterThan(0);
});

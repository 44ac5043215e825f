import { describe, expect, it } from "vitest";
import { countIn, type Lesson } from "./testing/scene.ts";

const at = (day: number, hour: number, duration = 1): Lesson => ({ at: [day, hour], duration });
const pair = { first: 0, second: 1 };
const breakAt = (...slots: number[]) => [{ kind: "breakTimes", slots } as const];

describe("the order of activities", () => {
  it("wants the second right after the first, skipping only breaks", () => {
    const rule = { kind: "twoActivitiesConsecutive", ...pair } as const;
    expect(countIn({ lessons: [at(0, 0, 2), at(0, 2)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0), at(0, 2)], with: breakAt(1) }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0), at(0, 2)] }, rule)).toBe(1);
    expect(countIn({ lessons: [at(0, 1), at(0, 0)] }, rule)).toBe(1);
    expect(countIn({ lessons: [at(0, 5), at(1, 0)] }, rule)).toBe(1);
  });

  it("wants two side by side in either order", () => {
    const rule = { kind: "twoActivitiesGrouped", ...pair } as const;
    expect(countIn({ lessons: [at(0, 1), at(0, 0)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 3), at(0, 0)], with: breakAt(1, 2) }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0), at(1, 1)] }, rule)).toBe(1);
  });

  it("wants three side by side in any order", () => {
    const rule = { kind: "threeActivitiesGrouped", ...pair, third: 2 } as const;
    expect(countIn({ lessons: [at(0, 3), at(0, 0, 2), at(0, 2)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 4), at(0, 0, 2), at(0, 2)], with: breakAt(3) }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 4), at(0, 0, 2), at(0, 2)] }, rule)).toBe(1);
    expect(countIn({ lessons: [at(0, 4), at(0, 0, 2), { at: null }] }, rule)).toBe(0);
  });

  it("wants the first to end before the second starts, across the week", () => {
    const rule = { kind: "twoActivitiesOrdered", ...pair } as const;
    expect(countIn({ lessons: [at(0, 5), at(1, 0)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(1, 0, 2), at(1, 2)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(1, 0, 2), at(1, 1)] }, rule)).toBe(1);
    expect(countIn({ lessons: [at(2, 0), at(1, 0)] }, rule)).toBe(1);
  });

  it("wants that order only on one day", () => {
    const rule = { kind: "twoActivitiesOrderedIfSameDay", ...pair } as const;
    expect(countIn({ lessons: [at(2, 0), at(1, 0)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(1, 2), at(1, 0)] }, rule)).toBe(1);
  });

  it("counts the cross pairs of two sets that are out of order", () => {
    const rule = { kind: "twoSetsOfActivitiesOrdered", first: [0, 1], second: [2, 3] } as const;
    expect(countIn({ lessons: [at(0, 0), at(0, 1), at(0, 2), at(1, 0)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 0), at(3, 1), at(0, 2), at(1, 0)] }, rule)).toBe(2);
  });
});

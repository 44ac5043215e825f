import { describe, expect, it } from "vitest";
import { countIn, type Lesson } from "./testing/scene.ts";

const at = (day: number, hour: number, duration = 1): Lesson => ({ at: [day, hour], duration });

describe("preferred times", () => {
  it("counts each activity that starts elsewhere, once", () => {
    const rule = { kind: "preferredStartingTimes", activities: [0, 1], slots: [0, 7] } as const;
    expect(countIn({ lessons: [at(0, 0, 2), at(1, 1)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 1, 2), at(1, 1)] }, rule)).toBe(1);
    expect(countIn({ lessons: [{ at: null }, at(1, 1)] }, rule)).toBe(0);
  });

  it("counts each hour outside the slots", () => {
    const rule = { kind: "preferredTimeSlots", activities: [0], slots: [0, 1] } as const;
    expect(countIn({ lessons: [at(0, 0, 2)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(0, 1, 3)] }, rule)).toBe(2);
  });

  it("counts an activity on another day", () => {
    const rule = { kind: "preferredDay", activities: [0], day: 2 } as const;
    expect(countIn({ lessons: [at(2, 4)] }, rule)).toBe(0);
    expect(countIn({ lessons: [at(3, 4)] }, rule)).toBe(1);
  });
});

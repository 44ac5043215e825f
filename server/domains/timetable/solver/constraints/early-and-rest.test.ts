import { describe, expect, it } from "vitest";
import { countIn, lessonsOf, subgroup0, teacher0 } from "./testing/scene.ts";

const teaching = (...places: [number, number][]) => lessonsOf({ teachers: [0] }, ...places);
const learning = (...places: [number, number][]) => lessonsOf({ subgroups: [0] }, ...places);
const halves = { mode: "mornings-afternoons", days: 4, hours: 4 } as const;

describe("early beginnings", () => {
  const rule = {
    kind: "earlyMaxBeginningsAtSecondHour",
    who: subgroup0,
    maxBeginnings: 1,
    unit: "day",
  } as const;

  it("counts late days, and second-hour days beyond the maximum", () => {
    expect(countIn({ lessons: learning([0, 0], [1, 1], [2, 0], [2, 4]) }, rule)).toBe(0);
    expect(countIn({ lessons: learning([0, 1], [1, 1]) }, rule)).toBe(1);
    expect(countIn({ lessons: learning([0, 2]) }, rule)).toBe(1);
  });

  it("does not count breaks and unavailable hours as hours to begin in", () => {
    const closed = [
      { kind: "breakTimes", slots: [0] },
      { kind: "notAvailableTimes", who: subgroup0, slots: [1] },
    ] as const;
    expect(countIn({ lessons: learning([0, 2]), with: closed }, { ...rule, maxBeginnings: 0 })).toBe(0);
    expect(countIn({ lessons: learning([0, 3]), with: closed }, { ...rule, maxBeginnings: 0 })).toBe(1);
  });

  it("judges only the half-days of its unit", () => {
    const lessons = learning([0, 3], [1, 0]);
    expect(countIn({ ...halves, lessons }, { ...rule, unit: "afternoon" })).toBe(0);
    expect(countIn({ ...halves, lessons }, { ...rule, unit: "morning" })).toBe(1);
  });
});

describe("rest", () => {
  it("counts the hours missing between one day's last and the next day's first lesson", () => {
    const rule = { kind: "minRestingHours", who: teacher0, minHours: 3, circular: false } as const;
    expect(countIn({ lessons: teaching([0, 4], [1, 2]) }, rule)).toBe(0);
    expect(countIn({ lessons: teaching([0, 5], [1, 1]) }, rule)).toBe(2);
    expect(countIn({ lessons: teaching([0, 5], [2, 0]) }, rule)).toBe(0);
  });

  it("compares the last day with the first when circular", () => {
    const rule = { kind: "minRestingHours", who: teacher0, minHours: 3 } as const;
    expect(countIn({ lessons: teaching([4, 5], [0, 0]) }, { ...rule, circular: false })).toBe(0);
    expect(countIn({ lessons: teaching([4, 5], [0, 0]) }, { ...rule, circular: true })).toBe(3);
  });

  it("counts the hours missing between morning and afternoon", () => {
    const rule = { kind: "minRestingHoursBetweenMorningAndAfternoon", who: teacher0, minHours: 2 } as const;
    expect(countIn({ ...halves, lessons: teaching([0, 2], [1, 1]) }, rule)).toBe(0);
    expect(countIn({ ...halves, lessons: teaching([0, 3], [1, 0]) }, rule)).toBe(2);
    expect(countIn({ ...halves, lessons: teaching([1, 3], [2, 0]) }, rule)).toBe(0);
  });
});

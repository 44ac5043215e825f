import { describe, expect, it } from "vitest";
import { countIn, lessonsOf, subgroup0, teacher0 } from "./testing/scene.ts";

const teaching = (...places: [number, number][]) => lessonsOf({ teachers: [0] }, ...places);
const learning = (...places: [number, number][]) => lessonsOf({ subgroups: [0] }, ...places);
const halves = { mode: "mornings-afternoons", days: 4, hours: 4 } as const;

describe("gaps", () => {
  const perWeek = { kind: "maxGapsPerWeek", who: teacher0, maxGaps: 1, unit: "day" } as const;

  it("counts the gaps of a week beyond the maximum", () => {
    expect(countIn({ lessons: teaching([0, 0], [0, 2], [1, 5]) }, perWeek)).toBe(0);
    expect(countIn({ lessons: teaching([0, 0], [0, 3], [1, 0], [1, 2]) }, perWeek)).toBe(2);
  });

  it("excuses breaks and the person's own unavailable hours, not those of others", () => {
    const lessons = teaching([0, 0], [0, 3]);
    const closed = (of: "teachers" | "subgroups") =>
      [{ kind: "notAvailableTimes", who: { of, ids: [0] }, slots: [1] }] as const;
    expect(countIn({ lessons }, perWeek)).toBe(1);
    expect(countIn({ lessons, with: [{ kind: "breakTimes", slots: [2] }] }, perWeek)).toBe(0);
    expect(countIn({ lessons, with: closed("teachers") }, perWeek)).toBe(0);
    expect(countIn({ lessons, with: closed("subgroups") }, perWeek)).toBe(1);
    const students = { ...perWeek, who: subgroup0 };
    expect(countIn({ lessons: learning([0, 0], [0, 3]), with: closed("subgroups") }, students)).toBe(0);
  });

  it("counts the hours across noon only for real days", () => {
    const lessons = teaching([0, 0], [1, 1]);
    expect(countIn({ ...halves, lessons }, { ...perWeek, unit: "day" })).toBe(0);
    expect(countIn({ ...halves, lessons }, { ...perWeek, unit: "realDay" })).toBe(3);
  });

  it("counts the gaps of each day beyond the maximum", () => {
    const rule = {
      kind: "maxGapsPerDay",
      who: teacher0,
      maxGaps: 1,
      unit: "day",
      oneDayException: false,
    } as const;
    expect(countIn({ lessons: teaching([0, 0], [0, 2], [1, 0], [1, 2]) }, rule)).toBe(0);
    expect(countIn({ lessons: teaching([0, 0], [0, 3], [1, 0], [1, 4]) }, rule)).toBe(1 + 2);
  });

  it("lets one real day have one gap more by the exception, and judges afternoons alone", () => {
    const rule = {
      kind: "maxGapsPerDay",
      who: teacher0,
      maxGaps: 0,
      unit: "realDay",
      oneDayException: true,
    } as const;
    expect(countIn({ ...halves, lessons: teaching([0, 0], [0, 2]) }, rule)).toBe(0);
    expect(countIn({ ...halves, lessons: teaching([0, 0], [0, 2], [2, 0], [2, 2]) }, rule)).toBe(1);
    const afternoons = { ...rule, unit: "afternoon", oneDayException: false } as const;
    expect(countIn({ ...halves, lessons: teaching([0, 0], [0, 2]) }, afternoons)).toBe(0);
    expect(countIn({ ...halves, lessons: teaching([1, 0], [1, 2]) }, afternoons)).toBe(1);
  });

  it("adds the gaps of a morning and its afternoon, without noon", () => {
    const rule = { kind: "maxGapsPerMorningAndAfternoon", who: teacher0, maxGaps: 1 } as const;
    expect(countIn({ ...halves, lessons: teaching([0, 0], [0, 2], [1, 3]) }, rule)).toBe(0);
    expect(countIn({ ...halves, lessons: teaching([0, 0], [0, 2], [1, 0], [1, 2]) }, rule)).toBe(1);
  });

  it("counts the hours by which a day is too long, breaks included", () => {
    const rule = {
      kind: "maxSpanPerDay",
      who: teacher0,
      maxSpan: 3,
      unit: "day",
      oneDayException: false,
    } as const;
    expect(countIn({ lessons: teaching([0, 1], [0, 3]) }, rule)).toBe(0);
    expect(
      countIn({ lessons: teaching([0, 0], [0, 4]), with: [{ kind: "breakTimes", slots: [2] }] }, rule),
    ).toBe(2);
    expect(countIn({ lessons: teaching([0, 0], [0, 3]) }, { ...rule, oneDayException: true })).toBe(0);
    expect(countIn({ ...halves, lessons: teaching([0, 3], [1, 3]) }, { ...rule, unit: "realDay" })).toBe(2);
  });
});

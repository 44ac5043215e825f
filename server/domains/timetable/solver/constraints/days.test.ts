import { describe, expect, it } from "vitest";
import { countIn, type Lesson, lessonsOf, teacher0 } from "./testing/scene.ts";

const teaching = (...places: [number, number][]) => lessonsOf({ teachers: [0] }, ...places);
const halves = { mode: "mornings-afternoons", days: 8, hours: 4 } as const;

describe("availability", () => {
  it("counts the lessons of a person in the listed slots", () => {
    const rule = { kind: "notAvailableTimes", who: teacher0, slots: [1, 2] } as const;
    expect(countIn({ lessons: teaching([0, 0], [0, 3]) }, rule)).toBe(0);
    expect(countIn({ lessons: [{ at: [0, 1], duration: 3, teachers: [0] }] }, rule)).toBe(2);
  });

  it("counts every activity that runs in a break", () => {
    const rule = { kind: "breakTimes", slots: [1] } as const;
    expect(countIn({ lessons: [{ at: [0, 0] }, { at: [0, 2] }] }, rule)).toBe(0);
    expect(countIn({ lessons: [{ at: [0, 0], duration: 2 }, { at: [0, 1] }] }, rule)).toBe(2);
  });
});

describe("days of the week", () => {
  it("counts occupied days beyond the maximum", () => {
    const rule = { kind: "maxDaysPerWeek", who: teacher0, maxDays: 2, unit: "day" } as const;
    expect(countIn({ lessons: teaching([0, 0], [0, 1], [3, 0]) }, rule)).toBe(0);
    expect(countIn({ lessons: teaching([0, 0], [1, 1], [3, 0], [4, 0]) }, rule)).toBe(2);
  });

  it("counts real days, mornings or afternoons by the unit", () => {
    const lessons = teaching([0, 0], [1, 0], [2, 0]);
    const rule = { kind: "maxDaysPerWeek", who: teacher0, maxDays: 1 } as const;
    expect(countIn({ ...halves, lessons }, { ...rule, unit: "day" })).toBe(2);
    expect(countIn({ ...halves, lessons }, { ...rule, unit: "realDay" })).toBe(1);
    expect(countIn({ ...halves, lessons }, { ...rule, unit: "morning" })).toBe(1);
    expect(countIn({ ...halves, lessons }, { ...rule, unit: "afternoon" })).toBe(0);
  });

  it("counts days missing to the minimum", () => {
    const rule = { kind: "minDaysPerWeek", who: teacher0, minDays: 2, unit: "day" } as const;
    expect(countIn({ lessons: teaching([0, 0], [1, 1]) }, rule)).toBe(0);
    expect(countIn({ lessons: [] }, rule)).toBe(2);
  });

  it("counts days with a lesson in an interval whose end is exclusive", () => {
    const rule = {
      kind: "intervalMaxDaysPerWeek",
      who: teacher0,
      startHour: 2,
      endHour: 4,
      maxDays: 1,
    } as const;
    expect(countIn({ lessons: teaching([0, 2], [1, 1], [2, 4]) }, { ...rule, unit: "day" })).toBe(0);
    expect(countIn({ lessons: teaching([0, 2], [1, 3]) }, { ...rule, unit: "day" })).toBe(1);
    expect(countIn({ ...halves, lessons: teaching([0, 2], [1, 3]) }, { ...rule, unit: "morning" })).toBe(0);
  });

  it("counts windows of four occupied half-days, but those from an afternoon on only without the exception", () => {
    const rule = { kind: "maxThreeConsecutiveDays", who: teacher0 } as const;
    const from = (first: number) => teaching([first, 0], [first + 1, 0], [first + 2, 0], [first + 3, 0]);
    const lessons = from(1);
    expect(
      countIn({ ...halves, lessons: lessons.slice(1) }, { ...rule, allowAfternoonMorningException: false }),
    ).toBe(0);
    expect(countIn({ ...halves, lessons }, { ...rule, allowAfternoonMorningException: false })).toBe(1);
    expect(countIn({ ...halves, lessons }, { ...rule, allowAfternoonMorningException: true })).toBe(0);
    expect(countIn({ ...halves, lessons: from(2) }, { ...rule, allowAfternoonMorningException: true })).toBe(
      1,
    );
  });

  it("counts windows of three occupied mornings or afternoons", () => {
    const rule = { kind: "maxTwoConsecutiveHalves", who: teacher0, unit: "morning" } as const;
    expect(countIn({ ...halves, lessons: teaching([0, 0], [2, 0], [5, 0], [6, 0]) }, rule)).toBe(0);
    expect(countIn({ ...halves, lessons: teaching([0, 0], [2, 0], [4, 0]) }, rule)).toBe(1);
    expect(
      countIn({ ...halves, lessons: teaching([1, 0], [3, 0], [5, 0]) }, { ...rule, unit: "afternoon" }),
    ).toBe(1);
  });

  it("counts the week's afternoon hours beyond the maximum", () => {
    const rule = { kind: "maxHoursPerAllAfternoons", who: teacher0, maxHours: 1 } as const;
    expect(countIn({ ...halves, lessons: teaching([0, 0], [0, 1], [1, 0]) }, rule)).toBe(0);
    expect(countIn({ ...halves, lessons: teaching([1, 0], [3, 0], [5, 0]) }, rule)).toBe(2);
  });
});

describe("the edges of a day", () => {
  const lesson = (day: number, hour: number, subgroups: number[]): Lesson => ({
    at: [day, hour],
    subgroups,
    teachers: [0],
  });

  it("counts an activity after which one of its subgroups has a lesson", () => {
    const rule = { kind: "activitiesEndDay", activities: [0], of: "subgroups" } as const;
    expect(countIn({ lessons: [lesson(0, 2, [0]), lesson(0, 4, [1]), lesson(0, 0, [0])] }, rule)).toBe(0);
    expect(countIn({ lessons: [lesson(0, 2, [0, 1]), lesson(0, 4, [1]), lesson(0, 3, [0])] }, rule)).toBe(1);
    expect(countIn({ lessons: [lesson(0, 2, [0]), lesson(0, 4, [1])] }, { ...rule, of: "teachers" })).toBe(1);
  });

  it("counts an activity before which one of its subgroups has a lesson", () => {
    const rule = { kind: "activitiesBeginDay", activities: [0], of: "subgroups" } as const;
    expect(countIn({ lessons: [lesson(0, 2, [0]), lesson(0, 1, [1]), lesson(0, 4, [0])] }, rule)).toBe(0);
    expect(countIn({ lessons: [lesson(0, 2, [0]), lesson(0, 0, [0])] }, rule)).toBe(1);
  });
});

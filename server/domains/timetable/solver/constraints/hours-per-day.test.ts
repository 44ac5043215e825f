import { describe, expect, it } from "vitest";
import { countIn, type Lesson, lessonsOf, subgroup0, teacher0 } from "./testing/scene.ts";

const teaching = (...places: [number, number][]) => lessonsOf({ teachers: [0] }, ...places);
const learning = (...places: [number, number][]) => lessonsOf({ subgroups: [0] }, ...places);
const halves = { mode: "mornings-afternoons", days: 4, hours: 4 } as const;

describe("hours per day", () => {
  it("counts each day with too many hours once, whatever the excess", () => {
    const rule = { kind: "maxHoursDaily", who: teacher0, maxHours: 2, tag: -1, unit: "day" } as const;
    expect(countIn({ lessons: teaching([0, 0], [0, 5], [1, 0]) }, rule)).toBe(0);
    expect(countIn({ lessons: teaching([0, 0], [0, 1], [0, 2], [0, 3], [1, 0], [1, 1], [1, 2]) }, rule)).toBe(
      2,
    );
  });

  it("counts each subgroup of a set alone", () => {
    const lesson: Lesson = { at: [0, 0], duration: 3, subgroups: [0, 1] };
    const who = { of: "subgroups", ids: [0, 1, 2] } as const;
    expect(
      countIn({ lessons: [lesson] }, { kind: "maxHoursDaily", who, maxHours: 2, tag: -1, unit: "day" }),
    ).toBe(2);
  });

  it("adds up both halves of a real day, and only hours with the tag", () => {
    const lessons = teaching([0, 0], [0, 1], [1, 0]).map((lesson, index) => ({
      ...lesson,
      tags: index < 2 ? [0] : [],
    }));
    const rule = { kind: "maxHoursDaily", who: teacher0, maxHours: 2, unit: "realDay" } as const;
    expect(countIn({ ...halves, lessons }, { ...rule, tag: -1 })).toBe(1);
    expect(countIn({ ...halves, lessons }, { ...rule, tag: 0 })).toBe(0);
  });

  it("counts each run that is too long; a free hour ends it", () => {
    const rule = { kind: "maxHoursContinuously", who: teacher0, maxHours: 1, tag: -1 } as const;
    expect(countIn({ lessons: teaching([0, 0], [0, 2], [0, 4], [1, 0]) }, rule)).toBe(0);
    expect(countIn({ lessons: teaching([0, 0], [0, 1], [0, 3], [0, 4], [0, 5]) }, rule)).toBe(2);
  });

  it("counts a teacher's days with too few hours; empty days are free", () => {
    const rule = { kind: "teachersMinHoursDaily", who: teacher0, minHours: 2, unit: "day" } as const;
    expect(countIn({ lessons: teaching([0, 0], [0, 1]) }, rule)).toBe(0);
    expect(countIn({ lessons: teaching([0, 0], [0, 1], [1, 0]) }, rule)).toBe(1);
    const perMorning = { ...rule, unit: "morning" } as const;
    expect(countIn({ ...halves, lessons: teaching([1, 0], [2, 0]) }, perMorning)).toBe(1);
  });

  it("counts the hours that students miss, on empty days only when these are not allowed", () => {
    const rule = { kind: "studentsMinHoursDaily", who: subgroup0, minHours: 2, unit: "day" } as const;
    const lessons = learning([0, 0], [0, 1], [1, 0]);
    expect(countIn({ days: 3, lessons: learning([0, 0], [0, 1]) }, { ...rule, allowEmpty: true })).toBe(0);
    expect(countIn({ days: 3, lessons }, { ...rule, allowEmpty: true })).toBe(1);
    expect(countIn({ days: 3, lessons }, { ...rule, allowEmpty: false })).toBe(3);
  });

  it("lets students have an empty half-day, but no empty real day unless allowed", () => {
    const rule = {
      kind: "studentsMinHoursDaily",
      who: subgroup0,
      minHours: 1,
      unit: "day",
      allowEmpty: false,
    } as const;
    expect(countIn({ ...halves, lessons: learning([0, 0], [3, 0]) }, rule)).toBe(0);
    expect(countIn({ ...halves, lessons: learning([0, 0], [1, 0]) }, rule)).toBe(1);
  });

  it("counts days with too few hours of a tag", () => {
    const rule = { kind: "tagMinHoursDaily", who: teacher0, tag: 0, minHours: 2 } as const;
    const lessons = teaching([0, 0], [0, 1], [1, 0]).map((lesson) => ({ ...lesson, tags: [0] }));
    expect(countIn({ days: 2, lessons: lessons.slice(0, 2) }, { ...rule, allowEmpty: true })).toBe(0);
    expect(countIn({ days: 2, lessons }, { ...rule, allowEmpty: true })).toBe(1);
    expect(countIn({ days: 3, lessons }, { ...rule, allowEmpty: false })).toBe(2);
  });
});

import { expect, test } from "vitest";
import { idsIn, paramProblems, ruleKinds } from "./schema.ts";

const [a, b] = ["0d5c1c4e-6f1b-4a55-9a0f-7d0c6f7a1a01", "1d5c1c4e-6f1b-4a55-9a0f-7d0c6f7a1a02"];

test("a rule about nobody, without times or with too few lessons is told at its parameter", () => {
  expect(paramProblems("TeacherNotAvailableTimes", { slots: [] })).toEqual({
    teacher: "required",
    slots: "slotsNeeded",
  });
  expect(
    paramProblems("MinDaysBetweenActivities", { activities: [a], minDays: 0, consecutiveIfSameDay: true }),
  ).toEqual({ activities: "twoNeeded", minDays: "outOfRange" });
});

test("a whole rule has no problems, and a kind that is only imported is left alone", () => {
  expect(paramProblems("TeacherNotAvailableTimes", { teacher: a, slots: [{ day: a, hour: b }] })).toEqual({});
  expect(paramProblems("TeachersMaxThreeConsecutiveDays", { whatever: 1 })).toEqual({});
});

test("every kind is offered once", () => {
  const types = ruleKinds.map((kind) => kind.type);
  expect(new Set(types).size).toBe(types.length);
});

test("ids are found wherever they stand", () => {
  expect(idsIn({ teacher: a, slots: [{ day: b, hour: a }], maxGaps: 3 })).toEqual([a, b]);
});

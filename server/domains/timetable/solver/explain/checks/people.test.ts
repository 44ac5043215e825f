import { expect, test } from "vitest";
import { subgroup0, teacher0 } from "../../constraints/testing/scene.ts";
import { factsIn, times } from "../testing/scene.ts";
import {
  limited,
  overfull,
  overfullRule,
  sharedAtOnce,
  shortDay,
  tooFewDays,
  tooFewHours,
} from "./people.ts";

const reasons = (proofs: readonly { reason: unknown }[]) => proofs.map(({ reason }) => reason);
const ofClass = { subgroups: [0] };
const ofTeacher = { teachers: [0] };

test("A class with as many lessons as periods is possible, with one more it is overfull", () => {
  expect(overfull(factsIn(times(6, ofClass)))).toEqual([]);
  expect(reasons(overfull(factsIn(times(7, ofClass))))).toEqual([
    { kind: "overfull", who: { of: "subgroups", id: 0 }, lessons: 7, hours: 7, slots: 6 },
  ]);
});

test("Where the days are parallel blocks a subgroup has each hour once, a teacher on every day", () => {
  const blocks = { mode: "block-planning" } as const;
  expect(overfull(factsIn(times(3, ofClass), [], blocks))).toEqual([]);
  expect(reasons(overfull(factsIn(times(4, ofClass), [], blocks)))).toEqual([
    { kind: "overfull", who: { of: "subgroups", id: 0 }, lessons: 4, hours: 4, slots: 3 },
  ]);
  expect(overfull(factsIn(times(6, ofTeacher), [], blocks))).toEqual([]);
});

test("Of a week with room enough the crowded lessons alone are named", () => {
  const held = (lesson: number, ...slots: number[]) =>
    ({ kind: "preferredStartingTimes", activities: [lesson], slots }) as const;
  const lessons = times(5, ofTeacher);
  expect(overfull(factsIn(lessons, [held(0, 0), held(1, 1)]))).toEqual([]);
  const [proof] = overfull(factsIn(lessons, [held(1, 0, 1), held(2, 0, 1), held(4, 0, 1)]));
  expect(proof?.reason).toMatchObject({ hours: 3, slots: 2 });
  expect([...(proof?.activities ?? [])].sort()).toEqual([1, 2, 4]);
});

test("Lessons that may not overlap need a period each, whoever gives them", () => {
  const lessons = [{ teachers: [0] }, { teachers: [1] }, { teachers: [2] }];
  const apart = { kind: "activitiesNotOverlapping", activities: [0, 1, 2] } as const;
  const within = (...slots: number[]) =>
    ({ kind: "preferredTimeSlots", activities: [0, 1, 2], slots }) as const;
  expect(overfullRule(factsIn(lessons, [apart, within(0, 1, 2)]))).toEqual([]);
  expect(overfullRule(factsIn(lessons, [apart, within(0, 1)]))).toHaveLength(1);
});

test("Days and hours a day bound the hours of a week", () => {
  const rules = (maxDays: number, maxHours: number) =>
    [
      { kind: "maxDaysPerWeek", who: teacher0, maxDays, unit: "day" },
      { kind: "maxHoursDaily", who: teacher0, maxHours, tag: -1, unit: "day" },
    ] as const;
  expect(limited(factsIn(times(4, ofTeacher), rules(2, 2)))).toEqual([]);
  expect(reasons(limited(factsIn(times(4, ofTeacher), rules(1, 3))))).toEqual([
    { kind: "limited", who: { of: "teachers", id: 0 }, hours: 4, atMost: 3 },
  ]);
});

test("A limit on lessons of one tag binds these, and not the others", () => {
  const rule = { kind: "maxHoursDaily", who: teacher0, maxHours: 1, tag: 1, unit: "day" } as const;
  const tagged = (count: number) => [...times(count, { ...ofTeacher, tags: [1] }), ...times(3, ofTeacher)];
  expect(limited(factsIn(tagged(2), [rule]))).toEqual([]);
  expect(limited(factsIn(tagged(3), [rule]))).toHaveLength(1);
});

test("Hours on end, and an interval used on few days, bound the week too", () => {
  const pauses = { kind: "maxHoursContinuously", who: teacher0, maxHours: 1, tag: -1 } as const;
  expect(limited(factsIn(times(4, ofTeacher), [pauses]))).toEqual([]);
  expect(limited(factsIn(times(5, ofTeacher), [pauses]))).toHaveLength(1);
  const late = {
    kind: "intervalMaxDaysPerWeek",
    who: teacher0,
    startHour: 2,
    endHour: 3,
    maxDays: 1,
    unit: "day",
  } as const;
  expect(limited(factsIn(times(5, ofTeacher), [late]))).toEqual([]);
  expect(limited(factsIn(times(6, ofTeacher), [late]))).toHaveLength(1);
});

test("A teacher for one half of the day has the longer half only", () => {
  const halves = { mode: "mornings-afternoons", maxMixedRealDays: 0 } as const;
  expect(limited(factsIn(times(3, ofTeacher), [], halves))).toEqual([]);
  expect(limited(factsIn(times(4, ofTeacher), [], halves))).toHaveLength(1);
});

test("Least hours every day ask for so many in the week", () => {
  const rule = {
    kind: "studentsMinHoursDaily",
    who: subgroup0,
    minHours: 2,
    allowEmpty: false,
    unit: "day",
  } as const;
  expect(tooFewHours(factsIn(times(4, ofClass), [rule]))).toEqual([]);
  expect(reasons(tooFewHours(factsIn(times(3, ofClass), [rule])))).toMatchObject([{ hours: 3, atLeast: 4 }]);
  const empty = { ...rule, allowEmpty: true };
  expect(tooFewHours(factsIn(times(3, ofClass), [empty]))).toEqual([]);
});

test("Least days with least hours each ask for their product", () => {
  const who = teacher0;
  const rules = [
    { kind: "minDaysPerWeek", who, minDays: 2, unit: "day" },
    { kind: "teachersMinHoursDaily", who, minHours: 2, unit: "day" },
  ] as const;
  expect(tooFewHours(factsIn(times(4, ofTeacher), rules))).toEqual([]);
  expect(tooFewHours(factsIn(times(3, ofTeacher), rules))).toHaveLength(1);
});

test("Nobody comes on more days than there are lessons, open days, or days allowed", () => {
  const minDays = { kind: "minDaysPerWeek", who: teacher0, minDays: 2, unit: "day" } as const;
  const maxDays = { kind: "maxDaysPerWeek", who: teacher0, maxDays: 1, unit: "day" } as const;
  const away = { kind: "notAvailableTimes", who: teacher0, slots: [3, 4, 5] } as const;
  expect(tooFewDays(factsIn(times(2, ofTeacher), [minDays]))).toEqual([]);
  expect(tooFewDays(factsIn(times(1, ofTeacher), [minDays]))).toHaveLength(1);
  expect(tooFewDays(factsIn(times(2, ofTeacher), [minDays, maxDays]))).toHaveLength(1);
  expect(tooFewDays(factsIn(times(2, ofTeacher), [minDays, away]))).toHaveLength(1);
});

test("A day must be open as long as the class must stay", () => {
  const rule = {
    kind: "studentsMinHoursDaily",
    who: subgroup0,
    minHours: 3,
    allowEmpty: false,
    unit: "day",
  } as const;
  const pause = { kind: "breakTimes", slots: [4] } as const;
  expect(shortDay(factsIn(times(6, ofClass), [rule]))).toEqual([]);
  expect(reasons(shortDay(factsIn(times(6, ofClass), [rule, pause])))).toMatchObject([
    { slots: 2, atLeast: 3 },
  ]);
});

test("Lessons that start together have nobody in common", () => {
  const together = { kind: "activitiesSameStartingTime", activities: [0, 1] } as const;
  expect(sharedAtOnce(factsIn([ofTeacher, { teachers: [1] }], [together]))).toEqual([]);
  expect(sharedAtOnce(factsIn([ofTeacher, ofTeacher], [together]))).toHaveLength(1);
});

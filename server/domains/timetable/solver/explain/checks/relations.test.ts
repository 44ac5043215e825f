import { expect, test } from "vitest";
import type { Body } from "../../constraints/testing/scene.ts";
import { factsOf } from "../facts.ts";
import { factsIn, school, times } from "../testing/scene.ts";
import { chain } from "./chain.ts";
import { apart, circle } from "./relations.ts";
import { selection } from "./selections.ts";

const spread = (activities: number[], minDays = 1): Body => ({
  kind: "minDaysBetweenActivities",
  activities,
  minDays,
  consecutiveIfSameDay: false,
  unit: "day",
});
const held = (lesson: number, ...slots: number[]): Body => ({
  kind: "preferredStartingTimes",
  activities: [lesson],
  slots,
});

test("Lessons on different days need as many days", () => {
  expect(apart(factsIn(times(2, {}), [spread([0, 1])]))).toEqual([]);
  expect(apart(factsIn(times(3, {}), [spread([0, 1, 2])]))).toMatchObject([
    { reason: { lessons: 3, possible: 2, minDays: 1 } },
  ]);
});

test("Lessons two days apart use every other day", () => {
  const week = { days: 5 };
  expect(apart(factsIn(times(3, {}), [spread([0, 1, 2], 2)], week))).toEqual([]);
  expect(apart(factsIn(times(4, {}), [spread([0, 1, 2, 3], 2)], week))).toHaveLength(1);
});

test("However light the rule, no day holds three of its lessons", () => {
  const light = (count: number) => {
    const problem = school(times(count, {}), [spread([...Array(count).keys()])]);
    return factsOf({
      ...problem,
      constraints: problem.constraints.map((one) =>
        one.kind === "minDaysBetweenActivities" ? { ...one, weight: 0 } : one,
      ),
    });
  };
  expect(apart(light(4))).toEqual([]);
  expect(apart(light(5))).toHaveLength(1);
});

test("Lessons in a circle are found, a line of them is none", () => {
  const before = (first: number, second: number): Body => ({ kind: "twoActivitiesOrdered", first, second });
  expect(circle(factsIn(times(3, {}), [before(0, 1), before(1, 2), before(0, 2)]))).toEqual([]);
  expect(
    circle(factsIn(times(3, {}), [before(0, 1), before(1, 2), before(2, 0)]))[0]?.activities,
  ).toHaveLength(3);
});

test("Two rules over the same two lessons that no two times satisfy are told as a pair", () => {
  const grouped: Body = { kind: "twoActivitiesGrouped", first: 0, second: 1 };
  expect(chain(factsIn(times(2, {}), [grouped]))).toEqual([]);
  expect(chain(factsIn(times(2, {}), [grouped, spread([0, 1])]))).toMatchObject([
    { reason: { kind: "pair", first: 0, second: 1 } },
  ]);
});

test("A lesson squeezed out through others is found, with the lessons that did it", () => {
  const after: Body = { kind: "twoActivitiesConsecutive", first: 0, second: 1 };
  const lessons = [{ teachers: [0] }, { teachers: [1] }, { teachers: [1] }, { teachers: [2] }];
  expect(chain(factsIn(lessons, [after, held(0, 0), held(2, 1, 2)]))).toEqual([]);
  const [proof] = chain(factsIn(lessons, [after, held(0, 0), held(2, 1)]));
  expect([...(proof?.activities ?? [])].sort()).toEqual([0, 1, 2]);
});

test("Chosen slots are counted against hours and lessons", () => {
  const activities = [0, 1, 2];
  const lessons = times(3, { teachers: [0] });
  const fails = (body: Body) => selection(factsIn(lessons, [body])).length === 1;
  const all = [0, 1, 2, 3, 4, 5];
  expect(fails({ kind: "occupyMinTimeSlots", activities, slots: all, minSlots: 3 })).toBe(false);
  expect(fails({ kind: "occupyMinTimeSlots", activities, slots: all, minSlots: 4 })).toBe(true);
  expect(fails({ kind: "occupyMaxTimeSlots", activities, slots: all, maxSlots: 3 })).toBe(false);
  expect(fails({ kind: "occupyMaxTimeSlots", activities, slots: all, maxSlots: 2 })).toBe(true);
  expect(fails({ kind: "maxSimultaneous", activities, slots: all, maxActivities: 1 })).toBe(false);
  expect(fails({ kind: "maxSimultaneous", activities, slots: all, maxActivities: 0 })).toBe(true);
  expect(
    fails({
      kind: "minSimultaneous",
      activities,
      slots: [0, 1, 2],
      minActivities: 1,
      allowEmptySlots: false,
    }),
  ).toBe(false);
  expect(
    fails({
      kind: "minSimultaneous",
      activities,
      slots: [0, 1, 2, 3],
      minActivities: 1,
      allowEmptySlots: false,
    }),
  ).toBe(true);
  expect(fails({ kind: "maxTotalInSlots", activities, slots: [0, 1, 2], maxActivities: 0 })).toBe(false);
  expect(fails({ kind: "maxTotalInSlots", activities, slots: all, maxActivities: 2 })).toBe(true);
});

test("Terms are counted against lessons", () => {
  const terms = { mode: "terms", daysPerTerm: 1 } as const;
  const fails = (body: Body) =>
    selection(factsIn(times(3, {}), [held(0, 0), held(1, 3), body], terms)).length === 1;
  const activities = [0, 1, 2];
  expect(fails({ kind: "maxInATerm", activities, maxActivities: 2 })).toBe(false);
  expect(fails({ kind: "maxInATerm", activities, maxActivities: 1 })).toBe(true);
  expect(fails({ kind: "minInATerm", activities, minActivities: 1, allowEmptyTerms: false })).toBe(false);
  expect(fails({ kind: "minInATerm", activities, minActivities: 2, allowEmptyTerms: false })).toBe(true);
  expect(fails({ kind: "occupyMaxTerms", activities, maxTerms: 2 })).toBe(false);
  expect(fails({ kind: "occupyMaxTerms", activities, maxTerms: 1 })).toBe(true);
});

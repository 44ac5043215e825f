// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { expect, test } from "vitest";
import { type Lesson, ofWeight, type Scene, stage } from "../constraints/testing/scene.ts";
import { compile } from "./compile.ts";
import { createConflicts } from "./conflicts.ts";
import { createRandom } from "./random.ts";
import { createState, placeTime } from "./state.ts";

/** The scene on the search's own state, with the lessons that have a time in their places. */
function setUp(scene: Scene, constraints: Parameters<typeof ofWeight>[1][], seed: number) {
  const { problem, solution } = stage(scene);
  const rules = constraints.map((body) => ofWeight(100, body));
  const compiled = compile({ ...problem, constraints: [...problem.constraints, ...rules] });
  const state = createState(compiled);
  solution.slot.forEach((slot, activity) => {
    if (slot >= 0) placeTime(state, activity, slot);
  });
  return { state, compiled, conflicts: createConflicts(state, createRandom(seed)) };
}

test("a limit on afternoons pushes out a short afternoon and leaves mornings alone", () => {
  const lesson = (day: number, hour: number): Lesson => ({ at: [day, hour], teachers: [0] });
  // Mornings are days 0, 2, 4, afternoons 1, 3, 5; the afternoon of day 1 is the shortest.
  const lessons = [lesson(0, 0), lesson(1, 0), lesson(2, 0), lesson(3, 0), lesson(3, 1), lesson(4, 0)];
  const scene: Scene = {
    mode: "mornings-afternoons",
    days: 6,
    hours: 4,
    lessons: [...lessons, { at: null, teachers: [0] }],
  };
  const limit = {
    kind: "maxDaysPerWeek",
    who: { of: "teachers", ids: [0] },
    maxDays: 2,
    unit: "afternoon",
  } as const;
  for (let seed = 1; seed <= 20; seed++) {
    const { conflicts } = setUp(scene, [limit], seed);
    expect(conflicts.collect(6, 5 * 4)).toBe(1);
    expect(conflicts.list[0]).toBe(1);
  }
});

test("looking for conflicts leaves the timetable as it was", () => {
  const lessons: Lesson[] = Array.from({ length: 12 }, (_, i) => ({
    at: i < 11 ? [i % 5, Math.floor(i / 5)] : null,
    teachers: [i % 3],
    subgroups: [0],
    duration: 1,
  }));
  const who = { of: "subgroups", ids: [0] } as const;
  const { state, compiled, conflicts } = setUp(
    { lessons },
    [
      { kind: "maxGapsPerWeek", who, maxGaps: 0, unit: "day" },
      { kind: "maxHoursDaily", who, maxHours: 3, tag: -1, unit: "day" },
      { kind: "minDaysPerWeek", who, minDays: 4, unit: "day" },
      { kind: "occupyMaxTimeSlots", activities: [0, 3, 6, 11], slots: [0, 6, 12, 18, 24], maxSlots: 2 },
    ],
    3,
  );
  const before = structuredClone({
    slot: state.slot,
    masks: state.masks,
    first: state.needFirst,
    second: state.needSecond,
    occupant: state.occupant,
  });
  for (let slot = 0; slot < compiled.slots; slot++) conflicts.collect(11, slot);
  expect({
    slot: state.slot,
    masks: state.masks,
    first: state.needFirst,
    second: state.needSecond,
    occupant: state.occupant,
  }).toEqual(before);
  expect(state.placed).toBe(11);
});

test("no more leave than was allowed, or the slot cannot be had", () => {
  const lessons: Lesson[] = [
    { at: [0, 0], teachers: [0], subgroups: [1] },
    { at: [0, 1], teachers: [1], subgroups: [0] },
    { at: null, teachers: [0, 1], subgroups: [2], duration: 2 },
  ];
  const { conflicts } = setUp({ lessons }, [], 1);
  expect(conflicts.collect(2, 0)).toBe(2);
  expect(conflicts.collect(2, 0, 1)).toBe(-1);
});

test("a slot that may only be taken if others are given up costs all who are in the emptiest of those", () => {
  const at = [0, 0, 0, 1, 1, null];
  const lessons: Lesson[] = at.map((hour) => ({ at: hour === null ? null : [0, hour] }));
  const activities = lessons.map((_, index) => index);
  const rule = { kind: "occupyMaxTimeSlots", activities, slots: [0, 1, 2], maxSlots: 2 } as const;
  const { conflicts } = setUp({ lessons }, [rule], 1);
  expect(conflicts.collect(5, 2, 2)).toBe(2);
  expect([...conflicts.list.subarray(0, 2)].sort()).toEqual([3, 4]);
  expect(conflicts.collect(5, 2, 1)).toBe(-1);
});

test("a rule about some slots pushes out only lessons that take them", () => {
  // Lesson 0 takes the only selected slot that may be taken; lessons 1 to 9 are elsewhere; lesson 10 comes to the other.
  const lessons: Lesson[] = Array.from({ length: 11 }, (_, i) => ({
    at: i === 10 ? null : [i === 0 ? 0 : 1 + (i % 4), Math.floor(i / 4)],
    teachers: [],
    subgroups: [],
  }));
  const activities = lessons.map((_, index) => index);
  const fewSlots = { kind: "occupyMaxTimeSlots", activities, slots: [0, 1], maxSlots: 1 } as const;
  const fewLessons = { kind: "maxTotalInSlots", activities, slots: [0, 1], maxActivities: 1 } as const;
  for (const rule of [fewSlots, fewLessons]) {
    for (let seed = 1; seed <= 20; seed++) {
      const { conflicts } = setUp({ lessons }, [rule], seed);
      expect(conflicts.collect(10, 1), rule.kind).toBe(1);
      expect(conflicts.list[0], rule.kind).toBe(0);
    }
  }
});

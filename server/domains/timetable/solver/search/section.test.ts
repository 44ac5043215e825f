// biome-ignore-all lint/style/noNonNullAssertion: lessons are numbered as they are listed here.
import { expect, test } from "vitest";
import { type Lesson, ofWeight, stage } from "../constraints/testing/scene.ts";
import { evaluate } from "../evaluate.ts";
import type { Problem } from "../model.ts";
import { doAll } from "../steps.ts";
import { compile } from "./compile.ts";
import { createConflicts } from "./conflicts.ts";
import { toSolution } from "./load.ts";
import { createPlacer } from "./place.ts";
import { createRandom } from "./random.ts";
import { createSectionMover } from "./section.ts";
import { createState, placeTime } from "./state.ts";
import { createTrail } from "./trail.ts";
import { createUntier } from "./untie.ts";

const numberOfClasses = 8;
const classes = Array.from({ length: numberOfClasses }, (_, index) => index);
const first = classes;
const second = classes.map((index) => numberOfClasses + index);

/**
 * Every class has a lesson of a first course and one of a second, and each course may use one slot only, of those
 * given for it; further lessons are of the first class and have their own slots to choose from.
 */
function twoCourses(slots: { first: number[]; second: number[]; further?: number[][] }) {
  const further = slots.further ?? [];
  const lessons: Lesson[] = [
    ...[...classes, ...classes].map((index) => ({ at: null, subgroups: [index] })),
    ...further.map(() => ({ at: null, subgroups: [0] })),
  ];
  const { problem } = stage({ lessons });
  const all = [...first, ...second];
  const starts = [
    { activities: first, slots: slots.first },
    { activities: second, slots: slots.second },
    ...further.map((own, index) => ({ activities: [all.length + index], slots: own })),
  ];
  const constraints = [
    ...starts.map((given) => ofWeight(100, { kind: "preferredStartingTimes", ...given })),
    ...starts
      .slice(0, 2)
      .map((given) => ofWeight(100, { kind: "occupyMaxTimeSlots", maxSlots: 1, ...given })),
  ];
  return { ...problem, subgroups: classes.map((index) => ({ name: `s${index}` })), constraints };
}

/** The timetable with the first course in slot 0 and the second in slot 1, and what else is given a slot. */
function setUp(problem: Problem, further: Readonly<Record<number, number>> = {}) {
  const compiled = compile(problem);
  const state = createState(compiled);
  const random = createRandom(1);
  const conflicts = createConflicts(state, random);
  const trail = createTrail(state, conflicts.locked);
  for (const activity of first) placeTime(state, activity, 0);
  for (const activity of second) placeTime(state, activity, 1);
  for (const [activity, slot] of Object.entries(further)) placeTime(state, Number(activity), slot);
  const section = createSectionMover(state, conflicts, trail, random);
  /** Moves until one can be made that takes the first course elsewhere, undoing all others. */
  const moveFirst = (waiting: readonly number[] = []) => {
    for (let tries = 0; tries < 1_000; tries++) {
      trail.clear();
      if (section.move(Int32Array.from(waiting), waiting.length)) {
        if (state.slot[0] !== 0) return true;
        trail.undo(0);
      }
    }
    return false;
  };
  const slotsOf = (activities: readonly number[]) => activities.map((activity) => state.slot[activity]!);
  return { compiled, state, random, conflicts, trail, section, moveFirst, slotsOf };
}

test("takes a course to another slot as a whole; whom it pushes out takes its old one", () => {
  const problem = twoCourses({ first: [0, 1], second: [0, 1, 2, 3, 4, 5, 6] });
  const { compiled, state, section, moveFirst, slotsOf } = setUp(problem);
  expect(moveFirst()).toBe(true);
  expect(slotsOf(first)).toEqual(classes.map(() => 1));
  expect(slotsOf(second)).toEqual(classes.map(() => 0));
  expect(section.outs).toBe(0);
  expect(evaluate(problem, toSolution(compiled, state))).toMatchObject({ hard: 0, unplaced: 0 });
});

test("names who finds no place, and all of it can be undone", () => {
  const problem = twoCourses({ first: [0, 1], second: [1, 2], further: [[2, 3]] });
  const { state, section, moveFirst, slotsOf, trail, conflicts } = setUp(problem, { 16: 2 });
  const before = state.slot.slice();
  expect(moveFirst()).toBe(true);
  expect(slotsOf(second)).toEqual([-1, ...classes.slice(1).map(() => 2)]);
  expect([...section.out.subarray(0, section.outs)]).toEqual([8]);
  trail.undo(0);
  expect(state.slot).toEqual(before);
  expect(conflicts.locked.includes(1)).toBe(false);
});

test("gives what it leaves to who waited for it", () => {
  const problem = twoCourses({
    first: [0, 2],
    second: [1, 3],
    further: [
      [5, 6],
      [0, 1],
    ],
  });
  const { section, moveFirst, slotsOf } = setUp(problem, { 16: 5 });
  expect(moveFirst([17])).toBe(true);
  expect(slotsOf([17])).toEqual([0]);
  expect([...section.settled.subarray(0, section.settles)]).toEqual([0]);
});

test("makes no move where somebody stands who can never leave", () => {
  const problem = twoCourses({ first: [0, 1], second: [1] });
  const { state, moveFirst } = setUp(problem);
  const before = state.slot.slice();
  expect(moveFirst()).toBe(false);
  expect(state.slot).toEqual(before);
});

test("puts no course where it is already", () => {
  const { problem } = stage({ lessons: [...classes, ...classes].map(() => ({ at: null })) });
  const activities = [...first, ...second];
  const constraints = [
    ofWeight(100, { kind: "preferredStartingTimes", activities, slots: [0, 1] }),
    ofWeight(100, { kind: "occupyMaxTimeSlots", activities, slots: [0, 1], maxSlots: 2 }),
  ];
  expect(setUp({ ...problem, constraints }).moveFirst()).toBe(false);
});

test("takes no course elsewhere if that costs more lessons than its price", () => {
  // Of the last three two must be at one time, so that there is always one to untie; the other is in the second course's way.
  const problem = twoCourses({ first: [0, 1], second: [1, 2], further: [[2], [7], [7]] });
  const { state, conflicts, random } = setUp(problem, { 16: 2, 17: 7 });
  const never = () => false;
  const placer = createPlacer(state, conflicts, random, never);
  const untie = createUntier(state, conflicts, placer, random, never, () => undefined);
  random.unit = () => 0; // every price is nothing
  for (let round = 0; round < 20; round++) {
    doAll(untie(20));
    expect(state.placed).toBe(18);
  }
});

test("unties a block plan in which only whole sections can move", () => {
  // The last lesson must be where the first course is, and that can only go where the second one is.
  const problem = twoCourses({ first: [0, 1], second: [1, 2], further: [[0]] });
  const { compiled, state, conflicts, random } = setUp(problem);
  const never = () => false;
  const placer = createPlacer(state, conflicts, random, never);
  const untie = createUntier(state, conflicts, placer, random, never, () => undefined);
  expect(doAll(untie(1_000))).toBe(true);
  expect(evaluate(problem, toSolution(compiled, state))).toMatchObject({ hard: 0, unplaced: 0 });
});

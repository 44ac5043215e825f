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
import { createState } from "./state.ts";
import { randomProblem } from "./testing/random-problem.ts";
import { createUntier } from "./untie.ts";

/** An empty timetable, and the annealing of it. */
function setUp(problem: Problem, seed: number, shouldStop = () => false) {
  const compiled = compile(problem);
  const state = createState(compiled);
  const random = createRandom(seed);
  const conflicts = createConflicts(state, random);
  const placer = createPlacer(state, conflicts, random, shouldStop);
  const told: number[] = [];
  const steps = createUntier(state, conflicts, placer, random, shouldStop, () => told.push(state.placed));
  const untie = (calls: number) => doAll(steps(calls));
  return { state, random, conflicts, placer, told, untie, solution: () => toSolution(compiled, state) };
}

/** Three teachers and three classes, of whom each has a lesson in each of the 30 hours of the week. */
const fullWeek = (): Problem => {
  const lessons: Lesson[] = Array.from({ length: 90 }, (_, i) => ({
    at: null,
    teachers: [i % 3],
    subgroups: [Math.floor(i / 3) % 3],
  }));
  return stage({ lessons }).problem;
};

/** The same full week, and a fourth class with two lessons that both must be at one time. */
function fullWeekAndKnot(): Problem {
  const knot: Lesson = { at: null, subgroups: [3] };
  const week = fullWeek();
  const { problem } = stage({ lessons: [knot, knot] });
  const more = problem.activities.map((activity) => ({ ...activity, id: `more-${activity.id}` }));
  const subgroups = [...week.subgroups, { name: "s3" }];
  const one = ofWeight(100, { kind: "preferredStartingTimes", activities: [90, 91], slots: [4] });
  return { ...week, subgroups, activities: [...week.activities, ...more], constraints: [one] };
}

test("fills weeks that have not an hour to spare", () => {
  const problem = fullWeek();
  for (let seed = 1; seed <= 3; seed++) {
    const { untie, solution, told, conflicts } = setUp(problem, seed);
    expect(untie(50_000)).toBe(true);
    expect(evaluate(problem, solution())).toMatchObject({ hard: 0, unplaced: 0 });
    expect(told).toEqual(Array.from(problem.activities, (_, index) => index + 1));
    expect(conflicts.locked.includes(1)).toBe(false);
  }
});

test("exchanges places in full weeks while what waits has no way in", () => {
  const problem = fullWeekAndKnot();
  const { untie, state, solution } = setUp(problem, 1);
  untie(20_000);
  expect(state.placed).toBe(91);
  const before = state.slot.slice();
  expect(untie(100)).toBe(false);
  const moved = before.filter((slot, activity) => slot !== state.slot[activity]);
  expect(moved.length).toBeGreaterThan(30);
  expect(evaluate(problem, solution()).hard).toBe(0);
});

test("drops nobody in an exchange whom its price does not pay for", () => {
  const week = fullWeekAndKnot();
  // Half of the lessons must be in half of the week: who is sent there from the other half finds no place to give back.
  const activities = Array.from({ length: 45 }, (_, activity) => activity);
  const slots = Array.from({ length: 15 }, (_, slot) => slot);
  const halved = ofWeight(100, { kind: "preferredStartingTimes", activities, slots });
  const { untie, state, random } = setUp({ ...week, constraints: [...week.constraints, halved] }, 1);
  untie(20_000);
  random.unit = () => 0; // every price is nothing
  for (let round = 0; round < 20; round++) {
    untie(20);
    expect(state.placed).toBe(91);
  }
});

test("keeps every hard rule whatever it moves", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const problem = randomProblem(seed);
    const { untie, solution } = setUp(problem, seed);
    if (untie(200)) expect(evaluate(problem, solution()).hard, problem.name).toBe(0);
  }
});

test("says that a knot is left, with all but one of it in place", () => {
  const lessons: Lesson[] = Array.from({ length: 3 }, () => ({ at: null, teachers: [0] }));
  const { problem } = stage({ lessons });
  const two = ofWeight(100, { kind: "preferredStartingTimes", activities: [0, 1, 2], slots: [4, 9] });
  const { untie, state } = setUp({ ...problem, constraints: [two] }, 1);
  expect(untie(500)).toBe(false);
  expect(state.placed).toBe(2);
});

test("does what it is told and no more: as many calls, or until it is stopped", () => {
  const lessons: Lesson[] = Array.from({ length: 31 }, () => ({ at: null, teachers: [0] }));
  const { problem } = stage({ lessons });
  const { untie, placer } = setUp(problem, 1);
  untie(100);
  expect(placer.calls).toBe(100);
  const stopped = setUp(problem, 1, () => true);
  stopped.untie(100);
  expect(stopped.placer.calls).toBeLessThan(2);
});

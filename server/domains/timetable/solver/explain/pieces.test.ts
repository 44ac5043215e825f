import { describe, expect, test } from "vitest";
import type { Body } from "../constraints/testing/scene.ts";
import { emptySolution } from "../model.ts";
import { blockers } from "./blockers.ts";
import { hallViolator } from "./matching.ts";
import { apply, relaxations } from "./relax.ts";
import { bindingRules, restrict } from "./restrict.ts";
import { quickXplain, smallestSet } from "./smallest.ts";
import { school, times } from "./testing/scene.ts";

const means = { exact: null, exactSeconds: 0, exactColumns: 0, secondsLeft: () => 20 };
const away = (...slots: number[]): Body => ({
  kind: "notAvailableTimes",
  who: { of: "teachers", ids: [0] },
  slots,
});
const daily = (maxHours: number): Body => ({
  kind: "maxHoursDaily",
  who: { of: "teachers", ids: [0] },
  maxHours,
  tag: -1,
  unit: "day",
});
const busy = { teachers: [0] };

describe("matching", () => {
  test("finds no violator where all can be matched, through exchanges too", () => {
    expect(hallViolator([[0, 1], [0], [1, 2]], 3)).toBeNull();
  });

  test("names left nodes that know too few right ones, by capacity", () => {
    const violator = hallViolator([[0], [0], [0], [1, 2]], 3, (right) => (right === 0 ? 2 : 1));
    expect(violator?.left.length).toBe(3);
    expect(violator?.right).toEqual([0]);
  });
});

test("QuickXplain keeps a smallest subset that is still impossible", () => {
  const needed = new Set([3, 11]);
  const asked: number[] = [];
  const found = quickXplain([...Array(16).keys()], (subset) => {
    asked.push(subset.length);
    return [...needed].every((one) => subset.includes(one));
  });
  expect(found).toEqual([3, 11]);
  expect(asked.length).toBeLessThan(16);
});

describe("a part", () => {
  test("keeps limits of people who are there in part, and no minimum that a lesson outside could meet", () => {
    const minimum: Body = {
      kind: "teachersMinHoursDaily",
      who: { of: "teachers", ids: [0] },
      minHours: 2,
      unit: "day",
    };
    const problem = school(times(4, busy), [daily(2), minimum]);
    const kinds = (lessons: number[]) =>
      restrict(problem, lessons, bindingRules(problem)).problem.constraints.map(({ kind }) => kind);
    expect(kinds([0, 1, 2, 3])).toContain("teachersMinHoursDaily");
    expect(kinds([0, 1, 2])).not.toContain("teachersMinHoursDaily");
    expect(kinds([0, 1, 2])).toContain("maxHoursDaily");
  });

  test("without a room rule still has the rooms that it offers", () => {
    const inRoom: Body = { kind: "preferredRooms", activities: [0], rooms: [0], realRooms: null };
    const { problem } = restrict(school([{}], [inRoom], { rooms: [{}] }), [0], []);
    expect(problem.constraints.at(-1)).toMatchObject({ kind: "preferredRooms", weight: 0 });
  });
});

describe("a smallest set", () => {
  test("leaves out the rules that are not needed, and is shown smallest for the whole school", () => {
    const problem = school(times(4, busy), [daily(3), away(0), away(1), daily(1)]);
    const found = smallestSet(problem, [0, 1, 2, 3], bindingRules(problem), means);
    expect(found?.rules.map((rule) => problem.constraints[rule])).toMatchObject([{ maxHours: 1 }]);
    expect(found?.minimal).toBe("school");
  });

  test("is none where there is a timetable", () => {
    const problem = school(times(4, busy), [daily(2)]);
    expect(smallestSet(problem, [0, 1, 2, 3], bindingRules(problem), means)).toBeNull();
  });
});

describe("ways out", () => {
  const problem = school(times(4, busy), [away(0, 1, 2), daily(2)]);
  const found = smallestSet(problem, [0, 1, 2, 3], bindingRules(problem), means);

  test("are changes after which there is a timetable, the least of each kind", () => {
    const ways = found ? relaxations(problem, found, means) : [];
    const opened = ways.find(({ change }) => change.kind === "open");
    expect(opened?.change).toMatchObject({ slots: expect.any(Array) });
    expect(ways.length).toBeGreaterThan(0);
    for (const { change } of ways) {
      if (change.kind === "lessons") continue;
      const changed = apply(problem, change);
      const lessons = found?.proof.activities ?? [];
      expect(smallestSet(changed, lessons, found?.rules ?? [], means)).toBeNull();
    }
  });

  test("open slots where a rule closes them, and add them where a rule allows them", () => {
    const slotsAfter = (body: Body, slots: number[]) => {
      const before = school([busy], [body]);
      const rule = before.constraints.length - 1;
      return apply(before, { kind: "open", rule, slots }).constraints[rule];
    };
    expect(slotsAfter(away(0, 1, 2), [1])).toMatchObject({ slots: [0, 2] });
    const held: Body = { kind: "preferredStartingTimes", activities: [0], slots: [2] };
    expect(slotsAfter(held, [1])).toMatchObject({ slots: [1, 2] });
  });
});

test("What stands in the way of a lesson without place is counted start by start", () => {
  const problem = school(times(3, busy), [daily(1)]);
  const solution = emptySolution(problem);
  solution.slot.set([0, 3, -1]);
  const [blocker] = blockers(problem, solution, 5, () => 1);
  expect(blocker).toMatchObject({ activity: 2, starts: 6 });
  const limit = problem.constraints.findIndex(({ kind }) => kind === "maxHoursDaily");
  expect(blocker?.by).toContainEqual({ rule: limit, starts: 4 });
  expect(blocker?.by).toContainEqual({ rule: 0, starts: 2 });
});

test("what stood in the way is told as far as the time goes, a lesson wholly or not at all", () => {
  const problem = school(times(6, { subgroups: [0] }));
  const nowhere = emptySolution(problem);
  const toldIn = (questions: number) => {
    let asked = 0;
    return blockers(problem, nowhere, 5, () => (++asked > questions ? 0 : 1)).length;
  };
  // A question for each lesson but the first, and one for each of its six starts.
  expect([0, 6, 7, 13, 14, 100].map(toldIn)).toEqual([1, 1, 2, 2, 3, 5]);
});

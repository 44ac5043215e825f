import { expect, test } from "vitest";
import { type Body, type Lesson, stage } from "../constraints/testing/scene.ts";
import { createChain } from "./chain.ts";
import { compile } from "./compile.ts";
import { createState, placeTime } from "./state.ts";

/** Lesson 0 of a teacher and class at 0; lesson 1 of that teacher and lesson 2 of that class at 9. */
const lessons: readonly Lesson[] = [
  { at: [0, 0], teachers: [0], subgroups: [0] },
  { at: [1, 3], teachers: [0] },
  { at: [1, 3], subgroups: [0] },
];

function setUp(further: readonly Lesson[] = [], rules: readonly Body[] = []) {
  const { problem, solution } = stage({ lessons: [...lessons, ...further], with: rules });
  const state = createState(compile(problem));
  solution.slot.forEach((slot, activity) => {
    placeTime(state, activity, slot);
  });
  const chain = createChain(state);
  return {
    chain,
    moves: () => Array.from(chain.activities.subarray(0, chain.number), (a, i) => [a, chain.goals[i]]),
  };
}

const never = () => false;
/** Lesson 2 may not start at 0. */
const notAtFirst: Body = { kind: "preferredStartingTimes", activities: [2], slots: [4, 9] };

test("all who are met go the opposite way, those whom they meet go with the first, and nobody else moves", () => {
  const { chain, moves } = setUp([{ at: [0, 0], teachers: [2] }]);
  expect(chain.follow(1, 0, never)).toBe(true);
  expect(moves()).toEqual([
    [1, 0],
    [0, 9],
    [2, 0],
  ]);
  expect(chain.follow(3, 9, never)).toBe(true);
  expect(moves()).toEqual([[3, 9]]);
});

test("who must start at the same time comes along", () => {
  const { chain, moves } = setUp(
    [{ at: [0, 0], teachers: [2] }],
    [{ kind: "activitiesSameStartingTime", activities: [0, 3] }],
  );
  expect(chain.follow(0, 9, never)).toBe(true);
  expect(moves()).toContainEqual([3, 9]);
});

test("a chain of more than sixteen is none", () => {
  const together = (number: number) => {
    const tied = Array.from({ length: number }, (_, index) => lessons.length + index);
    const rule: Body = { kind: "activitiesSameStartingTime", activities: tied };
    return setUp(
      tied.map(() => ({ at: [0, 0] })),
      [rule],
    ).chain.follow(lessons.length, 9, never);
  };
  expect(together(16)).toBe(true);
  expect(together(17)).toBe(false);
});

test("who cannot go the opposite way is left out where that is allowed, and otherwise there is no chain", () => {
  const { chain, moves } = setUp([], [notAtFirst]);
  expect(chain.follow(0, 9, never)).toBe(false);
  const asked: number[] = [];
  const mayDrop = (activity: number) => asked.push(activity) > 0;
  expect(chain.follow(0, 9, mayDrop)).toBe(true);
  expect(asked).toEqual([2]);
  expect(moves()).toEqual([
    [0, 9],
    [1, 0],
    [2, -1],
  ]);
});

test("whoever begins it must be able to go", () => {
  const { chain } = setUp([], [notAtFirst]);
  expect(chain.follow(2, 0, () => true)).toBe(false);
});

test("nobody with one time only is moved", () => {
  const { chain } = setUp([], [{ kind: "preferredStartingTimes", activities: [1], slots: [9] }]);
  expect(chain.follow(0, 9, () => true)).toBe(false);
});

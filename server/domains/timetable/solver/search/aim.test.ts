import { expect, test } from "vitest";
import { type Lesson, stage } from "../constraints/testing/scene.ts";
import { createAim } from "./aim.ts";
import { compile } from "./compile.ts";
import { createRandom } from "./random.ts";
import { createStartLists } from "./start-lists.ts";
import { createState, placeTime } from "./state.ts";

/** The starts that are aimed at for the first lesson, over many seeds; the second cannot come to day 0. */
function aimed(isExchange: boolean): Set<number> {
  const lessons: Lesson[] = [
    { at: [0, 0], teachers: [0], subgroups: [0] },
    { at: [1, 0], teachers: [1], subgroups: [0] },
  ];
  const closed = [0, 1];
  const { problem, solution } = stage({
    days: 2,
    hours: 2,
    lessons,
    with: [{ kind: "notAvailableTimes", who: { of: "teachers", ids: [1] }, slots: closed }],
  });
  const state = createState(compile(problem));
  solution.slot.forEach((slot, activity) => {
    placeTime(state, activity, slot);
  });
  const starts = createStartLists(state.problem);
  return new Set(
    Array.from({ length: 50 }, (_, seed) =>
      createAim(state, starts, createRandom(seed), null)(0, 0, isExchange),
    ),
  );
}

test("an exchange is not begun with a lesson that may not go the opposite way", () => {
  const slots = aimed(true);
  expect(slots).toContain(1);
  expect(slots).toContain(3);
  expect(slots).not.toContain(2);
});

test("a chain of ejections may push out a lesson that has to go elsewhere", () => {
  expect(aimed(false)).toContain(2);
});

import { expect, test } from "vitest";
import type { Body } from "../../constraints/testing/scene.ts";
import { factsIn, times } from "../testing/scene.ts";
import { cliques } from "./cliques.ts";
import { overfull } from "./people.ts";

/** Only the first so many slots of the week are open. */
const open = (count: number): Body => ({
  kind: "breakTimes",
  slots: [0, 1, 2, 3, 4, 5].slice(count),
});
/** Any two of them have somebody in common, and nobody has all three. */
const first = { teachers: [0], subgroups: [0] };
const second = { teachers: [0], subgroups: [1] };
const third = { teachers: [1], subgroups: [0, 1] };
const triangle = [first, second, third];

test("Lessons that meet in pairs need a period each, though nobody has them all", () => {
  expect(cliques(factsIn(triangle, [open(3)]))).toEqual([]);
  const facts = factsIn(triangle, [open(2)]);
  expect(overfull(facts)).toEqual([]);
  expect(cliques(facts)).toEqual([
    {
      reason: { kind: "overfull", who: null, lessons: 3, hours: 3, slots: 2 },
      activities: [0, 1, 2],
    },
  ]);
});

test("They are found among lessons that have more in common with others, when these have other times", () => {
  // Three more lessons of either class with somebody who has ten elsewhere.
  const school = [
    ...triangle,
    ...times(3, { subgroups: [0], teachers: [2] }),
    ...times(10, { teachers: [2] }),
    ...times(3, { subgroups: [1, 2] }),
    ...times(10, { subgroups: [2] }),
  ];
  const found = (...slots: number[]) => {
    const kept: Body = { kind: "preferredStartingTimes", activities: [0, 1, 2], slots };
    return cliques(factsIn(school, [kept], { days: 5, hours: 5 }));
  };
  expect(found(0, 1, 13)).toEqual([]);
  expect(found(0, 13)).toMatchObject([{ reason: { hours: 3, slots: 2 }, activities: [0, 1, 2] }]);
});

test("A rule and a room keep lessons apart as a person does", () => {
  const lessons = [first, second, { teachers: [1], subgroups: [2] }];
  const apart: Body = { kind: "activitiesNotOverlapping", activities: [0, 2] };
  const inRoom: Body = { kind: "preferredRooms", activities: [1, 2], rooms: [0], realRooms: null };
  const found = (...rules: Body[]) => cliques(factsIn(lessons, [open(2), ...rules], { rooms: [{}, {}] }));
  expect(found(apart)).toEqual([]);
  expect(found(inRoom)).toEqual([]);
  expect(found(apart, inRoom)).toMatchObject([{ reason: { lessons: 3, hours: 3, slots: 2 } }]);
});

test("Lessons that start together count once, as long as the shortest of them", () => {
  const together: Body = { kind: "activitiesSameStartingTime", activities: [2, 3] };
  const lessons = [first, second, { teachers: [2], duration: 2 }, third];
  expect(cliques(factsIn(lessons, [open(3), together]))).toEqual([]);
  expect(cliques(factsIn(lessons, [open(2), together]))).toMatchObject([
    { reason: { lessons: 3, hours: 3, slots: 2 }, activities: [0, 1, 2, 3] },
  ]);
});

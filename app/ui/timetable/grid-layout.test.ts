import { describe, expect, test } from "vitest";
import { gridRows, layoutDay, nowAndNext, periodAt } from "./grid-layout.ts";
import type { GridLesson, GridPeriod } from "./grid-types.ts";

const periods: GridPeriod[] = [
  { id: "1", name: "1", start: "08:00", end: "08:50" },
  { id: "2", name: "2", start: "08:50", end: "09:40", breakAfter: "Break" },
  { id: "3", name: "3", start: "10:00", end: "10:50" },
  { id: "4", name: "4", start: "10:50", end: "11:40" },
];
const lesson = (id: string, periodId: string, span = 1): GridLesson => ({
  id,
  dayId: "mon",
  periodId,
  span,
  subject: id,
  hue: 1,
  lines: [],
});
const places = (...lessons: GridLesson[]) =>
  Object.fromEntries(
    layoutDay(lessons, periods).map(({ lesson: { id }, row, rows, lane, lanes }) => [
      id,
      [row, rows, lane, lanes],
    ]),
  );

describe("a day's layout", () => {
  test("a lesson alone takes the whole width", () => {
    expect(places(lesson("a", "2"))).toEqual({ a: [1, 1, 0, 1] });
  });

  test("halves of a split class share the cell", () => {
    expect(places(lesson("a", "1"), lesson("b", "1"))).toEqual({ a: [0, 1, 0, 2], b: [0, 1, 1, 2] });
  });

  test("a double beside two singles keeps its lane, and the singles take turns in theirs", () => {
    expect(places(lesson("s2", "2"), lesson("s1", "1"), lesson("d", "1", 2))).toEqual({
      d: [0, 2, 0, 2],
      s1: [0, 1, 1, 2],
      s2: [1, 1, 1, 2],
    });
  });

  test("a later lesson that overlaps nothing is wide again", () => {
    expect(places(lesson("a", "1"), lesson("b", "1"), lesson("c", "3")).c).toEqual([2, 1, 0, 1]);
  });

  test("a lesson that would run past the day is cut at its end", () => {
    expect(places(lesson("a", "4", 3)).a).toEqual([3, 1, 0, 1]);
  });

  test("a lesson without a place, or in a period that is gone, is not drawn", () => {
    expect(places({ ...lesson("a", "1"), periodId: null }, lesson("b", "9"))).toEqual({});
  });
});

test("a break takes a row of its own between two periods", () => {
  const { lineOf, last } = gridRows(periods);
  expect(lineOf).toEqual([2, 3, 5, 6]);
  expect(last).toBe(7);
});

describe("the present", () => {
  test.each([
    ["08:25", { row: 0, over: 0.5 }],
    ["08:50", { row: 1, over: 0 }],
    ["09:45", null],
    ["12:00", null],
  ])("at %s", (time, expected) => {
    expect(periodAt(periods, time)).toEqual(expected);
  });

  const day = [lesson("a", "1"), lesson("b", "3", 2), { ...lesson("x", "2"), state: "cancelled" as const }];
  const ids = (time: string) => {
    const { now, next } = nowAndNext(day, periods, time);
    return [now.map((item) => item.lesson.id), next.map((item) => item.lesson.id)];
  };

  test("names what goes on and what follows, passing over what is cancelled", () => {
    expect(ids("08:10")).toEqual([["a"], ["b"]]);
    expect(ids("09:00")).toEqual([[], ["b"]]);
  });

  test("a double goes on until its second period ends", () => {
    expect(ids("11:30")).toEqual([["b"], []]);
    expect(ids("11:40")).toEqual([[], []]);
  });
});

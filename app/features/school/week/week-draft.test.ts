import { expect, test } from "vitest";
import { weekProblems } from "../../../../server/domains/school/week/schema.ts";
import { type DraftPeriod, moved, nextPeriod, starter, toValues } from "./week-draft.ts";

const period = (
  name: string,
  startsAt: string | null,
  endsAt: string | null,
  isBreak = false,
): DraftPeriod => ({
  key: name,
  id: null,
  name,
  startsAt,
  endsAt,
  isBreak,
});

test("a further period begins when the last one ends and is as long as its like", () => {
  const day = [period("1", "08:00", "08:50"), period("Break", "08:50", "09:05", true)];
  expect(nextPeriod(day, "2", false)).toMatchObject({ startsAt: "09:05", endsAt: "09:55" });
  expect(nextPeriod(day, "Break", true)).toMatchObject({
    name: "Break 2",
    startsAt: "09:05",
    endsAt: "09:20",
  });
});

test("a week without clock times stays without", () => {
  expect(nextPeriod([period("1", null, null)], "2", false)).toMatchObject({ startsAt: null, endsAt: null });
});

test("rows move past their neighbours and no further", () => {
  expect(moved(["a", "b", "c"], 1, -1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "b", "c"]);
});

test("the week to begin with can be saved as it is", () => {
  const draft = starter(String, (number) => `Period ${number}`, "Break");
  expect(weekProblems(toValues(draft))).toEqual({});
  expect(draft.periods.filter((one) => !one.isBreak)).toHaveLength(7);
});

test("what is wrong with a week is said at its field", () => {
  const days = [
    { id: null, name: "Mon", weekday: 1 },
    { id: null, name: "Mon", weekday: 2 },
  ];
  const periods = [period("1", "09:00", "08:00"), period("2", "07:00", "07:30"), period("3", "10:00", null)];
  expect(weekProblems({ days, periods: toValues({ days: [], periods }).periods })).toEqual({
    "values.days.1.name": "taken",
    "values.periods.0.endsAt": "endBeforeStart",
    "values.periods.1.startsAt": "overlaps",
    "values.periods.2.endsAt": "required",
  });
});

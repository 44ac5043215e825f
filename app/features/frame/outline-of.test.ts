import { expect, test } from "vitest";
import { outlineOf } from "./outline-of.ts";

test.each([
  ["/", "cards"],
  ["/timetable", "week"],
  ["/timetable/01a2", "week"],
  ["/timetable/01a2/plan", "cards"],
  ["/timetable/01a2/plan/01a3", "week"],
  ["/timetable/01a2/import", "cards"],
  ["/people", "table"],
  ["/people/01a2", "cards"],
  ["/orders/01a2", "table"],
  ["/orders/01a2/shipping", "cards"],
  ["/school/01a2", "cards"],
  ["/school/01a2/lessons", "table"],
] as const)("%s is on its way as %s", (path, outline) => {
  expect(outlineOf(path)).toBe(outline);
});

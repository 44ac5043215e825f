import { expect, test } from "vitest";
import { matchItems } from "./use-palette-results.ts";

const items = [
  { id: "1", label: "Timetable" },
  { id: "2", label: "Sign out", keywords: "log off leave" },
  { id: "3", label: "Zoë Smith", detail: "Teacher" },
];
const ids = (query: string) => matchItems(items, query).map((item) => item.id);

test("without a query every page and action is offered", () => {
  expect(ids("")).toEqual(["1", "2", "3"]);
});

test("an item is found by its words, its detail and what else it is called", () => {
  expect(ids("table")).toEqual(["1"]);
  expect(ids("log out")).toEqual(["2"]);
  expect(ids("teacher zoe")).toEqual(["3"]);
  expect(ids("timetable teacher")).toEqual([]);
});

test("a long list is cut to a handful", () => {
  const many = Array.from({ length: 40 }, (_, index) => ({ id: String(index), label: `Room ${index}` }));
  expect(matchItems(many, "room")).toHaveLength(6);
});

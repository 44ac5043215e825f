import { expect, test } from "vitest";
import { type Entity, pickerSections, withRecent } from "./picker-options.ts";

const people: Entity[] = [
  { id: "1", label: "Martha Benson", detail: "History" },
  { id: "2", label: "Ben Arthur", detail: "Science" },
  { id: "3", label: "Zoë Smith", detail: "Art" },
];
const ids = (query: string, recent: string[] = []) =>
  pickerSections(people, query, recent).map((section) => [
    section.kind,
    section.items.map((item) => item.id),
  ]);

test("recent ones come first and are not repeated", () => {
  expect(ids("", ["3", "gone"])).toEqual([
    ["recent", ["3"]],
    ["all", ["1", "2"]],
  ]);
});

test("a name that begins like the query comes before one that contains it", () => {
  expect(ids("art")).toEqual([["all", ["2", "3", "1"]]]);
});

test("words may come in any order, from name and detail, without accents", () => {
  expect(ids("zoe art")).toEqual([["all", ["3"]]]);
  expect(ids("science ben")).toEqual([["all", ["2"]]]);
});

test("nothing found is no section", () => {
  expect(ids("xyz")).toEqual([]);
});

test("choosing moves to the front and forgets the oldest", () => {
  expect(withRecent(["a", "b", "c", "d", "e", "f"], "c")).toEqual(["c", "a", "b", "d", "e", "f"]);
  expect(withRecent(["a", "b", "c", "d", "e", "f"], "g")).toEqual(["g", "a", "b", "c", "d", "e"]);
});

import { expect, test } from "vitest";
import type { SetRow } from "#server/domains/school/sets/schema.ts";
import { treeOf } from "./set-tree.ts";

const set = (id: string, kind: SetRow["kind"], parentIds: string[] = []): SetRow => ({
  id,
  kind,
  parentIds,
  name: id,
  size: 0,
  comments: "",
  version: 1,
  updatedAt: "",
  position: 0,
  lessonCount: 0,
  periods: 0,
  pupilCount: 0,
});
const shape = (sets: SetRow[]) => treeOf(sets).map((line) => `${"  ".repeat(line.depth)}${line.name}`);

test("groups come below their year and subgroups below their group", () => {
  expect(
    shape([set("7", "year"), set("7A", "group", ["7"]), set("7A1", "subgroup", ["7A"]), set("8", "year")]),
  ).toEqual(["7", "  7A", "    7A1", "8"]);
});

test("a set in two others comes under both and says so", () => {
  const lines = treeOf([set("7", "year"), set("8", "year"), set("Choir", "group", ["7", "8"])]);
  expect(lines.map((line) => [line.name, line.alsoIn])).toEqual([
    ["7", []],
    ["Choir", ["8"]],
    ["8", []],
    ["Choir", ["7"]],
  ]);
  expect(new Set(lines.map((line) => line.key)).size).toBe(4);
});

test("a set whose parent is gone is still shown", () => {
  expect(shape([set("lost", "group", ["gone"])])).toEqual(["lost"]);
});

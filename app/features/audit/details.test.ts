import { expect, test } from "vitest";
import { detailLines } from "./details.ts";

test("a changed field has both sides, also when it was empty before or is now", () => {
  expect(
    detailLines({
      values: { name: "Lab 2", capacity: null },
      before: { name: "Lab 1", capacity: 30 },
      version: 4,
    }),
  ).toEqual([
    { field: "name", before: "Lab 1", after: "Lab 2" },
    { field: "capacity", before: 30, after: null },
  ]);
});

test("of a new thing what was entered is told, without what was left empty", () => {
  expect(detailLines({ values: { name: "Art", short: "", tagIds: [] } })).toEqual([
    { field: "name", after: "Art" },
  ]);
});

test("what else was recorded comes after, empty things not at all", () => {
  expect(detailLines({ ip: "192.0.2.1", along: {}, name: "Autumn" })).toEqual([
    { field: "ip", after: "192.0.2.1" },
  ]);
});

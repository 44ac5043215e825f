import { expect, test } from "vitest";
import { readValues, sameValue } from "./field-spec.ts";

const form = (...entries: [string, string][]) => {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
};

test("texts are trimmed, empty numbers are null, missing checks are false", () => {
  const values = readValues(form(["name", "  Chemistry "], ["capacity", ""]), [
    { name: "name", kind: "text" },
    { name: "capacity", kind: "number", nullable: true },
    { name: "active", kind: "check" },
  ]);
  expect(values).toEqual({ name: "Chemistry", capacity: null, active: false });
});

test("choices are numbers or null where the field says so", () => {
  const options = [{ value: "1", label: "Monday" }];
  expect(
    readValues(form(["day", "1"], ["kind", ""]), [
      { name: "day", kind: "choice", numeric: true, options },
      { name: "kind", kind: "choice", nullable: true, options: [] },
    ]),
  ).toEqual({ day: 1, kind: null });
});

test("lists of ids, sets of lists, durations and slots keep their order", () => {
  const values = readValues(
    form(
      ["ids", "a"],
      ["ids", "b"],
      ["real.0", "x"],
      ["real.1", "y"],
      ["real.1", "z"],
      ["parts", "2, 1+1"],
      ["slots", "d1|h2"],
    ),
    [
      { name: "ids", kind: "entity", of: ["teacher"], multiple: true },
      { name: "real", kind: "entitySets", of: ["room"] },
      { name: "parts", kind: "durations" },
      { name: "slots", kind: "slots" },
    ],
  );
  expect(values).toEqual({
    ids: ["a", "b"],
    real: [["x"], ["y", "z"]],
    parts: [2, 1, 1],
    slots: [{ day: "d1", hour: "h2" }],
  });
});

test("the order of a list makes no difference, its content does", () => {
  expect(sameValue(["a", "b"], ["b", "a"])).toBe(true);
  expect(sameValue(["a"], ["a", "b"])).toBe(false);
  expect(sameValue(undefined, null)).toBe(true);
});

import { expect, test } from "vitest";
import { diff } from "./diff.ts";

const item = (key: string, value: unknown) => ({ key, label: key, value });
const keys = (items: readonly { key: string }[]) => items.map(({ key }) => key);

test("items are known again by key; values compare deeply, whatever the order of their keys", () => {
  const changes = diff(
    [item("same", { a: 1, b: [1, { c: null }] }), item("changed", { a: [1, 2] }), item("gone", 1)],
    [
      item("same", { b: [1, { c: null }], a: 1 }),
      item("changed", { a: [2, 1] }),
      item("new", 1),
      item("new", 2),
    ],
  );
  expect({
    added: changes.added,
    updated: keys(changes.updated),
    unchanged: keys(changes.unchanged),
    missing: keys(changes.missing),
  }).toEqual({ added: [item("new", 1)], updated: ["changed"], unchanged: ["same"], missing: ["gone"] });
});

test("a list is not an object with the same entries, nor is nothing", () => {
  const values: [unknown, unknown][] = [
    [[1], { 0: 1 }],
    [null, {}],
    [{ a: undefined }, {}],
    [0, "0"],
  ];
  for (const [held, file] of values)
    expect(diff([item("x", held)], [item("x", file)]).updated).toHaveLength(1);
});

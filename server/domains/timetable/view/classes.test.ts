import { expect, test } from "vitest";
import { classesOf } from "./classes.ts";

const group = (id: string) => ({ id, kind: "group" as const });
const within = (parentId: string, ...children: string[]) =>
  children.map((childId) => ({ parentId, childId }));

test("a group that is made of parts of earlier classes is no class of its own", () => {
  const sets = [
    { id: "Year 7", kind: "year" as const },
    group("7A"),
    group("7B"),
    group("7 French"),
    group("7C"),
  ];
  const members = [
    ...within("7A", "7A1", "7A2"),
    ...within("7B", "7B1", "7B2"),
    ...within("7 French", "7A1", "7B1"),
    ...within("Year 7", "7A", "7B", "7C", "7 French"),
  ];
  expect(classesOf(sets, members).map(({ id }) => id)).toEqual(["7A", "7B", "7C"]);
});

test("a school without groups has its years", () => {
  expect(classesOf([{ id: "Year 1", kind: "year" as const }], []).map(({ id }) => id)).toEqual(["Year 1"]);
});

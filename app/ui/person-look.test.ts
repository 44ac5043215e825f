import { expect, test } from "vitest";
import { hueCount, hueOf, initialsOf } from "./person-look.ts";

test.each([
  ["Amira Haddad", "AH"],
  ["Jean-Luc de la Croix", "JC"],
  ["madonna", "M"],
  ["أميرة حداد", "أ"],
  ["  ", ""],
  ["7B", "7"],
])("the initials of %j are %j", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test("a person keeps one hue, and hues are spread over people", () => {
  const hues = Array.from({ length: 600 }, (_, index) => hueOf(`person-${index}`));
  expect(hueOf("person-7")).toBe(hues[7]);
  expect(new Set(hues).size).toBe(hueCount);
  expect(Math.min(...hues)).toBe(1);
  expect(Math.max(...hues)).toBe(hueCount);
});

import { expect, test } from "vitest";
import { stuckLetter } from "./emails.ts";

const url = "https://north.example/orders/1?stuck=1";

test.each(["en", "ar"])("the letter about stuck orders leads to them (%s)", (locale) => {
  const letter = stuckLetter({ name: "Olga", locale }, "North", ["#1001", "#1002"], url);
  expect(letter.text).toContain(url);
  expect(letter.html).toContain(`href="${url}"`);
  expect(letter.text).toContain("#1001, #1002");
});

test("of many orders the first are named and the rest are counted", () => {
  const numbers = Array.from({ length: 25 }, (_, index) => `#${index}`);
  expect(stuckLetter({ name: "Olga", locale: "en" }, "North", numbers, url).text).toContain("and 5 more.");
});

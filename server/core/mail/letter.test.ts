import { expect, test } from "vitest";
import { makeLetter } from "./letter.ts";

const parts = {
  locale: "en",
  from: "North & Sons <School>",
  subject: "Hello",
  greeting: 'Hello <img src="x" onerror="alert(1)">',
  paragraphs: ["One", "Two"],
  action: { label: "Go", url: "https://north.example/x?a=1&b=2" },
  footer: "Because.",
};

test("names that contain HTML stay text", () => {
  const { html } = makeLetter(parts);
  expect(html).not.toContain("<img");
  expect(html).toContain("North &amp; Sons &lt;School&gt;");
  expect(html).toContain('href="https://north.example/x?a=1&amp;b=2"');
});

test("the plain form says all of it, with the bare address", () => {
  const { text } = makeLetter(parts);
  for (const piece of ["One", "Two", "https://north.example/x?a=1&b=2", "Because."])
    expect(text).toContain(piece);
  expect(text).not.toContain("&amp;");
});

test("Arabic letters run from right to left", () => {
  expect(makeLetter({ ...parts, locale: "ar" }).html).toContain('lang="ar" dir="rtl"');
});

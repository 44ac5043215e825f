import { expect, test } from "vitest";
import { framedHtml, linkedText } from "./mail-body.ts";

test("the policy stands first in the head, before anything could load", () => {
  const framed = framedHtml(
    '<html><head><link rel="stylesheet" href="https://x.example/a.css"></head></html>',
  );
  expect(framed.indexOf("default-src 'none'")).toBeGreaterThan(0);
  expect(framed.indexOf("default-src 'none'")).toBeLessThan(framed.indexOf("stylesheet"));
});

test("HTML without a head gets the policy too", () => {
  expect(framedHtml("<p>hello</p>")).toMatch(/^<meta http-equiv="Content-Security-Policy"/);
});

test("web addresses become links, without the full stop after them", () => {
  expect(linkedText("Go to https://north.example/reset/abc. Thanks")).toEqual([
    { at: 0, text: "Go to " },
    { at: 6, text: "https://north.example/reset/abc", href: "https://north.example/reset/abc" },
    { at: 37, text: ". Thanks" },
  ]);
});

test("what only looks like a scheme is no link", () => {
  expect(linkedText("javascript:alert(1)").some((part) => part.href)).toBe(false);
});

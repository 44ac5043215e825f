import { expect, test } from "vitest";
import { waitOf } from "./client.ts";

test("a shop may say in seconds or by a date when to come again, and nothing it says makes us wait for ever", () => {
  const now = Date.parse("2026-11-29T12:00:00Z");
  expect(waitOf("3", now)).toBe(3_000);
  expect(waitOf("0.5", now)).toBe(500);
  expect(waitOf("Sun, 29 Nov 2026 12:00:10 GMT", now)).toBe(10_000);
  expect(waitOf("Sun, 29 Nov 2026 11:00:00 GMT", now)).toBe(0);
  expect(waitOf("soon", now)).toBe(2_000);
  expect(waitOf(null, now)).toBe(2_000);
  expect(waitOf("86400", now)).toBe(60_000);
});

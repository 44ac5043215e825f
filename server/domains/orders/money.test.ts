import { expect, test } from "vitest";
import { fromMinor, toMinor } from "./money.ts";

test.each([
  ["598.94", "EUR", 59_894],
  ["0.00", "EUR", 0],
  ["-3.5", "USD", -350],
  ["1500", "JPY", 1_500],
  ["1500.00", "JPY", 1_500],
  ["12.345", "KWD", 12_345],
  ["12.3", "BHD", 12_300],
  ["0.29", "EUR", 29], // 0.29 * 100 is 28.999999999999996
  ["90071992547409.91", "EUR", Number.MAX_SAFE_INTEGER],
  ["", "EUR", 0],
])("%s %s is %i minor units", (text, currency, minor) => {
  expect(toMinor(text, currency)).toBe(minor);
});

test.each([
  ["12.345", "EUR"],
  ["0.5", "JPY"],
  ["1,50", "EUR"],
  ["1e3", "EUR"],
  ["99999999999999999", "EUR"],
])("%s %s is refused rather than rounded", (text, currency) => {
  expect(() => toMinor(text, currency)).toThrow("orders.money_form");
});

test("an amount is written back as it was read", () => {
  expect(fromMinor(59_894, "EUR")).toBe("598.94");
  expect(fromMinor(5, "EUR")).toBe("0.05");
  expect(fromMinor(-5, "KWD")).toBe("-0.005");
  expect(fromMinor(1_500, "JPY")).toBe("1500");
});

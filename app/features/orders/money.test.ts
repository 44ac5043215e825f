import { expect, test } from "vitest";
import { minorDigits } from "#server/domains/orders/money/schema.ts";
import { inUnits, moneyStyle } from "./money.ts";

const written = (amount: number, currency: string) =>
  new Intl.NumberFormat("en", { ...moneyStyle(currency), currencyDisplay: "code" })
    .format(inUnits({ amount, currency }))
    .replace(/^\D+/, "");

test.each([
  ["HUF", 150_000, "1,500.00"],
  ["IDR", 150_000, "1,500.00"],
  ["IQD", 1_500_000, "1,500.000"],
  ["JPY", 1_500, "1,500"],
  ["JOD", 12_345, "12.345"],
  ["EUR", 1_250, "12.50"],
])("%s: %i minor units are %s", (currency, amount, text) => {
  expect(written(amount, currency)).toBe(text);
});

test("every currency is written with the digits it is stored with", () => {
  for (const currency of Intl.supportedValuesOf("currency")) {
    const digits = minorDigits(currency);
    const text = digits === 0 ? "1" : `0.${"1".padStart(digits, "0")}`;
    expect(`${currency} ${written(1, currency)}`).toBe(`${currency} ${text}`);
  }
});

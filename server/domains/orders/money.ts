import { invalid } from "../../core/errors.ts";
import { minorDigits } from "./money/schema.ts";

/**
 * A decimal text of the shop's (`"598.94"`, `"1500"`, `"-3.5"`) as whole minor units, without passing through binary
 * fractions. More digits than the currency has must be zeros; anything else is INVALID `orders.money_form`.
 */
export function toMinor(text: string | number | null | undefined, currency: string): number {
  if (text === null || text === undefined || text === "") return 0;
  const match = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(String(text).trim());
  if (!match) throw invalid("orders.money_form", { text: String(text).slice(0, 40), currency });
  const [, sign = "", whole = "0", fraction = ""] = match;
  const digits = minorDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits)))
    throw invalid("orders.money_form", { text: String(text), currency });
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  if (!Number.isSafeInteger(minor)) throw invalid("orders.money_form", { text: String(text), currency });
  return sign && minor !== 0 ? -minor : minor;
}

/** The decimal text of an amount, as spreadsheets and the shop write it. */
export function fromMinor(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, "0");
  const point = text.length - digits;
  const sign = amount < 0 ? "-" : "";
  return digits === 0 ? sign + text : `${sign}${text.slice(0, point)}.${text.slice(point)}`;
}

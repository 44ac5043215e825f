import { invalid } from "../../../core/errors.ts";
import type { NameValue } from "./facts.ts";

/** A JSON object of somebody else's, of which nothing is sure. */
export type Loose = Readonly<Record<string, unknown>>;

export const isLoose = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const looseOf = (value: unknown): Loose => (isLoose(value) ? value : {});
export const listOf = (value: unknown): Loose[] => (Array.isArray(value) ? value.filter(isLoose) : []);

/** Postgres text holds no NUL, and a lone surrogate is no text at all. */
const clean = (text: string): string => text.replaceAll("\u0000", "").toWellFormed();

/** Text of a string or number, else nothing. */
export const textOf = (value: unknown, most = 500): string =>
  typeof value === "string"
    ? clean(value).trim().slice(0, most)
    : typeof value === "number"
      ? String(value)
      : "";

/** An id of the shop: digits, exactly as sent. */
export function idOf(value: unknown, field: string): string {
  const text = textOf(value);
  if (!/^\d{1,40}$/.test(text)) throw invalid("orders.payload", { field });
  return text;
}

/** A moment with its offset as ISO 8601 in UTC; null for none. */
export function momentOf(value: unknown, field: string): string | null {
  if (value === null || value === undefined || value === "") return null;
  const at = typeof value === "string" ? new Date(value) : null;
  if (!at || Number.isNaN(at.getTime())) throw invalid("orders.payload", { field });
  return at.toISOString();
}

export function requiredMoment(value: unknown, field: string): string {
  const moment = momentOf(value, field);
  if (!moment) throw invalid("orders.payload", { field });
  return moment;
}

/** A whole number from 0 up; anything else is 0. */
export const countOf = (value: unknown): number =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? Math.min(value, 2_147_483_647) : 0;

export const pairsOf = (value: unknown): NameValue[] =>
  listOf(value).map((pair) => ({
    name: textOf(pair.name ?? pair.key, 200),
    value: textOf(pair.value, 2_000),
  }));

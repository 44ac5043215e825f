import type { CellValue, Column, FilterChoice, Sort, TableFilter } from "./table-types.ts";

/** A text as it is searched: without case, accents, Arabic vowel signs and the dialects of alef and ya. */
export const searchable = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}|\u0640/gu, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .toLowerCase();

/** Rows in which every word of the query occurs, in whatever columns. */
export function searchRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  query: string,
): readonly Row[] {
  const words = searchable(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = searchable(columns.map((column) => textOf(column.value?.(row))).join(" "));
    return words.every((word) => text.includes(word));
  });
}

/** Rows that fit one chosen answer of every filter with a choice. */
export function filterRows<Row>(
  rows: readonly Row[],
  filters: readonly TableFilter<Row>[],
  choice: FilterChoice,
): readonly Row[] {
  const active = filters.filter((filter) => choice[filter.id]?.length);
  if (active.length === 0) return rows;
  return rows.filter((row) =>
    active.every((filter) => choice[filter.id]?.some((value) => filter.matches(row, value))),
  );
}

/**
 * Rows in order of a column; equal rows keep the order they came in. Texts compare as people sort them in the given
 * language, with numbers inside by size ("7B" before "10A"); what is empty comes last in both directions.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | null,
  locale: string,
): readonly Row[] {
  const value = columns.find((column) => column.id === sort?.column)?.value;
  if (!sort || !value) return rows;
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const direction = sort.descending ? -1 : 1;
  const isEmpty = (cell: CellValue) => cell === null || cell === undefined || cell === "";
  const compare = (a: CellValue, b: CellValue): number => {
    if (isEmpty(a) || isEmpty(b)) return Number(isEmpty(a)) - Number(isEmpty(b));
    if (typeof a === "string" && typeof b === "string") return direction * collator.compare(a, b);
    return direction * (Number(a) - Number(b));
  };
  return rows
    .map((row) => ({ row, cell: value(row) }))
    .sort((a, b) => compare(a.cell, b.cell))
    .map(({ row }) => row);
}

/** A value as text for search and CSV; dates as ISO 8601 without needless midnight. */
export function textOf(cell: CellValue): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().replace("T00:00:00.000Z", "");
  return String(cell);
}

import { textOf } from "./table-rows.ts";
import type { Column } from "./table-types.ts";

/**
 * Rows as CSV (RFC 4180, with the byte order mark that spreadsheets need to read it as UTF-8). A text that a
 * spreadsheet would run as a formula gets an apostrophe in front.
 */
export function toCsv<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const shown = columns.filter((column) => column.value);
  const field = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const safe = (cell: unknown, text: string) =>
    typeof cell === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  const lines = [
    shown.map((column) => field(column.header)),
    ...rows.map((row) =>
      shown.map((column) => {
        const cell = column.value?.(row);
        return field(safe(cell, textOf(cell)));
      }),
    ),
  ];
  return `\uFEFF${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}

/** Hands a text to the reader as a file. */
export function download(name: string, text: string, type = "text/csv;charset=utf-8"): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}

import { describe, expect, test } from "vitest";
import { toCsv } from "./csv.ts";
import { filterRows, searchRows, sortRows } from "./table-rows.ts";
import type { Column, TableFilter } from "./table-types.ts";

type Row = { name: string; size: number | null; since?: Date };
const columns: Column<Row>[] = [
  { id: "name", header: "Name", value: (row) => row.name },
  { id: "size", header: "Size, in pupils", value: (row) => row.size },
  { id: "since", header: "Since", value: (row) => row.since },
];
const rows: Row[] = [
  { name: "10A", size: 28 },
  { name: "7B", size: null },
  { name: "Ängström", size: 4 },
  { name: "أحمد", size: 30, since: new Date("2026-09-01") },
];
const names = (list: readonly Row[]) => list.map((row) => row.name);

describe("sorting", () => {
  test("numbers inside names count by size", () => {
    expect(names(sortRows(rows, columns, { column: "name", descending: false }, "en")).slice(0, 2)).toEqual([
      "7B",
      "10A",
    ]);
  });

  test("empty cells stay last in both directions", () => {
    for (const descending of [false, true]) {
      expect(names(sortRows(rows, columns, { column: "size", descending }, "en")).at(-1)).toBe("7B");
    }
  });

  test("a larger number comes first when descending", () => {
    expect(names(sortRows(rows, columns, { column: "size", descending: true }, "en"))[0]).toBe("أحمد");
  });

  test("without a wish the order is the server's", () => {
    expect(sortRows(rows, columns, null, "en")).toBe(rows);
  });
});

describe("searching", () => {
  test.each([
    ["angstrom", ["Ängström"]],
    ["احمد", ["أحمد"]],
    ["a 28", ["10A"]],
    ["7b 28", []],
    ["   ", names(rows)],
  ])("%j finds %j", (query, found) => {
    expect(names(searchRows(rows, columns, query))).toEqual(found);
  });
});

test("filters join: one answer of each must fit", () => {
  const filters: TableFilter<Row>[] = [
    { id: "big", label: "", options: [], matches: (row) => (row.size ?? 0) > 20 },
    { id: "first", label: "", options: [], matches: (row, value) => row.name.startsWith(value) },
  ];
  expect(names(filterRows(rows, filters, { big: ["yes"], first: ["7", "1"] }))).toEqual(["10A"]);
  expect(filterRows(rows, filters, { big: [] })).toBe(rows);
});

describe("CSV", () => {
  test("quotes what must be quoted and ends lines as the standard says", () => {
    const text = toCsv([{ name: 'Room "A", north', size: 3 }], columns);
    expect(text).toBe('\uFEFFName,"Size, in pupils",Since\r\n"Room ""A"", north",3,\r\n');
  });

  test("disarms formulas in texts and leaves negative numbers alone", () => {
    expect(toCsv([{ name: "=1+1", size: -5 }], columns)).toContain("'=1+1,-5,");
  });
});

import type { ReactNode } from "react";
import type { CellValue, Sort } from "../table/table-types.ts";
import type { Picked } from "./selection.ts";

export type VirtualColumn<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** What tells whether a cell has changed, and so is lit up for a moment. */
  value: (row: Row) => CellValue;
  /** Numbers stand at the end. */
  align?: "start" | "end";
  /** CSS width; columns keep still while rows come and go. */
  width: string;
  /** The server can sort by it. */
  sortable?: boolean;
  /** Left out on phones, where the first column says the most. */
  wide?: boolean;
};

/** Rows that are partly loaded: those that are not yet are drawn as placeholders. */
export type RowSource<Row> = {
  count: number;
  rowAt: (index: number) => Row | undefined;
  /** Told which rows are in view, `last` included; load them. */
  onView: (first: number, last: number) => void;
};

export type VirtualTableProps<Row> = {
  /** Names the table for screen readers. */
  label: string;
  columns: readonly VirtualColumn<Row>[];
  source: RowSource<Row>;
  rowKey: (row: Row) => string;
  /** Names a row: "Select #1042". */
  rowName: (row: Row) => string;
  /** What the first cell says on phones, instead of the columns that are left out there. */
  compact: (row: Row) => ReactNode;
  onOpen: (row: Row) => void;
  /** The row whose details are open. */
  openKey?: string | null;
  sort: Sort | null;
  onSort: (sort: Sort) => void;
  picked?: Picked;
  onPicked?: (picked: Picked) => void;
  /** Something is on its way that will replace what is shown. */
  busy?: boolean;
  /** Changes when the list is another one: scrolls back to its start. */
  listKey: string;
};

import type { ReactNode } from "react";

export type CellValue = string | number | Date | boolean | null | undefined;

export type Column<Row> = {
  id: string;
  header: string;
  /** What is shown; without it the value itself. Names link to the thing. */
  cell?: (row: Row) => ReactNode;
  /** What sorting, searching and CSV use. A column without it cannot be sorted. */
  value?: (row: Row) => CellValue;
  /** Numbers stand at the end. */
  align?: "start" | "end";
  /** CSS width such as `12rem`; long lists need one to keep columns still while scrolling. */
  width?: string;
  /** Not shown until chosen under Columns. The first column always is. */
  hidden?: boolean;
  /** Left out on phones, where the first column says it. */
  wide?: boolean;
};

/** A question with a few answers, shown as a chip above the table: "Role: teacher, pupil". */
export type TableFilter<Row> = {
  id: string;
  label: string;
  options: readonly { value: string; label: string }[];
  matches: (row: Row, value: string) => boolean;
};

export type Sort = { column: string; descending: boolean };

/** Answers chosen per filter; none chosen means all rows. */
export type FilterChoice = Readonly<Record<string, readonly string[]>>;

/** Sorting, searching and filtering done by the server: the table only shows and reports the wishes. */
export type RemoteControl = {
  sort: Sort | null;
  onSort: (sort: Sort | null) => void;
  query: string;
  onQuery: (query: string) => void;
};

export type DataTableProps<Row> = {
  /** Names the table for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Names a row: "Select Amira Haddad". */
  rowName: (row: Row) => string;
  /** Where Enter on a row leads. */
  rowLink?: (row: Row) => string;
  filters?: readonly TableFilter<Row>[];
  /** Actions for the selected rows; giving them brings the checkboxes. */
  bulkActions?: (selected: Row[], clear: () => void) => ReactNode;
  /** Shown instead of the table when there are no rows at all: an EmptyState with the next step. */
  empty: ReactNode;
  /** File name without ending; giving it brings the CSV button. */
  exportName?: string;
  initialSort?: Sort;
  remote?: RemoteControl;
  /** The next page by cursor. `href` also works without scripts. */
  more?: { href: string; onMore?: () => void; busy?: boolean } | null;
  /** How many rows there are in all, when only a part is loaded. */
  total?: number;
};

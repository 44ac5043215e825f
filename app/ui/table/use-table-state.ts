import { useMemo, useState } from "react";
import { useLocale } from "use-intl";
import { filterRows, searchRows, sortRows } from "./table-rows.ts";
import type { Column, DataTableProps, FilterChoice, Sort } from "./table-types.ts";

/** What the reader chose for one table, and the rows that follow from it. */
export function useTableState<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, filters = [], remote, initialSort } = props;
  const locale = useLocale();
  const [ownQuery, setOwnQuery] = useState("");
  const [ownSort, setOwnSort] = useState<Sort | null>(initialSort ?? null);
  const [choice, setChoice] = useState<FilterChoice>({});
  const [shownIds, setShownIds] = useState(() =>
    columns.filter((column) => !column.hidden).map((column) => column.id),
  );
  const [picked, setPicked] = useState<ReadonlySet<string>>(() => new Set());
  const query = remote?.query ?? ownQuery;
  const sort = remote ? remote.sort : ownSort;

  const shown = useMemo(() => {
    const filtered = filterRows(rows, filters, choice);
    if (remote) return filtered;
    return sortRows(searchRows(filtered, columns, query), columns, sort, locale);
  }, [rows, filters, choice, remote, columns, query, sort, locale]);

  // Rows that have gone from the list are no longer selected, whatever was ticked before.
  const selected = useMemo(() => rows.filter((row) => picked.has(rowKey(row))), [rows, picked, rowKey]);

  return {
    query,
    setQuery: remote?.onQuery ?? setOwnQuery,
    sort,
    sortBy: (column: string) => (remote?.onSort ?? setOwnSort)(nextSort(sort, column)),
    choice,
    choose: (filter: string, values: readonly string[]) => setChoice({ ...choice, [filter]: values }),
    clearFilters: () => {
      setChoice({});
      (remote?.onQuery ?? setOwnQuery)("");
    },
    visible: columns.filter((column, index) => index === 0 || shownIds.includes(column.id)),
    isShown: (column: Column<Row>) => shownIds.includes(column.id),
    toggleColumn: (id: string, on: boolean) =>
      setShownIds(on ? [...shownIds, id] : shownIds.filter((one) => one !== id)),
    rows: shown,
    selected,
    isPicked: (row: Row) => picked.has(rowKey(row)),
    togglePicked: (row: Row) => setPicked(toggled(picked, rowKey(row))),
    pickAll: (on: boolean) => setPicked(new Set(on ? shown.map(rowKey) : [])),
    clearPicked: () => setPicked(new Set()),
  };
}

export type TableState<Row> = ReturnType<typeof useTableState<Row>>;

/** Up, down, and back to the order the list came in. */
const nextSort = (sort: Sort | null, column: string): Sort | null => {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
};

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

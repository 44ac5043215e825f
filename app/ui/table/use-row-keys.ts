import { useNavigate } from "@remix-run/react";
import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { DataTableProps } from "./table-types.ts";
import type { TableState } from "./use-table-state.ts";

/** Where a key leads from a row, or null for keys that do not move. `page` rows are leapt over by Page Up and Down. */
export function rowAfterKey(key: string, active: number, count: number, page = 10): number | null {
  const wish: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  };
  const target = wish[key];
  return target === undefined ? null : Math.min(count - 1, Math.max(0, target));
}

/**
 * One row at a time can be reached by Tab; arrows move between rows, Enter opens, Space selects, Escape clears.
 * Controls inside a row keep their own keys.
 */
export function useRowKeys<Row>(
  props: DataTableProps<Row>,
  state: TableState<Row>,
  frame: RefObject<HTMLElement | null>,
  reveal: (index: number) => void,
) {
  const navigate = useNavigate();
  const [wished, setActive] = useState(0);
  const active = Math.min(wished, Math.max(0, state.rows.length - 1));

  // A row outside the view exists only once the scroll has drawn it: each drawing looks for the row that is awaited.
  const awaited = useRef<number | null>(null);
  const reach = () => {
    const row = frame.current?.querySelector<HTMLElement>(`tr[data-index="${awaited.current}"]`);
    if (awaited.current === null || !row) return;
    awaited.current = null;
    row.focus();
  };
  useEffect(reach);

  const focusRow = (index: number) => {
    awaited.current = index;
    setActive(index);
    reveal(index);
    reach();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const onRow = target.matches("tr[data-index]");
    if (!onRow && target.matches("input:not([type=checkbox]), select, textarea")) return;
    const row = state.rows[active] as Row;
    const next = rowAfterKey(event.key, active, state.rows.length);
    if (next !== null) focusRow(next);
    else if (event.key === "Escape" && state.selected.length > 0) state.clearPicked();
    else if (!onRow) return;
    else if (event.key === " " && props.bulkActions) state.togglePicked(row);
    else if (event.key === "Enter" && props.rowLink) navigate(props.rowLink(row));
    else return;
    event.preventDefault();
  };

  const onFocus = (event: FocusEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("tr[data-index]");
    if (row) setActive(Number(row.dataset.index));
  };

  return { active, onKeyDown, onFocus };
}

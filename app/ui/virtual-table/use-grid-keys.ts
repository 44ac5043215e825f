import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { rowAfterKey } from "../table/use-row-keys.ts";
import { everythingPicked, nothingPicked, type Picked, toggled, withPicked } from "./selection.ts";
import type { VirtualTableProps } from "./types.ts";

const controls = "a, button, label, input, select, textarea";

/**
 * Keyboard and pointer of a virtual table. One row is reached by Tab; arrows, Page, Home and End move; Enter opens,
 * Space picks, with Shift the stretch since the last pick; Ctrl A picks all that match, Escape lets go.
 */
export function useGridKeys<Row>(
  props: VirtualTableProps<Row>,
  frame: RefObject<HTMLElement | null>,
  { reveal, perPage }: { reveal: (index: number) => void; perPage: number },
  held: { index: number | null; hold: (index: number | null) => void },
) {
  const { source, rowKey, onOpen, picked, onPicked } = props;
  const [wished, setActive] = useState(0);
  const active = Math.min(wished, Math.max(0, source.count - 1));
  const anchor = useRef(0);

  // A row outside the view exists only once it is drawn: each drawing looks for the row that is awaited.
  const awaited = useRef<number | null>(null);
  const reach = () => {
    const row = frame.current?.querySelector<HTMLElement>(`tr[data-index="${awaited.current}"]`);
    if (awaited.current === null || !row) return;
    awaited.current = null;
    row.focus({ preventScroll: true });
  };
  useEffect(reach);

  const move = (index: number) => {
    awaited.current = index;
    setActive(index);
    held.hold(index);
    reveal(index);
  };

  const pick = (index: number, stretch: boolean) => {
    const row = source.rowAt(index);
    if (!row || !picked || !onPicked) return;
    if (stretch) onPicked(withPicked(picked, keysBetween(source, rowKey, anchor.current, index), true));
    else onPicked(toggled(picked, rowKey(row)));
    anchor.current = index;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const onRow = target.matches("tr[data-index]");
    if (!onRow && target.matches("input:not([type=checkbox]), select, textarea")) return;
    const next = rowAfterKey(event.key, active, source.count, perPage);
    const row = source.rowAt(active);
    if (next !== null) {
      if (event.shiftKey && picked) pickStretch(active, next);
      move(next);
    } else if (event.key === "Escape" && picked && picked !== nothingPicked) onPicked?.(nothingPicked);
    else if (!onRow) return;
    else if (event.key === " " && picked) pick(active, event.shiftKey);
    else if (event.key === "a" && (event.ctrlKey || event.metaKey) && picked) onPicked?.(everythingPicked);
    else if (event.key === "Enter" && row) onOpen(row);
    else return;
    event.preventDefault();
  };

  const pickStretch = (from: number, to: number) => {
    if (picked) onPicked?.(withPicked(picked as Picked, keysBetween(source, rowKey, from, to), true));
    anchor.current = to;
  };

  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const line = target.closest<HTMLElement>("tr[data-index]");
    const row = line && source.rowAt(Number(line.dataset.index));
    if (!line || !row) return;
    const index = Number(line.dataset.index);
    if (picked && event.shiftKey) {
      event.preventDefault();
      pick(index, true);
    } else if (picked && (event.ctrlKey || event.metaKey) && !target.closest("a")) pick(index, false);
    else if (!target.closest(controls) && getSelection()?.isCollapsed !== false) onOpen(row);
  };

  const onFocus = (event: FocusEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("tr[data-index]");
    if (!row) return;
    setActive(Number(row.dataset.index));
    held.hold(Number(row.dataset.index));
  };

  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) held.hold(null);
  };

  return { active, pick, onKeyDown, onClick, onFocus, onBlur };
}

/** Names of the loaded rows from one place to another. */
function keysBetween<Row>(
  source: VirtualTableProps<Row>["source"],
  rowKey: (row: Row) => string,
  from: number,
  to: number,
): string[] {
  const keys: string[] = [];
  for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
    const row = source.rowAt(index);
    if (row) keys.push(rowKey(row));
  }
  return keys;
}

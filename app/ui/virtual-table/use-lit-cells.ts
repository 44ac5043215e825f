import { type RefObject, useEffect, useRef } from "react";
import type { CellValue } from "../table/table-types.ts";
import type { VirtualColumn } from "./types.ts";

/**
 * Lights the cells of a row that changed while it was shown. The colour fades; for those who want no motion it stays
 * for the same time and is then gone.
 */
export function useLitCells<Row>(
  line: RefObject<HTMLElement | null>,
  key: string | null,
  row: Row | undefined,
  columns: readonly VirtualColumn<Row>[],
): void {
  const before = useRef<{ key: string; values: Map<string, CellValue> } | null>(null);
  useEffect(() => {
    const values = new Map(row === undefined ? [] : columns.map((one) => [one.id, one.value(row)]));
    const known = before.current;
    before.current = key === null ? null : { key, values };
    if (!known || known.key !== key) return;
    const changed = [...values].filter(
      ([id, value]) => known.values.has(id) && known.values.get(id) !== value,
    );
    if (changed.length === 0) return;
    void import("./light.ts").then(({ light }) => {
      for (const [id] of changed) light(line.current, id);
    });
  }, [line, key, row, columns]);
}

import { Fragment, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { cn } from "../cn.ts";
import { everythingPicked, isPicked, nothingPicked, type Picked, pickedCount } from "./selection.ts";
import type { VirtualTableProps } from "./types.ts";
import { useGridKeys } from "./use-grid-keys.ts";
import { useNarrow } from "./use-narrow.ts";
import { useInView, useVirtualRows } from "./use-virtual-rows.ts";
import { VirtualHead } from "./virtual-head.tsx";
import { VirtualRow } from "./virtual-row.tsx";

/**
 * A list of any length that is loaded in parts: a few dozen rows are in the document, the scroll bar tells the truth,
 * rows change where they stand. For lists that are loaded whole use DataTable.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, source, rowKey, rowName, picked, sort, onSort, onPicked, openKey, listKey } = props;
  const t = useTranslations("ui.table");
  const narrow = useNarrow();
  const columns = useMemo(
    () => (narrow ? props.columns.filter(({ wide }) => !wide) : props.columns),
    [narrow, props.columns],
  );
  const frame = useRef<HTMLDivElement>(null);
  const [held, hold] = useState<number | null>(null);
  const virtual = useVirtualRows(source.count, frame, held);
  const keys = useGridKeys(props, frame, virtual, { index: held, hold });
  useInView(virtual.first, virtual.last, source.onView);

  const shown = useRef(listKey);
  useEffect(() => {
    if (shown.current === listKey) return;
    shown.current = listKey;
    if (frame.current) frame.current.scrollTop = 0;
  }, [listKey]);

  const newest = useRef(keys.pick);
  newest.current = keys.pick;
  const onPick = useCallback((index: number) => newest.current(index, false), []);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would add a landmark for every table
    <div
      ref={frame}
      role="group"
      aria-label={label}
      className="group/frame relative h-(--table-height) overflow-auto overscroll-contain [overflow-anchor:none] [--row-height:4.25rem] md:[--row-height:var(--row)]"
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are moved between and picked by keys
        role="grid"
        aria-label={label}
        aria-rowcount={source.count + 1}
        aria-multiselectable={picked ? true : undefined}
        aria-busy={props.busy || undefined}
        className={cn(
          "w-full table-fixed border-separate border-spacing-0 leading-[1.3] md:min-w-max",
          props.busy && "opacity-60 transition-opacity",
        )}
      >
        <caption className="sr-only">{t("keys")}</caption>
        <colgroup>
          {picked && <col style={{ width: "2.5rem" }} />}
          {columns.map((column, position) => (
            <col
              key={column.id}
              className={cn(column.wide && "max-md:hidden", position === 0 && "max-md:w-auto!")}
              style={{ width: column.width }}
            />
          ))}
        </colgroup>
        <VirtualHead
          columns={columns}
          sort={sort}
          onSort={onSort}
          picked={picked ? amountPicked(picked, source.count) : null}
          onPickAll={(on) => onPicked?.(on ? everythingPicked : nothingPicked)}
        />
        <tbody onKeyDown={keys.onKeyDown} onClick={keys.onClick} onFocus={keys.onFocus} onBlur={keys.onBlur}>
          {virtual.rows.map(({ index, gapBefore }) => {
            const row = source.rowAt(index);
            const key = row === undefined ? null : rowKey(row);
            return (
              <Fragment key={index}>
                {gapBefore > 0 && <Gap height={gapBefore} />}
                <VirtualRow
                  row={row}
                  rowId={key}
                  name={row === undefined ? "" : rowName(row)}
                  index={index}
                  columns={columns}
                  compact={props.compact}
                  narrow={narrow}
                  active={keys.active === index}
                  open={key !== null && key === openKey}
                  picked={picked && key !== null && isPicked(picked, key)}
                  onPick={onPick}
                />
              </Fragment>
            );
          })}
          {virtual.gapAfter > 0 && <Gap height={virtual.gapAfter} />}
        </tbody>
      </table>
    </div>
  );
}

const amountPicked = (picked: Picked, total: number): "none" | "some" | "all" => {
  const count = pickedCount(picked, total);
  return count === 0 ? "none" : count >= total ? "all" : "some";
};

/** Stands for rows that are not drawn, so the scroll bar tells the truth. */
const Gap = ({ height }: { height: number }) => (
  <tr>
    <td style={{ height, padding: 0 }} />
  </tr>
);

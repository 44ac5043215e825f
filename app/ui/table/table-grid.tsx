import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { Checkbox } from "../checkbox.tsx";
import { cn } from "../cn.ts";
import { TableRow } from "./table-row.tsx";
import type { Column, DataTableProps } from "./table-types.ts";
import { useRowKeys } from "./use-row-keys.ts";
import type { TableState } from "./use-table-state.ts";
import { useVisibleRows } from "./use-visible-rows.ts";

type GridProps<Row> = { props: DataTableProps<Row>; state: TableState<Row> };

/** The table itself, scrolling in its own frame so that header and first column can stay. */
export function TableGrid<Row>({ props, state }: GridProps<Row>) {
  const t = useTranslations("ui.table");
  const frame = useRef<HTMLDivElement>(null);
  const visible = useVisibleRows(state.rows.length, frame);
  const keys = useRowKeys(props, state, frame, visible.reveal);
  const picking = Boolean(props.bulkActions);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would add a landmark for every table
    <div
      ref={frame}
      role="group"
      aria-label={props.label}
      tabIndex={visible.windowed ? undefined : 0}
      className="relative max-h-[max(20rem,calc(100dvh-15rem))] overflow-auto print:max-h-none print:overflow-visible"
    >
      <table
        aria-rowcount={state.rows.length + 1}
        className={cn(
          "w-full border-separate border-spacing-0 leading-[1.3]",
          visible.windowed && "table-fixed min-w-max",
        )}
      >
        <caption className="sr-only">
          {props.label}. {t("keys")}
        </caption>
        <colgroup className="print:[&>col]:w-auto!">
          {picking && <col style={{ width: "2.5rem" }} />}
          {state.visible.map((column) => (
            <col
              key={column.id}
              className={cn(column.wide && "max-md:hidden")}
              style={{ width: column.width ?? (visible.windowed ? "11rem" : undefined) }}
            />
          ))}
        </colgroup>
        <TableHead props={props} state={state} />
        <tbody onKeyDown={keys.onKeyDown} onFocus={keys.onFocus}>
          {visible.before > 0 && <Spacer height={visible.before} />}
          {state.rows.slice(visible.first, visible.last).map((row, offset) => {
            const index = visible.first + offset;
            return (
              <TableRow
                key={props.rowKey(row)}
                row={row}
                index={index}
                active={keys.active === index}
                props={props}
                state={state}
              />
            );
          })}
          {visible.after > 0 && <Spacer height={visible.after} />}
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows outside the view, so the scroll bar tells the truth. */
const Spacer = ({ height }: { height: number }) => (
  <tr>
    <td style={{ height, padding: 0 }} />
  </tr>
);

const headStyle =
  "sticky top-0 z-10 h-9 whitespace-nowrap border-line border-b bg-sunken px-3 font-strong text-caption text-muted";

function TableHead<Row>({ props, state }: GridProps<Row>) {
  const t = useTranslations("ui.table");
  const picking = Boolean(props.bulkActions);
  const count = state.selected.length;
  return (
    <thead>
      <tr aria-rowindex={1}>
        {picking && (
          <th scope="col" className={cn(headStyle, "start-0 z-20 w-10 px-2")}>
            <Checkbox
              hideLabel
              label={t("selectAll")}
              checked={count > 0 && count >= state.rows.length}
              indeterminate={count > 0 && count < state.rows.length}
              onChange={(event) => state.pickAll(event.target.checked)}
            />
          </th>
        )}
        {state.visible.map((column, index) => (
          <th
            key={column.id}
            scope="col"
            aria-sort={ariaSort(state, column.id)}
            className={cn(
              headStyle,
              column.align === "end" ? "text-end" : "text-start",
              column.wide && "max-md:hidden",
              index === 0 && cn("z-20", picking ? "start-10" : "start-0"),
            )}
          >
            {column.value ? <SortButton column={column} state={state} /> : column.header}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ariaSort<Row>(state: TableState<Row>, column: string): "ascending" | "descending" | undefined {
  if (state.sort?.column !== column) return undefined;
  return state.sort.descending ? "descending" : "ascending";
}

function SortButton<Row>({ column, state }: { column: Column<Row>; state: TableState<Row> }) {
  const t = useTranslations("ui.table");
  const sorted = ariaSort(state, column.id);
  const Icon = sorted === "ascending" ? ArrowUp : sorted === "descending" ? ArrowDown : ChevronsUpDown;
  return (
    <button
      type="button"
      title={t("sortBy", { column: column.header })}
      onClick={() => state.sortBy(column.id)}
      className={cn(
        "group inline-flex h-full items-center gap-1 rounded-small hover:text-text",
        sorted && "text-text",
        column.align === "end" && "flex-row-reverse",
      )}
    >
      {column.header}
      <Icon
        aria-hidden
        className={cn(
          "size-3.5",
          !sorted && "opacity-0 transition-opacity group-hover:opacity-60 group-focus-visible:opacity-60",
        )}
      />
    </button>
  );
}

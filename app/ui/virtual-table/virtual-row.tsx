import { memo, type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import { Checkbox } from "../checkbox.tsx";
import { cn } from "../cn.ts";
import { Skeleton } from "../skeleton.tsx";
import type { VirtualColumn } from "./types.ts";
import { useLitCells } from "./use-lit-cells.ts";

type RowProps<Row> = {
  row: Row | undefined;
  rowId: string | null;
  /** Names the row for screen readers. */
  name: string;
  index: number;
  columns: readonly VirtualColumn<Row>[];
  compact: (row: Row) => ReactNode;
  /** Drawn as on phones, as elsewhere, or (null) as both, of which the style sheets show one. */
  narrow: boolean | null;
  /** The one row that Tab reaches. */
  active: boolean;
  open: boolean;
  /** Whether it is picked; undefined where rows cannot be. */
  picked: boolean | undefined;
  onPick: (index: number) => void;
};

const cellStyle = "h-(--row-height) border-line border-b px-3 text-body group-hover:bg-hover";

/** One row, or its placeholder while it is being loaded. Drawn again only when something of it changed. */
export const VirtualRow = memo(function VirtualRow<Row>(props: RowProps<Row>) {
  const { row, rowId, index, columns, narrow, active, open, picked } = props;
  const line = useRef<HTMLTableRowElement>(null);
  useLitCells(line, rowId, row, columns);
  const ground = picked || open ? "bg-accent-surface group-hover:bg-accent-surface" : "bg-surface";
  return (
    <tr
      ref={line}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={picked}
      aria-busy={row === undefined || undefined}
      tabIndex={active ? 0 : -1}
      className="group cursor-pointer outline-none focus-visible:[&>*]:shadow-[inset_0_2px_0_var(--focus),inset_0_-2px_0_var(--focus)]"
    >
      {picked !== undefined && <PickCell {...props} ground={ground} />}
      {columns.map((column, position) => (
        <Cell
          key={column.id}
          column={column}
          first={position === 0}
          picking={picked !== undefined}
          ground={ground}
        >
          {row === undefined ? (
            <Skeleton className={cn("h-3", column.align === "end" ? "ms-auto w-12" : "w-3/5")} />
          ) : position === 0 ? (
            <>
              {narrow !== true && <div className="max-md:hidden">{column.cell(row)}</div>}
              {narrow !== false && <div className="md:hidden">{props.compact(row)}</div>}
            </>
          ) : (
            column.cell(row)
          )}
        </Cell>
      ))}
    </tr>
  );
}) as <Row>(props: RowProps<Row>) => ReactNode;

function PickCell<Row>({ row, name, index, picked, onPick, ground }: RowProps<Row> & { ground: string }) {
  const t = useTranslations("ui.table");
  return (
    <td className={cn(cellStyle, ground, "start-0 z-1 w-10 px-2 group-data-sideways/frame:sticky")}>
      {row !== undefined && (
        <Checkbox
          hideLabel
          tabIndex={-1}
          label={t("selectRow", { name })}
          checked={picked === true}
          onChange={() => onPick(index)}
        />
      )}
    </td>
  );
}

type CellProps<Row> = {
  column: VirtualColumn<Row>;
  first: boolean;
  picking: boolean;
  ground: string;
  children: ReactNode;
};

function Cell<Row>({ column, first, picking, ground, children }: CellProps<Row>) {
  const style = cn(cellStyle, ground, "truncate", column.align === "end" && "text-end");
  if (!first) {
    return (
      <td data-column={column.id} className={cn(style, column.wide && "max-md:hidden")}>
        {children}
      </td>
    );
  }
  return (
    <th
      scope="row"
      data-column={column.id}
      className={cn(
        style,
        "z-1 text-start font-normal md:group-data-sideways/frame:sticky",
        picking ? "start-10" : "start-0",
      )}
    >
      {children}
    </th>
  );
}

import { useTranslations } from "use-intl";
import { Checkbox } from "../checkbox.tsx";
import { cn } from "../cn.ts";
import { textOf } from "./table-rows.ts";
import type { DataTableProps } from "./table-types.ts";
import type { TableState } from "./use-table-state.ts";

type RowProps<Row> = {
  row: Row;
  index: number;
  /** The one row of the table that Tab reaches. */
  active: boolean;
  props: DataTableProps<Row>;
  state: TableState<Row>;
};

/** Text in a script other than the page's is cut where it ends, not where it begins. */
const plainText = (text: string, align: "start" | "end" | undefined) =>
  align === "end" ? (
    text
  ) : (
    <span dir="auto" className="block truncate">
      {text}
    </span>
  );

const cellStyle = "h-row border-line border-b px-3 text-body group-last:border-b-0";

/** One row. Cells that stay at the edge are opaque, and take the row's colour when it is pointed at or selected. */
export function TableRow<Row>({ row, index, active, props, state }: RowProps<Row>) {
  const t = useTranslations("ui.table");
  const picking = Boolean(props.bulkActions);
  const picked = picking && state.isPicked(row);
  const ground = cn(
    "transition-colors group-hover:bg-hover",
    picked ? "bg-accent-surface group-hover:bg-accent-surface" : "bg-surface",
  );
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={active ? 0 : -1}
      className="group outline-none focus-visible:[&>*]:shadow-[inset_0_2px_0_var(--focus),inset_0_-2px_0_var(--focus)]"
    >
      {picking && (
        <td className={cn(cellStyle, ground, "sticky start-0 z-1 w-10 px-2")}>
          <Checkbox
            hideLabel
            label={t("selectRow", { name: props.rowName(row) })}
            checked={picked}
            onChange={() => state.togglePicked(row)}
          />
        </td>
      )}
      {state.visible.map((column, position) => {
        const content = column.cell ? column.cell(row) : plainText(textOf(column.value?.(row)), column.align);
        const style = cn(
          cellStyle,
          ground,
          column.align === "end" && "text-end",
          column.wide && "max-md:hidden",
        );
        if (position > 0) {
          return (
            <td key={column.id} className={cn(style, "max-w-80 truncate")}>
              {content}
            </td>
          );
        }
        return (
          <th
            key={column.id}
            scope="row"
            className={cn(
              style,
              "sticky z-1 max-w-[56vw] truncate text-start sm:max-w-96",
              picking ? "start-10" : "start-0",
            )}
          >
            {content}
          </th>
        );
      })}
    </tr>
  );
}

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "use-intl";
import { Checkbox } from "../checkbox.tsx";
import { cn } from "../cn.ts";
import type { Sort } from "../table/table-types.ts";
import type { VirtualColumn } from "./types.ts";

type HeadProps<Row> = {
  columns: readonly VirtualColumn<Row>[];
  sort: Sort | null;
  onSort: (sort: Sort) => void;
  /** How much is picked; null where rows cannot be. */
  picked: "none" | "some" | "all" | null;
  onPickAll: (on: boolean) => void;
};

const headStyle =
  "h-9 whitespace-nowrap border-line border-b bg-sunken px-3 font-strong text-caption text-muted";

/** Names of the columns, staying in sight; those that the server can sort by are buttons. */
export function VirtualHead<Row>({ columns, sort, onSort, picked, onPickAll }: HeadProps<Row>) {
  const t = useTranslations("ui.table");
  return (
    <thead className="sticky top-0 z-10">
      <tr aria-rowindex={1}>
        {picked !== null && (
          <th scope="col" className={cn(headStyle, "start-0 w-10 px-2 group-data-sideways/frame:sticky")}>
            <Checkbox
              hideLabel
              label={t("selectAll")}
              checked={picked === "all"}
              indeterminate={picked === "some"}
              onChange={(event) => onPickAll(event.target.checked)}
            />
          </th>
        )}
        {columns.map((column, position) => {
          const direction =
            sort?.column === column.id ? (sort.descending ? "descending" : "ascending") : undefined;
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={direction}
              className={cn(
                headStyle,
                column.align === "end" ? "text-end" : "text-start",
                column.wide && "max-md:hidden",
                position === 0 &&
                  cn("group-data-sideways/frame:sticky", picked === null ? "start-0" : "start-10"),
              )}
            >
              {column.sortable ? (
                <SortButton
                  column={column}
                  direction={direction}
                  onSort={() => onSort({ column: column.id, descending: direction !== "descending" })}
                />
              ) : (
                column.header
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

type SortButtonProps<Row> = {
  column: VirtualColumn<Row>;
  direction: "ascending" | "descending" | undefined;
  onSort: () => void;
};

function SortButton<Row>({ column, direction, onSort }: SortButtonProps<Row>) {
  const t = useTranslations("ui.table");
  const Icon = direction === "ascending" ? ArrowUp : direction === "descending" ? ArrowDown : ChevronsUpDown;
  return (
    <button
      type="button"
      title={t("sortBy", { column: column.header })}
      onClick={onSort}
      className={cn(
        "group/sort inline-flex h-full max-w-full items-center gap-1 rounded-small hover:text-text",
        direction && "text-text",
        column.align === "end" && "flex-row-reverse",
      )}
    >
      <span className="truncate">{column.header}</span>
      <Icon
        aria-hidden
        className={cn(
          "size-3.5 shrink-0",
          !direction &&
            "opacity-0 transition-opacity group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60",
        )}
      />
    </button>
  );
}

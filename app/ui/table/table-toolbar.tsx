import { ChevronDown, Columns3, Download, Search, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "../button.tsx";
import { cn } from "../cn.ts";
import { IconButton } from "../icon-button.tsx";
import { Menu } from "../menu.tsx";
import { TextInput } from "../text-input.tsx";
import { download, toCsv } from "./csv.ts";
import type { DataTableProps, TableFilter } from "./table-types.ts";
import type { TableState } from "./use-table-state.ts";

type ToolbarProps<Row> = { props: DataTableProps<Row>; state: TableState<Row> };

/** Above the table: search, filter chips, count, columns, CSV; while rows are selected, what can be done with them. */
export function TableToolbar<Row>({ props, state }: ToolbarProps<Row>) {
  const picking = props.bulkActions && state.selected.length > 0;
  return (
    <div className="no-print flex min-h-13 flex-wrap items-center gap-2 border-line border-b px-2.5 py-2">
      {picking ? <BulkBar props={props} state={state} /> : <FindBar props={props} state={state} />}
    </div>
  );
}

function BulkBar<Row>({ props, state }: ToolbarProps<Row>) {
  const t = useTranslations("ui.table");
  return (
    <>
      <IconButton size="small" label={t("clearSelection")} icon={<X />} onClick={state.clearPicked} />
      <span role="status" className="tabular me-2 font-strong text-small">
        {t("selected", { count: state.selected.length })}
      </span>
      {props.bulkActions?.(state.selected, state.clearPicked)}
    </>
  );
}

function FindBar<Row>({ props, state }: ToolbarProps<Row>) {
  const t = useTranslations("ui.table");
  const { rows, total, filters = [], exportName, columns } = props;
  const all = total ?? rows.length;
  return (
    <>
      <div className="relative w-full sm:w-60">
        <Search
          aria-hidden
          className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-muted"
        />
        <TextInput
          type="search"
          aria-label={t("filter")}
          value={state.query}
          placeholder={t("filter")}
          onChange={(event) => state.setQuery(event.target.value)}
          className="ps-8"
        />
      </div>
      {filters.map((filter) => (
        <FilterChip key={filter.id} filter={filter} state={state} />
      ))}
      <span role="status" className="tabular ms-auto px-1 text-caption text-muted">
        {state.rows.length === all
          ? t("rows", { count: all })
          : t("rowsOf", { shown: state.rows.length, total: all })}
      </span>
      {columns.length > 2 && (
        <Menu
          trigger={<IconButton size="small" label={t("columns")} icon={<Columns3 />} />}
          entries={columns.slice(1).map((column) => ({
            kind: "check",
            label: column.header,
            checked: state.isShown(column),
            onChange: (on) => state.toggleColumn(column.id, on),
          }))}
        />
      )}
      {exportName && (
        <IconButton
          size="small"
          label={t("export")}
          icon={<Download />}
          onClick={() => download(`${exportName}.csv`, toCsv(state.rows, state.visible))}
        />
      )}
    </>
  );
}

function FilterChip<Row>({ filter, state }: { filter: TableFilter<Row>; state: TableState<Row> }) {
  const chosen = state.choice[filter.id] ?? [];
  const words = filter.options
    .filter((option) => chosen.includes(option.value))
    .map((option) => option.label);
  return (
    <Menu
      align="start"
      trigger={
        <Button
          size="small"
          className={cn(
            "rounded-full border-dashed shadow-none",
            words.length > 0 && "border-accent border-solid text-accent-text",
          )}
        >
          {words.length > 0 ? `${filter.label}: ${words.join(", ")}` : filter.label}
          <ChevronDown aria-hidden className="text-muted" />
        </Button>
      }
      entries={filter.options.map((option) => ({
        kind: "check",
        label: option.label,
        checked: chosen.includes(option.value),
        onChange: (on) =>
          state.choose(
            filter.id,
            on ? [...chosen, option.value] : chosen.filter((value) => value !== option.value),
          ),
      }))}
    />
  );
}

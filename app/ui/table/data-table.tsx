import { Link } from "@remix-run/react";
import { SearchX } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "../button.tsx";
import { buttonStyle } from "../button-style.ts";
import { EmptyState } from "../empty-state.tsx";
import { TableGrid } from "./table-grid.tsx";
import { TableToolbar } from "./table-toolbar.tsx";
import type { DataTableProps } from "./table-types.ts";
import { useTableState } from "./use-table-state.ts";

/**
 * Every list of things. Sticky header and first column, sorting, search, filter chips, column choice, selection with
 * a bulk bar, keyboard (arrows, Enter, Space, Escape), CSV; more than a hundred rows are drawn as they come into view.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const t = useTranslations("ui.table");
  const state = useTableState(props);
  const { rows, remote, empty, more } = props;
  if (rows.length === 0 && !remote?.query && !more) return empty;
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <TableToolbar props={props} state={state} />
      {state.rows.length > 0 ? (
        <TableGrid props={props} state={state} />
      ) : (
        <EmptyState
          icon={SearchX}
          title={t("nothingFound")}
          text={t("nothingFoundHelp")}
          action={<Button onClick={state.clearFilters}>{t("clearFilters")}</Button>}
        />
      )}
      {more && (
        <div className="flex justify-center border-line border-t p-2">
          {more.onMore ? (
            <Button tone="quiet" size="small" busy={more.busy} onClick={more.onMore}>
              {t("loadMore")}
            </Button>
          ) : (
            <Link to={more.href} preventScrollReset className={buttonStyle("quiet", "small")}>
              {t("loadMore")}
            </Link>
          )}
        </div>
      )}
    </div>
  );
}

import { Link, useSearchParams } from "@remix-run/react";
import { Plus, Trash2 } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button.tsx";
import { buttonStyle } from "~/ui/button-style.ts";
import { PageHeader } from "~/ui/page-header.tsx";
import { DataTable } from "~/ui/table/data-table.tsx";
import type { Column, DataTableProps, TableFilter } from "~/ui/table/table-types.ts";
import type { ChangeResource } from "../change.ts";
import { useSchoolData } from "../school-data.ts";
import type { FieldSpec, Values } from "./field-spec.ts";
import { type EditedRow, ResourceForm } from "./resource-form.tsx";
import { useRemoval } from "./use-removal.ts";

export type ResourceSectionProps<Row extends EditedRow> = {
  resource: ChangeResource;
  title: string;
  description?: string;
  /** Titles of the form: for a new row and for this one. */
  newLabel: string;
  rows: readonly Row[];
  /** How a row is called in labels and in the form's title. */
  rowName: (row: Row) => string;
  columns: readonly Column<Row>[];
  filters?: readonly TableFilter<Row>[];
  fields: readonly FieldSpec[];
  /** Further fields of the form of this row. */
  extraFields?: (row: Row) => readonly FieldSpec[];
  initial?: Values;
  shape?: (values: Values) => Values;
  /** Resource that new rows are created as, where it differs. */
  createAs?: { resource: ChangeResource; fields: readonly FieldSpec[]; initial?: Values };
  empty: ReactNode;
  /** Under the page's own heading rather than as it. */
  nested?: boolean;
  actions?: ReactNode;
  table?: Partial<Pick<DataTableProps<Row>, "remote" | "more" | "total" | "rowKey">>;
};

/** A list and its form: the address says which row is open (`?edit=…`, `?new=…`), so Back closes it. */
export function ResourceSection<Row extends EditedRow>(props: ResourceSectionProps<Row>) {
  const { resource, title, description, newLabel, rows, rowName, columns, fields, actions, empty } = props;
  const t = useTranslations();
  const { school } = useSchoolData();
  const open = useOpenRow(resource);
  const removal = useRemoval(resource);
  const current = open.editing ? rows.find((row) => row.id === open.editing) : undefined;
  const edited = useLastSeen(open.editing, current);
  const primary = school.mayEdit ? (
    <Link
      to={open.hrefNew}
      preventScrollReset
      className={buttonStyle(props.nested ? "secondary" : "primary", "medium")}
    >
      <Plus aria-hidden />
      {newLabel}
    </Link>
  ) : null;
  return (
    <section>
      {props.nested ? (
        <header className="mb-3 flex flex-wrap items-center justify-between gap-3">
          <div>
            <h2 className="text-large">{title}</h2>
            {description && <p className="text-muted text-small">{description}</p>}
          </div>
          {primary}
        </header>
      ) : (
        <PageHeader title={title} description={description} primary={primary} actions={actions} />
      )}
      <DataTable
        label={title}
        columns={columns}
        rows={rows}
        rowKey={rowId}
        rowName={rowName}
        rowLink={school.mayEdit ? (row) => open.hrefEdit(row.id) : undefined}
        filters={props.filters}
        exportName={resource}
        empty={<div className="rounded-card border border-line">{empty}</div>}
        bulkActions={
          school.mayEdit
            ? (selected, clear) => (
                <Button
                  size="small"
                  icon={<Trash2 />}
                  busy={removal.busy}
                  onClick={() => {
                    removal.remove([...new Set(selected.map((row) => row.id))]);
                    clear();
                  }}
                >
                  {t("common.remove")}
                </Button>
              )
            : undefined
        }
        {...props.table}
      />
      {open.adding && (
        <ResourceForm
          resource={props.createAs?.resource ?? resource}
          title={newLabel}
          fields={props.createAs?.fields ?? fields}
          row={null}
          initial={{ ...(props.createAs?.initial ?? props.initial), ...open.preset }}
          shape={props.shape}
          onClose={open.close}
        />
      )}
      {edited && school.mayEdit && (
        <ResourceForm
          key={edited.id}
          resource={resource}
          title={rowName(edited)}
          fields={[...fields, ...(props.extraFields?.(edited) ?? [])]}
          row={edited}
          version={current?.version ?? null}
          shape={props.shape}
          onClose={open.close}
        />
      )}
    </section>
  );
}

/** The row whose form is open, also after it has left the list: removed, renamed, or sorted onto another page. */
function useLastSeen<Row>(id: string | null, current: Row | undefined): Row | undefined {
  const seen = useRef<{ id: string | null; row: Row | undefined }>({ id, row: current });
  if (seen.current.id !== id || current) seen.current = { id, row: current };
  return seen.current.row;
}

const rowId = (row: { id: string }): string => row.id;

/** Which row's form is open, kept in the address. Parameters `with.<field>` preset fields of a new row. */
function useOpenRow(resource: ChangeResource) {
  const [params, setParams] = useSearchParams();
  const href = (name: string, value: string) => {
    const next = clean(params);
    next.set(name, value);
    return `?${next}`;
  };
  const adding = params.get("new") === resource;
  return {
    adding,
    editing: params.get(`edit.${resource}`),
    preset: adding
      ? Object.fromEntries(
          [...params]
            .filter(([name]) => name.startsWith("with."))
            .map(([name, value]) => [name.slice(5), value]),
        )
      : {},
    hrefNew: href("new", resource),
    hrefEdit: (id: string) => href(`edit.${resource}`, id),
    close: () => setParams(clean(params), { preventScrollReset: true, replace: true }),
  };
}

/** The address without any open form: search and filters stay. */
function clean(params: URLSearchParams): URLSearchParams {
  const kept = [...params].filter(([name]) => !/^(new$|edit\.|with\.)/.test(name));
  return new URLSearchParams(kept);
}

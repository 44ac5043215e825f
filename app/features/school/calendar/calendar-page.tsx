import { CalendarRange, Split } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { TermRow, YearRow } from "#server/domains/school/calendar/schema.ts";
import { StatusBadge } from "~/ui/badge.tsx";
import type { Column } from "~/ui/table/table-types.ts";
import type { FieldSpec } from "../resource/field-spec.ts";
import { ResourceEmpty } from "../resource/resource-empty.tsx";
import { ResourceSection } from "../resource/resource-section.tsx";
import { RowLink } from "../resource/row-link.tsx";

type Props = { years: readonly YearRow[]; terms: readonly TermRow[] };
type Span = { startsOn: string; endsOn: string };

const span: FieldSpec[] = [
  { name: "startsOn", kind: "date", required: true },
  { name: "endsOn", kind: "date", required: true },
];

/** School years and the terms they are divided into. */
export function CalendarPage({ years, terms }: Props) {
  const t = useTranslations("school");
  const dates = useDateColumns();
  return (
    <div className="flex flex-col gap-9">
      <ResourceSection
        resource="years"
        title={t("years.title")}
        description={t("years.help")}
        newLabel={t("years.new")}
        rows={years}
        rowName={(row) => row.name}
        columns={[
          nameColumn("years", t("fields.name")),
          ...dates,
          { id: "termCount", header: t("fields.termCount"), align: "end", value: (row) => row.termCount },
        ]}
        fields={[{ name: "name", kind: "text", required: true }, ...span]}
        empty={
          <ResourceEmpty
            resource="years"
            icon={CalendarRange}
            title={t("years.empty")}
            text={t("years.emptyHelp")}
            action={t("years.new")}
          />
        }
      />
      {years.length > 0 && (
        <ResourceSection
          nested
          resource="terms"
          title={t("terms.title")}
          description={t("terms.help")}
          newLabel={t("terms.new")}
          rows={terms}
          rowName={(row) => `${row.name} ${row.yearName}`}
          columns={[
            nameColumn("terms", t("fields.name")),
            ...dates,
            { id: "yearName", header: t("fields.academicYearId"), value: (row) => row.yearName },
          ]}
          fields={[
            { name: "name", kind: "text", required: true },
            {
              name: "academicYearId",
              kind: "choice",
              required: true,
              options: years.map((year) => ({ value: year.id, label: year.name })),
            },
            ...span,
          ]}
          initial={{ academicYearId: years.at(-1)?.id }}
          empty={
            <ResourceEmpty
              resource="terms"
              icon={Split}
              title={t("terms.empty")}
              text={t("terms.emptyHelp")}
              action={t("terms.new")}
            />
          }
        />
      )}
    </div>
  );
}

const nameColumn = <Row extends { id: string; name: string }>(
  resource: "years" | "terms",
  header: string,
): Column<Row> => ({
  id: "name",
  header,
  value: (row) => row.name,
  cell: (row) => (
    <RowLink resource={resource} id={row.id}>
      {row.name}
    </RowLink>
  ),
});

/** Dates are calendar days without a zone: they are formatted as noon UTC, which is that day everywhere. */
function useDateColumns(): Column<Span>[] {
  const t = useTranslations("school");
  const format = useFormatter();
  const shown = (date: string) =>
    format.dateTime(new Date(`${date}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  const today = new Date().toISOString().slice(0, 10);
  return [
    {
      id: "startsOn",
      header: t("fields.startsOn"),
      value: (row) => row.startsOn,
      cell: (row) => shown(row.startsOn),
    },
    {
      id: "endsOn",
      header: t("fields.endsOn"),
      value: (row) => row.endsOn,
      cell: (row) => (
        <span className="inline-flex items-center gap-2">
          {shown(row.endsOn)}
          {row.startsOn <= today && today <= row.endsOn && (
            <StatusBadge tone="good">{t("years.current")}</StatusBadge>
          )}
        </span>
      ),
    },
  ];
}

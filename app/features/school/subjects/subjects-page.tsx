import { useParams } from "@remix-run/react";
import { Shapes } from "lucide-react";
import { useTranslations } from "use-intl";
import type { SubjectRow } from "#server/domains/school/subjects/schema.ts";
import { Badge } from "~/ui/badge.tsx";
import type { Column } from "~/ui/table/table-types.ts";
import { TextLink } from "~/ui/text-link.tsx";
import { ResourceEmpty } from "../resource/resource-empty.tsx";
import { ResourceSection } from "../resource/resource-section.tsx";
import { RowLink } from "../resource/row-link.tsx";

/** What is taught, with the colour it has in every timetable. */
export function SubjectsPage({ rows }: { rows: readonly SubjectRow[] }) {
  const t = useTranslations("school");
  const { schoolId } = useParams();
  const columns: Column<SubjectRow>[] = [
    {
      id: "name",
      header: t("fields.name"),
      value: (row) => row.name,
      cell: (row) => (
        <RowLink resource="subjects" id={row.id}>
          {row.name}
        </RowLink>
      ),
    },
    {
      id: "short",
      header: t("fields.short"),
      value: (row) => row.short,
      cell: (row) => <Badge hue={row.hue}>{row.short || row.name.slice(0, 3)}</Badge>,
    },
    {
      id: "lessonCount",
      header: t("fields.lessonCount"),
      align: "end",
      value: (row) => row.lessonCount,
      cell: (row) =>
        row.lessonCount > 0 ? (
          <TextLink to={`/school/${schoolId}/lessons?subjectId=${row.id}`}>{row.lessonCount}</TextLink>
        ) : (
          "0"
        ),
    },
    { id: "periods", header: t("fields.periods"), align: "end", value: (row) => row.periods },
    { id: "comments", header: t("fields.comments"), hidden: true, value: (row) => row.comments },
  ];
  return (
    <ResourceSection
      resource="subjects"
      title={t("subjects.title")}
      description={t("subjects.help")}
      newLabel={t("subjects.new")}
      rows={rows}
      rowName={(row) => row.name}
      columns={columns}
      fields={[
        { name: "name", kind: "text", required: true },
        { name: "short", kind: "text", help: t("subjects.shortHelp") },
        { name: "hue", kind: "hue" },
        { name: "comments", kind: "long" },
      ]}
      initial={{ hue: (rows.length % 12) + 1 }}
      empty={
        <ResourceEmpty
          resource="subjects"
          icon={Shapes}
          title={t("subjects.empty")}
          text={t("subjects.emptyHelp")}
          action={t("subjects.new")}
        />
      }
    />
  );
}

import { useParams } from "@remix-run/react";
import { Tag } from "lucide-react";
import { useTranslations } from "use-intl";
import type { TagRow } from "#server/domains/school/tags/schema.ts";
import type { Column } from "~/ui/table/table-types.ts";
import { TextLink } from "~/ui/text-link.tsx";
import { ResourceEmpty } from "../resource/resource-empty.tsx";
import { ResourceSection } from "../resource/resource-section.tsx";
import { RowLink } from "../resource/row-link.tsx";

/** Marks on lessons that rules can speak of. */
export function TagsPage({ rows }: { rows: readonly TagRow[] }) {
  const t = useTranslations("school");
  const common = useTranslations("common");
  const { schoolId } = useParams();
  const columns: Column<TagRow>[] = [
    {
      id: "name",
      header: t("fields.name"),
      value: (row) => row.name,
      cell: (row) => (
        <RowLink resource="tags" id={row.id}>
          {row.name}
        </RowLink>
      ),
    },
    {
      id: "lessonCount",
      header: t("fields.lessonCount"),
      align: "end",
      value: (row) => row.lessonCount,
      cell: (row) =>
        row.lessonCount > 0 ? (
          <TextLink to={`/school/${schoolId}/lessons?tagId=${row.id}`}>{row.lessonCount}</TextLink>
        ) : (
          "0"
        ),
    },
    {
      id: "printable",
      header: t("fields.printable"),
      value: (row) => (row.printable ? common("yes") : common("no")),
    },
    { id: "comments", header: t("fields.comments"), value: (row) => row.comments },
  ];
  return (
    <ResourceSection
      resource="tags"
      title={t("tags.title")}
      description={t("tags.help")}
      newLabel={t("tags.new")}
      rows={rows}
      rowName={(row) => row.name}
      columns={columns}
      fields={[
        { name: "name", kind: "text", required: true },
        { name: "printable", kind: "check", help: t("tags.printableHelp") },
        { name: "comments", kind: "long" },
      ]}
      initial={{ printable: true }}
      empty={
        <ResourceEmpty
          resource="tags"
          icon={Tag}
          title={t("tags.empty")}
          text={t("tags.emptyHelp")}
          action={t("tags.new")}
        />
      }
    />
  );
}

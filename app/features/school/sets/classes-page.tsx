import { useParams } from "@remix-run/react";
import { UsersRound } from "lucide-react";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { SetKind, SetRow } from "#server/domains/school/sets/schema.ts";
import { setKinds } from "#server/domains/school/words/schema.ts";
import { Badge } from "~/ui/badge.tsx";
import type { Column } from "~/ui/table/table-types.ts";
import { TextLink } from "~/ui/text-link.tsx";
import { ResourceEmpty } from "../resource/resource-empty.tsx";
import { ResourceSection } from "../resource/resource-section.tsx";
import { RowLink } from "../resource/row-link.tsx";
import { useSchoolData } from "../school-data.ts";
import { type SetLine, treeOf } from "./set-tree.ts";

/** Years, groups and subgroups as a tree; a set that overlaps several appears under each. */
export function ClassesPage({ rows }: { rows: readonly SetRow[] }) {
  const t = useTranslations("school");
  const lines = useMemo(() => treeOf(rows), [rows]);
  return (
    <ResourceSection
      resource="sets"
      title={t("sets.title")}
      description={t("sets.help")}
      newLabel={t("sets.new")}
      rows={lines}
      rowName={(row) => row.name}
      columns={useSetColumns()}
      filters={[
        {
          id: "kind",
          label: t("fields.kind"),
          options: setKinds.map((value) => ({ value, label: t(`sets.kinds.${value}`) })),
          matches: (row, value) => row.kind === value,
        },
      ]}
      fields={[
        { name: "name", kind: "text", required: true },
        {
          name: "kind",
          kind: "choice",
          help: t("sets.kindHelp"),
          options: setKinds.map((value) => ({ value, label: t(`sets.kinds.${value}`) })),
        },
        { name: "parentIds", kind: "entity", of: ["set"], multiple: true, help: t("sets.parentsHelp") },
        { name: "size", kind: "number", min: 0 },
        { name: "comments", kind: "long" },
      ]}
      initial={{ kind: rows.length > 0 ? "group" : "year", size: 0, parentIds: [] }}
      shape={(values) => ({ ...values, size: values.size ?? 0 })}
      table={{ rowKey: (row) => row.key }}
      empty={
        <ResourceEmpty
          resource="sets"
          icon={UsersRound}
          title={t("sets.empty")}
          text={t("sets.emptyHelp")}
          action={t("sets.new")}
        />
      }
    />
  );
}

const indent = ["ps-0", "ps-5", "ps-10"];

function useSetColumns(): Column<SetLine>[] {
  const t = useTranslations("school");
  const { schoolId } = useParams();
  const { school } = useSchoolData();
  const kindName = (kind: SetKind) => t(`sets.kinds.${kind}`);
  return [
    {
      id: "name",
      header: t("fields.name"),
      width: "20rem",
      value: (row) => row.name,
      cell: (row) => (
        <span className={`inline-flex items-center gap-2 ${indent[row.depth]}`}>
          <RowLink resource="sets" id={row.id}>
            {row.name}
          </RowLink>
          {row.alsoIn.length > 0 && (
            <Badge>
              {t("sets.alsoIn", {
                names: row.alsoIn.slice(0, 2).join(", "),
                more: Math.max(0, row.alsoIn.length - 2),
              })}
            </Badge>
          )}
        </span>
      ),
    },
    { id: "kind", header: t("fields.kind"), value: (row) => kindName(row.kind) },
    { id: "size", header: t("fields.size"), align: "end", value: (row) => row.size },
    {
      id: "pupilCount",
      header: t("fields.pupilCount"),
      align: "end",
      hidden: true,
      value: (row) => row.pupilCount,
    },
    {
      id: "periods",
      header: t("fields.periods"),
      align: "end",
      value: (row) => row.periods,
      cell: (row) => <TextLink to={`/school/${schoolId}/lessons?setId=${row.id}`}>{row.periods}</TextLink>,
    },
    ...(school.mayEdit
      ? [
          {
            id: "rules",
            header: t("sections.rules"),
            cell: (row: SetLine) => (
              <TextLink to={`/school/${schoolId}/rules?about=${row.id}`}>{t("rules.show")}</TextLink>
            ),
          },
        ]
      : []),
  ];
}

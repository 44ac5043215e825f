import { useParams } from "@remix-run/react";
import { GraduationCap } from "lucide-react";
import { useTranslations } from "use-intl";
import type { TeacherRow } from "#server/domains/school/teachers/schema.ts";
import { behaviors } from "#server/domains/school/words/schema.ts";
import { StatusBadge } from "~/ui/badge.tsx";
import type { Entity } from "~/ui/picker/picker-options.ts";
import type { Column } from "~/ui/table/table-types.ts";
import { TextLink } from "~/ui/text-link.tsx";
import type { FieldSpec } from "../resource/field-spec.ts";
import { ResourceEmpty } from "../resource/resource-empty.tsx";
import { ResourceSection } from "../resource/resource-section.tsx";
import { RowLink } from "../resource/row-link.tsx";
import { useSchoolData } from "../school-data.ts";

type Props = {
  rows: readonly TeacherRow[];
  /** Accounts of those who hold the role of a teacher here. */
  accounts: readonly Entity[];
};

/** Who teaches, how much, and how much was agreed. */
export function TeachersPage({ rows, accounts }: Props) {
  const t = useTranslations("school");
  return (
    <ResourceSection
      resource="teachers"
      title={t("teachers.title")}
      description={t("teachers.help")}
      newLabel={t("teachers.new")}
      rows={rows}
      rowName={(row) => row.name}
      columns={useTeacherColumns()}
      filters={[
        {
          id: "load",
          label: t("teachers.load"),
          options: (["over", "under", "free"] as const).map((value) => ({
            value,
            label: t(`teachers.loads.${value}`),
          })),
          matches: (row, value) => loadOf(row) === value,
        },
      ]}
      fields={useTeacherFields(accounts)}
      initial={{ morningsAfternoonsBehavior: "unrestricted" }}
      empty={
        <ResourceEmpty
          resource="teachers"
          icon={GraduationCap}
          title={t("teachers.empty")}
          text={t("teachers.emptyHelp")}
          action={t("teachers.new")}
        />
      }
    />
  );
}

function loadOf(row: TeacherRow): "over" | "under" | "free" | "fits" {
  if (row.periods === 0) return "free";
  if (row.targetHours === null || row.targetHours === 0 || row.periods === row.targetHours) return "fits";
  return row.periods > row.targetHours ? "over" : "under";
}

function useTeacherColumns(): Column<TeacherRow>[] {
  const t = useTranslations("school");
  const { schoolId } = useParams();
  const { choices, school } = useSchoolData();
  const names = new Map(choices.map((one) => [one.id, one.name]));
  const subjectNames = (row: TeacherRow) => row.subjectIds.flatMap((id) => names.get(id) ?? []).join(", ");
  return [
    {
      id: "name",
      header: t("fields.name"),
      value: (row) => row.name,
      cell: (row) => (
        <RowLink resource="teachers" id={row.id}>
          {row.name}
        </RowLink>
      ),
    },
    { id: "code", header: t("fields.code"), value: (row) => row.code },
    { id: "subjectIds", header: t("fields.subjectIds"), value: subjectNames },
    {
      id: "periods",
      header: t("fields.periods"),
      align: "end",
      value: (row) => row.periods,
      cell: (row) => (
        <TextLink to={`/school/${schoolId}/lessons?teacherId=${row.id}`}>{row.periods}</TextLink>
      ),
    },
    {
      id: "targetHours",
      header: t("fields.targetHours"),
      align: "end",
      value: (row) => row.targetHours,
      cell: (row) =>
        loadOf(row) === "over" ? (
          <StatusBadge tone="warn">{t("teachers.over", { agreed: row.targetHours ?? 0 })}</StatusBadge>
        ) : (
          row.targetHours
        ),
    },
    ...(school.mayEdit
      ? [
          {
            id: "rules",
            header: t("sections.rules"),
            cell: (row: TeacherRow) => (
              <TextLink to={`/school/${schoolId}/rules?about=${row.id}`}>{t("rules.show")}</TextLink>
            ),
          },
        ]
      : []),
    { id: "personName", header: t("fields.personId"), hidden: true, value: (row) => row.personName },
    { id: "comments", header: t("fields.comments"), hidden: true, value: (row) => row.comments },
  ];
}

function useTeacherFields(accounts: readonly Entity[]): FieldSpec[] {
  const t = useTranslations("school");
  const { school } = useSchoolData();
  const halves: FieldSpec = {
    name: "morningsAfternoonsBehavior",
    kind: "choice",
    help: t("teachers.behaviorHelp"),
    options: behaviors.map((value) => ({ value, label: t(`teachers.behaviors.${value}`) })),
  };
  return [
    { name: "name", kind: "text", required: true },
    { name: "code", kind: "text", help: t("teachers.codeHelp") },
    { name: "targetHours", kind: "number", min: 0, step: 0.5, help: t("teachers.targetHelp") },
    { name: "subjectIds", kind: "entity", of: ["subject"], multiple: true },
    { name: "personId", kind: "entity", of: [], entities: accounts, help: t("teachers.accountHelp") },
    ...(school.timetableMode === "mornings-afternoons" ? [halves] : []),
    { name: "comments", kind: "long" },
  ];
}

import { useSearchParams } from "@remix-run/react";
import { BookOpen } from "lucide-react";
import { useTranslations } from "use-intl";
import type { LessonRow } from "#server/domains/school/lessons/schema.ts";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import type { FieldSpec } from "../resource/field-spec.ts";
import { ResourceEmpty } from "../resource/resource-empty.tsx";
import { ResourceSection } from "../resource/resource-section.tsx";
import { LessonFilters } from "./lesson-filters.tsx";
import { useLessonColumns } from "./use-lesson-columns.tsx";
import { type LessonPage, useLessonTable } from "./use-lesson-table.ts";

/** Who meets whom, for what and how long: the material of every timetable. */
export function LessonsPage({ page }: { page: LessonPage }) {
  const t = useTranslations("school");
  const table = useLessonTable(page);
  const shared = useSharedFields();
  return (
    <ResourceSection
      resource="lessons"
      title={t("lessons.title")}
      description={t("lessons.help")}
      newLabel={t("lessons.new")}
      rows={table.rows}
      rowName={lessonName}
      columns={useLessonColumns()}
      fields={[...shared.main, { name: "duration", kind: "number", min: 1, max: 60 }, ...shared.rest]}
      extraFields={(row) =>
        row.parts > 1
          ? [{ name: "allParts", kind: "check", help: t("lessons.allPartsHelp", { parts: row.parts }) }]
          : []
      }
      createAs={{
        resource: "lessonParts",
        fields: [
          ...shared.main,
          { name: "durations", kind: "durations", help: t("lessons.durationsHelp") },
          ...shared.rest,
        ],
        initial: { durations: [1], active: true },
      }}
      shape={withoutEmpty}
      actions={<LessonFilters />}
      table={{ remote: table.remote, more: table.more, total: page.total }}
      empty={<NoLessons />}
    />
  );
}

/** One pupil count of its own is rare: an empty field means the sum of the classes. */
const withoutEmpty = (values: Record<string, unknown>) => ({
  ...values,
  studentCount: values.studentCount ?? null,
});

export const lessonName = (row: LessonRow): string =>
  [row.subjectName, row.setNames.join(", ")].filter(Boolean).join(" · ");

/** Fields of one meeting and of several: before and after the one that says how long. */
function useSharedFields(): { main: FieldSpec[]; rest: FieldSpec[] } {
  const t = useTranslations("school");
  const main: FieldSpec[] = [
    { name: "subjectId", kind: "entity", of: ["subject"], required: true },
    { name: "teacherIds", kind: "entity", of: ["teacher"], multiple: true },
    { name: "setIds", kind: "entity", of: ["set"], multiple: true, help: t("lessons.setsHelp") },
  ];
  const rest: FieldSpec[] = [
    { name: "tagIds", kind: "entity", of: ["tag"], multiple: true },
    { name: "studentCount", kind: "number", min: 0, help: t("lessons.studentCountHelp") },
    { name: "active", kind: "check" },
    { name: "comments", kind: "long" },
  ];
  return { main, rest };
}

function NoLessons() {
  const t = useTranslations("school.lessons");
  const [params] = useSearchParams();
  const filtered = ["teacherId", "setId", "subjectId", "tagId", "active"].some((name) => params.has(name));
  if (filtered)
    return (
      <EmptyState
        icon={BookOpen}
        title={t("noneMatch")}
        text={t("noneMatchHelp")}
        action={<LinkButton to="?">{t("showAll")}</LinkButton>}
      />
    );
  return (
    <ResourceEmpty
      resource="lessons"
      icon={BookOpen}
      title={t("empty")}
      text={t("emptyHelp")}
      action={t("new")}
    />
  );
}

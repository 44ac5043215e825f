import { useTranslations } from "use-intl";
import type { LessonRow } from "#server/domains/school/lessons/schema.ts";
import { Badge, StatusBadge } from "~/ui/badge.tsx";
import type { Column } from "~/ui/table/table-types.ts";
import { RowLink } from "../resource/row-link.tsx";

/** Ids are the server's names for sorting. */
export function useLessonColumns(): Column<LessonRow>[] {
  const t = useTranslations("school");
  return [
    {
      id: "subject",
      header: t("fields.subjectId"),
      width: "16rem",
      value: (row) => row.subjectName,
      cell: (row) => (
        <span className="inline-flex max-w-full items-center gap-2">
          <Badge hue={row.hue}>{row.subjectShort || row.subjectName.slice(0, 3)}</Badge>
          <RowLink resource="lessons" id={row.id}>
            {row.subjectName}
          </RowLink>
          {!row.active && <StatusBadge tone="neutral">{t("lessons.inactive")}</StatusBadge>}
        </span>
      ),
    },
    { id: "set", header: t("fields.setIds"), width: "14rem", value: (row) => row.setNames.join(", ") },
    {
      id: "teacher",
      header: t("fields.teacherIds"),
      width: "14rem",
      value: (row) => row.teacherNames.join(", "),
    },
    {
      id: "duration",
      header: t("fields.duration"),
      width: "9rem",
      align: "end",
      value: (row) => row.duration,
      cell: (row) =>
        row.parts > 1 ? (
          <span title={t("lessons.partHelp", { parts: row.parts, total: row.totalDuration })}>
            {t("lessons.part", { duration: row.duration, total: row.totalDuration })}
          </span>
        ) : (
          row.duration
        ),
    },
    { id: "tags", header: t("fields.tagIds"), width: "10rem", cell: (row) => row.tagNames.join(", ") },
    {
      id: "externalId",
      header: t("fields.externalId"),
      width: "6rem",
      align: "end",
      value: (row) => row.externalId,
    },
    {
      id: "comments",
      header: t("fields.comments"),
      width: "14rem",
      hidden: true,
      cell: (row) => row.comments,
    },
  ];
}

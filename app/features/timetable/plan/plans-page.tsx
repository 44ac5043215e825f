import { useNavigate } from "@remix-run/react";
import { CalendarPlus, FileUp, Plus } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { Timetable } from "#server/domains/timetable/schema.ts";
import { useLiveRevalidate } from "~/lib/live/use-live.ts";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { DataTable } from "~/ui/table/data-table.tsx";
import type { Column } from "~/ui/table/table-types.ts";
import { TextLink } from "~/ui/text-link.tsx";
import { NameDialog } from "./name-dialog.tsx";
import { StateBadge } from "./state-badge.tsx";
import { usePlanChange } from "./use-plan-change.ts";

export type PlansData = { schoolId: string; timetables: Timetable[]; hasLessons: boolean };

/** Every timetable of a school: drafts, what is in force, the archive. */
export function PlansPage({ schoolId, timetables, hasLessons }: PlansData) {
  const t = useTranslations("timetable.plan");
  const navigate = useNavigate();
  const format = useFormatter();
  const [naming, setNaming] = useState(false);
  const columns = useColumns(schoolId);
  useLiveRevalidate([`schools/${schoolId}`], {
    when: (kind) => kind.startsWith("timetable.") || kind === "school.imported",
  });
  const { send, busy } = usePlanChange(schoolId, ({ timetable }) => {
    if (timetable) navigate(`/timetable/${schoolId}/plan/${timetable.id}`);
  });
  const create = (
    <Button tone="primary" icon={<Plus />} onClick={() => setNaming(true)}>
      {t("create")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("help")} primary={timetables.length > 0 && create} />
      <DataTable
        label={t("title")}
        columns={columns}
        rows={timetables}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        rowLink={({ id }) => `/timetable/${schoolId}/plan/${id}`}
        exportName="timetables"
        empty={
          hasLessons ? (
            <EmptyState icon={CalendarPlus} title={t("none")} text={t("noneHelp")} action={create} />
          ) : (
            <NoLessons schoolId={schoolId} />
          )
        }
      />
      <NameDialog
        open={naming}
        onOpenChange={setNaming}
        title={t("createTitle")}
        confirmLabel={t("create")}
        defaultName={t("defaultName", { date: format.dateTime(new Date(), { dateStyle: "medium" }) })}
        busy={busy}
        onName={(name) => send({ intent: "create", name })}
      />
    </>
  );
}

function NoLessons({ schoolId }: { schoolId: string }) {
  const t = useTranslations("timetable.plan");
  return (
    <EmptyState
      icon={FileUp}
      title={t("noLessons")}
      text={t("noLessonsHelp")}
      action={
        <LinkButton tone="primary" to={`/timetable/${schoolId}/import`}>
          {t("importFile")}
        </LinkButton>
      }
    />
  );
}

function useColumns(schoolId: string): Column<Timetable>[] {
  const t = useTranslations("timetable.plan.columns");
  const states = useTranslations("timetable.states");
  const format = useFormatter();
  const number = (value: number | null) =>
    value === null ? "–" : format.number(value, { maximumFractionDigits: 2 });
  return [
    {
      id: "name",
      header: t("name"),
      value: ({ name }) => name,
      cell: ({ id, name }) => <TextLink to={`/timetable/${schoolId}/plan/${id}`}>{name}</TextLink>,
    },
    {
      id: "state",
      header: t("state"),
      value: ({ state }) => states(state),
      cell: ({ state }) => <StateBadge state={state} />,
    },
    {
      id: "unplaced",
      header: t("unplaced"),
      align: "end",
      value: (row) => row.unplaced,
      cell: (row) => number(row.unplaced),
    },
    {
      id: "hard",
      header: t("hard"),
      align: "end",
      value: (row) => row.hard,
      cell: (row) => number(row.hard),
    },
    {
      id: "soft",
      header: t("soft"),
      align: "end",
      value: (row) => row.soft,
      cell: (row) => number(row.soft),
    },
    {
      id: "updated",
      header: t("updated"),
      value: ({ updatedAt }) => new Date(updatedAt),
      cell: ({ updatedAt }) =>
        format.dateTime(new Date(updatedAt), { dateStyle: "medium", timeStyle: "short" }),
    },
  ];
}

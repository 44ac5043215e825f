import { CalendarArrowDown, CalendarCheck, CalendarX, Printer } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { Directory, Mine, TimetableView } from "#server/domains/timetable/view/schema.ts";
import { useLive, useLiveRevalidate } from "~/lib/live/use-live.ts";
import { useMay } from "~/root-data.ts";
import { StatusBadge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { TimetableGrid } from "~/ui/timetable/timetable-grid.tsx";
import { useToast } from "~/ui/toast.tsx";
import { type Chosen, SubjectPicker } from "./subject-picker.tsx";
import { gridDays, gridLessons, gridPeriods } from "./to-grid.ts";
import { useNow } from "./use-now.ts";

export type WeekData = {
  schoolId: string;
  directory: Directory;
  persons: Mine["persons"];
  view: TimetableView | null;
  servedAt: string;
};

/** The week that is in force, of whoever is chosen. */
export function WeekPage({ schoolId, directory, persons, view, servedAt }: WeekData) {
  const t = useTranslations("timetable.week");
  const format = useFormatter();
  const since = directory.timetable?.publishedAt;
  useFollowing(schoolId);
  const to = ({ kind, id }: Chosen) => `/timetable/${schoolId}?${kind}=${id}`;
  return (
    <>
      <PageHeader
        title={view ? t("of", { name: view.subject.name }) : directory.week.name}
        description={view ? directory.week.name : undefined}
        status={
          since && (
            <StatusBadge tone="good">
              {t("published", { date: format.dateTime(new Date(since), { dateStyle: "medium" }) })}
            </StatusBadge>
          )
        }
        actions={
          view?.timetable && (
            <>
              {view.kind === "person" && (
                <LinkButton tone="quiet" icon={<CalendarArrowDown />} to="/account/calendar">
                  {t("subscribe")}
                </LinkButton>
              )}
              {view.kind === "person" ? (
                <Button
                  tone="quiet"
                  icon={<Printer />}
                  className="max-md:hidden"
                  onClick={() => window.print()}
                >
                  {t("print")}
                </Button>
              ) : (
                <LinkButton
                  tone="quiet"
                  icon={<Printer />}
                  className="max-md:hidden"
                  to={`/timetable/${schoolId}/print?kind=${view.kind}&id=${view.subject.id}`}
                >
                  {t("print")}
                </LinkButton>
              )}
            </>
          )
        }
      />
      {directory.timetable ? (
        <>
          <SubjectPicker
            directory={directory}
            persons={persons}
            chosen={view && { kind: view.kind, id: view.subject.id }}
            to={to}
          />
          {view ? <Week view={view} persons={persons} servedAt={servedAt} /> : <NobodyToShow />}
        </>
      ) : (
        <NothingPublished schoolId={schoolId} />
      )}
    </>
  );
}

/** Reads the page again at the moment another timetable is in force, and says so. */
function useFollowing(schoolId: string): void {
  const t = useTranslations("timetable.week");
  const toast = useToast();
  const topics = [`schools/${schoolId}`];
  const news = new Set(["timetable.published", "timetable.unpublished", "school.imported"]);
  useLiveRevalidate(topics, { when: (kind) => news.has(kind) });
  useLive(topics, (heard) => {
    const kind = "event" in heard ? heard.event.kind : "";
    if (kind === "timetable.published") toast({ tone: "info", message: t("changed") });
    if (kind === "timetable.unpublished") toast({ tone: "info", message: t("withdrawn") });
  });
}

function Week({
  view,
  persons,
  servedAt,
}: {
  view: TimetableView;
  persons: Mine["persons"];
  servedAt: string;
}) {
  const t = useTranslations("timetable.week");
  const now = useNow(view.week, servedAt);
  if (view.cards.length === 0)
    return (
      <EmptyState
        icon={CalendarX}
        title={t("noLessons")}
        text={t("noLessonsHelp", { name: view.subject.name })}
      />
    );
  const person = persons.find(({ id }) => id === view.subject.id);
  const look = view.kind === "person" && person?.as === "pupil" ? "pupil" : view.kind;
  return (
    <TimetableGrid
      label={t("of", { name: view.subject.name })}
      days={gridDays(view.week)}
      periods={gridPeriods(view.week)}
      lessons={gridLessons(view.week, view.cards, look)}
      now={now}
      beside="17.5rem"
    />
  );
}

function NobodyToShow() {
  const t = useTranslations("timetable.week");
  return <EmptyState icon={CalendarX} title={t("nobody")} text={t("nobodyHelp")} />;
}

function NothingPublished({ schoolId }: { schoolId: string }) {
  const t = useTranslations("timetable.week");
  const mayPlan = useMay("timetable.plan");
  return (
    <EmptyState
      icon={CalendarCheck}
      title={t("nothingPublished")}
      text={t(mayPlan ? "nothingPublishedPlan" : "nothingPublishedHelp")}
      action={
        mayPlan && (
          <LinkButton tone="primary" to={`/timetable/${schoolId}/plan`}>
            {t("goPlan")}
          </LinkButton>
        )
      }
    />
  );
}

import { CalendarDays, Coffee } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { Overview } from "#server/domains/school/overview/schema.ts";
import type { Timetable } from "#server/domains/timetable/schema.ts";
import type { TimetableView } from "#server/domains/timetable/view/schema.ts";
import { useLiveRevalidate } from "~/lib/live/use-live.ts";
import { StatusBadge } from "~/ui/badge.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { DayList } from "./day-list.tsx";
import { ShopCard, type ShopState } from "./shop-card.tsx";

export type SchoolState = { id: string; name: string; overview: Overview; timetables: Timetable[] };
export type PersonWeek = {
  person: { id: string; name: string; self: boolean; as: "teacher" | "pupil" };
  /** With the lessons of one day. */
  view: TimetableView;
  /** Whether that day is today; else the next that has lessons. */
  today: boolean;
  dayName: string | null;
};
export type TodayData = {
  name: string;
  weeks: PersonWeek[];
  schools: SchoolState[];
  shops: ShopState[];
  servedAt: string;
};

/** What matters this morning: one's lessons and one's children's, for planners where the school stands, for offices what waits. */
export function TodayPage({ name, weeks, schools, shops, servedAt }: TodayData) {
  const t = useTranslations("today");
  const format = useFormatter();
  const watched = [...weeks.map(({ view }) => view.schoolId), ...schools.map(({ id }) => id)];
  const planner = schools.length > 0;
  useLiveRevalidate(
    [...new Set(watched)].map((id) => `schools/${id}` as const),
    { when: (kind) => planner || news.has(kind), everyMs: 1_000 },
  );
  useLiveRevalidate(
    shops.map(({ id }) => `orders/${id}` as const),
    { everyMs: 20_000 },
  );
  return (
    <>
      <PageHeader
        title={t("greeting", { name: name.split(" ")[0] ?? name })}
        description={format.dateTime(new Date(servedAt), { weekday: "long", day: "numeric", month: "long" })}
      />
      <div className="grid max-w-5xl items-start gap-4 lg:grid-cols-2">
        {weeks.map((week) => (
          <LessonsCard key={week.person.id} week={week} servedAt={servedAt} />
        ))}
        {schools.map((school) => (
          <PlanningCard key={school.id} school={school} named={schools.length > 1} />
        ))}
        {schools.map((school) => (
          <SchoolCard key={school.id} school={school} named={schools.length > 1} />
        ))}
        {shops.map((shop) => (
          <ShopCard key={shop.id} shop={shop} named={shops.length > 1} />
        ))}
      </div>
      {weeks.length + schools.length + shops.length === 0 && (
        <EmptyState icon={Coffee} title={t("none")} text={t("noneHelp")} />
      )}
    </>
  );
}

/** What changes somebody's day who plans nothing. */
const news = new Set([
  "timetable.published",
  "timetable.unpublished",
  "school.imported",
  "school.week_saved",
]);

function LessonsCard({
  week: { person, view, today, dayName },
  servedAt,
}: {
  week: PersonWeek;
  servedAt: string;
}) {
  const t = useTranslations("today");
  return (
    <Card
      title={person.self ? t(today ? "lessons" : "lessonsNext") : t("lessonsOf", { name: person.name })}
      description={dayName ? (today ? t("today", { day: dayName }) : dayName) : undefined}
      actions={
        <LinkButton tone="quiet" size="small" to={`/timetable/${view.schoolId}?person=${person.id}`}>
          {t("whole")}
        </LinkButton>
      }
    >
      {!view.timetable ? (
        <p className="text-muted">{t("notPublished")}</p>
      ) : view.cards.length === 0 ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <DayList
          view={view}
          look={person.as === "pupil" ? "pupil" : view.kind}
          servedAt={servedAt}
          today={today}
        />
      )}
    </Card>
  );
}

type SchoolCardProps = { school: SchoolState; named: boolean };

function PlanningCard({ school, named }: SchoolCardProps) {
  const t = useTranslations("today");
  const format = useFormatter();
  const inForce = school.timetables.find(({ state }) => state === "published");
  const running = school.timetables.filter(({ state }) => state === "generating");
  const drafts = school.timetables.filter(({ state }) => state === "draft" || state === "ready");
  return (
    <Card
      title={t("planning")}
      description={named ? school.name : undefined}
      actions={
        <LinkButton tone="quiet" size="small" icon={<CalendarDays />} to={`/timetable/${school.id}/plan`}>
          {t("openPlanning")}
        </LinkButton>
      }
    >
      {school.timetables.length === 0 ? (
        <p className="text-muted">{t("noTimetables")}</p>
      ) : (
        <ul className="flex flex-col items-start gap-2">
          {inForce?.publishedAt && (
            <li className="flex flex-wrap items-center gap-2">
              <span className="font-strong">{inForce.name}</span>
              <StatusBadge tone="good">
                {t("inForce", {
                  date: format.dateTime(new Date(inForce.publishedAt), { dateStyle: "medium" }),
                })}
              </StatusBadge>
            </li>
          )}
          {running.map((one) => (
            <li key={one.id}>
              <StatusBadge tone="busy">{t("running", { name: one.name })}</StatusBadge>
            </li>
          ))}
          <li className="text-muted">{t("drafts", { count: drafts.length })}</li>
        </ul>
      )}
    </Card>
  );
}

function SchoolCard({ school: { id, name, overview }, named }: SchoolCardProps) {
  const t = useTranslations("today");
  const { counts, missing, findings } = overview;
  return (
    <Card
      title={t("school")}
      description={named ? name : undefined}
      actions={
        <LinkButton tone="quiet" size="small" to={`/school/${id}`}>
          {t("openSchool")}
        </LinkButton>
      }
    >
      <p className="mb-2 text-muted">
        {t("held", { classes: counts.classes, teachers: counts.teachers, lessons: counts.lessons })}
      </p>
      <div className="flex flex-wrap gap-2">
        <StatusBadge tone={missing.length > 0 ? "warn" : "good"}>
          {missing.length > 0 ? t("missing", { count: missing.length }) : t("complete")}
        </StatusBadge>
        <StatusBadge tone={findings.length > 0 ? "info" : "good"}>
          {t("findings", { count: findings.length })}
        </StatusBadge>
      </div>
    </Card>
  );
}

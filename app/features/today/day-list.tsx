import { useTranslations } from "use-intl";
import type { TimetableView } from "#server/domains/timetable/view/schema.ts";
import { StatusBadge } from "~/ui/badge.tsx";
import { cn } from "~/ui/cn.ts";
import { type CardLook, gridLessons, gridPeriods } from "../timetable/week/to-grid.ts";
import { useNow } from "../timetable/week/use-now.ts";

type Props = { view: TimetableView; look: CardLook; servedAt: string; today: boolean };

/** The lessons of one day down the page; today the one that is on is marked, and those that are over are quiet. */
export function DayList({ view, look, servedAt, today }: Props) {
  const t = useTranslations("today");
  const present = useNow(view.week, servedAt);
  const now = today ? present : undefined;
  const periods = gridPeriods(view.week);
  const at = (id: string | null) => periods.findIndex((period) => period.id === id);
  const lessons = gridLessons(view.week, view.cards, look).sort((a, b) => at(a.periodId) - at(b.periodId));
  return (
    <ol className="-mx-1 flex flex-col gap-1">
      {lessons.map((lesson) => {
        const first = at(lesson.periodId);
        const { start, name } = periods[first] ?? {};
        const end = periods[first + (lesson.span ?? 1) - 1]?.end;
        const isNow = now && start && end && start <= now.time && now.time < end;
        const over = now && end && end <= now.time;
        return (
          <li
            key={lesson.id}
            className={cn("flex items-center gap-3 rounded-control px-1 py-1", over && "text-muted")}
          >
            <span className="tabular w-22 shrink-0 text-muted text-small">
              {start && end ? `${start}–${end}` : name}
            </span>
            <span
              aria-hidden
              className="h-8 w-1 shrink-0 rounded-full"
              style={{ background: `var(--hue-${lesson.hue}-text)` }}
            />
            <span className="min-w-0 flex-1">
              <span dir="auto" className="block truncate font-strong">
                {lesson.subject}
              </span>
              <span dir="auto" className="block truncate text-muted text-small">
                {lesson.lines.join(" · ")}
              </span>
            </span>
            {isNow && <StatusBadge tone="info">{t("now")}</StatusBadge>}
          </li>
        );
      })}
    </ol>
  );
}

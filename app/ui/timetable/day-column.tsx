import { useTranslations } from "use-intl";
import { cn } from "../cn.ts";
import { layoutDay, type PlacedLesson, periodAt } from "./grid-layout.ts";
import type { GridDay, GridPeriod, TimetableGridProps } from "./grid-types.ts";
import { LessonCard } from "./lesson-card.tsx";

type DayColumnProps = {
  /** Of the element; the strip of days points at it. */
  id: string;
  day: GridDay;
  column: number;
  lineOf: readonly number[];
  wide: boolean;
  grid: TimetableGridProps;
};

/** One day: a heading and its lessons in order of time. */
export function DayColumn({ id, day, column, lineOf, wide, grid }: DayColumnProps) {
  const t = useTranslations("ui.grid");
  const heading = `${id}-name`;
  const { periods, now, placing } = grid;
  const lessons = layoutDay(
    grid.lessons.filter((lesson) => lesson.dayId === day.id),
    periods,
  );
  const today = now?.dayId === day.id;
  return (
    // biome-ignore lint/a11y/useSemanticElements: five regions a timetable would be noise; a fieldset holds controls
    <div
      id={id}
      role="group"
      aria-labelledby={heading}
      className="pointer-events-none relative min-w-full snap-start week:grid week:min-w-0 week:grid-cols-[minmax(0,1fr)] week:grid-rows-subgrid"
      style={{ gridColumn: column + 2, gridRow: "1 / -1" }}
    >
      <h2
        id={heading}
        className={cn(
          "pointer-events-auto mb-2 flex items-baseline gap-2 text-large week:sticky week:z-10 week:mb-0 week:justify-center week:border-line week:border-b week:bg-sunken week:px-2 week:py-1.5 week:text-small",
          wide ? "week:top-0" : "week:top-topbar",
          today && "text-accent-text",
        )}
      >
        {day.name}
        {day.date && <span className="font-normal text-caption text-muted">{day.date}</span>}
      </h2>
      {lessons.length === 0 && (
        <p className="py-6 text-muted week:sr-only">{day.holiday ?? t("noLessons")}</p>
      )}
      <ol className="flex flex-col gap-2 week:contents">
        {lessons.map((item) => (
          <li
            key={item.lesson.id}
            data-roomy={item.rows > 1 || undefined}
            className={cn(
              "@container pointer-events-auto relative z-2 min-w-0 week:ms-(--lesson-start) week:w-(--lesson-width) week:p-0.5",
              placing && placing.lessonId !== item.lesson.id && "week:pointer-events-none",
            )}
            style={placeOf(item, lineOf)}
          >
            <LessonCard
              lesson={item.lesson}
              when={timeOf(item, periods, t("period"))}
              picked={placing?.lessonId === item.lesson.id}
              onOpen={grid.onOpen}
              onPick={grid.onPick}
            />
          </li>
        ))}
      </ol>
      {today && now && <NowLine periods={periods} lineOf={lineOf} time={now.time} label={t("now")} />}
    </div>
  );
}

/** Rows by grid lines; the share of the width by margin and width, so that a double and two singles fit together. */
const placeOf = ({ row, rows, lane, lanes }: PlacedLesson, lineOf: readonly number[]) => ({
  gridRow: `${lineOf[row]} / ${(lineOf[row + rows - 1] ?? 0) + 1}`,
  gridColumn: 1,
  "--lesson-start": `${(100 * lane) / lanes}%`,
  "--lesson-width": `${100 / lanes}%`,
});

function timeOf({ row, rows }: PlacedLesson, periods: readonly GridPeriod[], word: string): string {
  const first = periods[row];
  const last = periods[row + rows - 1];
  const names = first === last ? first?.name : `${first?.name}–${last?.name}`;
  // "3" needs the word; "Period 3" and "9.30–11.00" say it themselves
  const told = /^\d{1,2}(–\d{1,2})?$/.test(names ?? "") ? `${word} ${names}` : names;
  return first?.start && last?.end ? `${told}, ${first.start}–${last.end}` : `${told}`;
}

type NowLineProps = {
  periods: readonly GridPeriod[];
  lineOf: readonly number[];
  time: string;
  label: string;
};

function NowLine({ periods, lineOf, time, label }: NowLineProps) {
  const at = periodAt(periods, time);
  if (!at) return null;
  return (
    <div
      aria-hidden="true"
      title={label}
      className="no-print relative z-3 hidden week:block"
      style={{ gridRow: lineOf[at.row], gridColumn: 1 }}
    >
      <span className="absolute inset-x-0 h-0.5 bg-bad-edge" style={{ top: `${at.over * 100}%` }}>
        <span className="absolute -start-1 -top-0.75 size-2 rounded-full bg-bad-edge" />
      </span>
    </div>
  );
}

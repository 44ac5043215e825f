import { type CSSProperties, useEffect, useId } from "react";
import { useTranslations } from "use-intl";
import { cn } from "../cn.ts";
import { DayColumn } from "./day-column.tsx";
import { DayStrip } from "./day-strip.tsx";
import { gridRows } from "./grid-layout.ts";
import type { GridPeriod, TimetableGridProps } from "./grid-types.ts";
import { NowAndNext } from "./now-and-next.tsx";
import { PlaceCells } from "./place-cells.tsx";
import { UnplacedTray } from "./unplaced-tray.tsx";

/** More days than this scroll sideways in a frame of their own. */
const fittingDays = 7;

/**
 * A week: days across, periods down. Each day is a list in order of time, so it is read aloud as a day and not as a
 * table of holes; the same lists are laid into a grid on large screens and on paper, and swiped day by day on phones.
 */
export function TimetableGrid(props: TimetableGridProps) {
  const { label, days, periods, lessons, now, placing } = props;
  const rows = gridRows(periods);
  const gridId = useId();
  const idOf = (dayId: string) => `${gridId}-${dayId}`;
  const wide = days.length > fittingDays;
  const unplaced = lessons.filter((lesson) => lesson.dayId === null || lesson.periodId === null);
  const style = {
    "--grid-columns": `max-content repeat(${days.length}, minmax(${wide ? "8rem" : "0"}, 1fr))`,
    "--grid-rows": rows.template,
    ...(props.beside && { "--lesson-height": sharedHeight(periods, props.beside) }),
  } as CSSProperties;
  const acts = Boolean(props.onOpen || props.onPick) || lessons.some((lesson) => lesson.to);
  useEscape(placing?.onCancel);
  return (
    <section aria-label={label} className="flex flex-col gap-3">
      {now && (
        <NowAndNext
          periods={periods}
          lessons={lessons.filter((lesson) => lesson.dayId === now.dayId)}
          time={now.time}
        />
      )}
      <DayStrip of={label} days={days} today={now?.dayId} gridId={gridId} />
      {/* Days to swipe must scroll by keyboard too, where nothing inside takes focus. */}
      <div
        data-days
        data-dense={props.beside ? true : undefined}
        tabIndex={acts ? undefined : 0}
        style={style}
        className={cn(
          "relative flex snap-x snap-mandatory gap-4 overflow-x-auto [scrollbar-width:none] week:grid week:snap-none week:grid-cols-(--grid-columns) week:grid-rows-(--grid-rows) week:gap-0 week:rounded-card week:border week:border-line week:bg-surface week:[scrollbar-width:auto] print:overflow-visible",
          wide ? "week:max-h-[calc(100dvh-9rem)] week:overflow-auto" : "week:overflow-clip",
        )}
      >
        <div
          aria-hidden="true"
          className={cn(
            "hidden border-line border-e border-b bg-sunken week:sticky week:start-0 week:z-12 week:block",
            wide ? "week:top-0" : "week:top-topbar",
          )}
          style={{ gridColumn: 1, gridRow: 1 }}
        />
        <PeriodAxis periods={periods} lineOf={rows.lineOf} />
        <PlaceCells {...props} lineOf={rows.lineOf} />
        {days.map((day, column) => (
          <DayColumn
            key={day.id}
            id={idOf(day.id)}
            day={day}
            column={column}
            lineOf={rows.lineOf}
            wide={wide}
            grid={props}
          />
        ))}
      </div>
      {unplaced.length > 0 && (
        <UnplacedTray
          lessons={unplaced}
          picked={placing?.lessonId}
          onPick={props.onPick}
          onOpen={props.onOpen}
        />
      )}
    </section>
  );
}

/** What each period gets of the window's height: never less than two lines of text, never more than reads well. */
function sharedHeight(periods: readonly GridPeriod[], beside: string): string {
  const breaks = periods.filter((period) => period.breakAfter).length;
  const rest = `(100dvh - ${beside} - ${2 + 1.25 * breaks}rem)`;
  return `clamp(2.75rem, ${rest} / ${Math.max(1, periods.length)}, 5rem)`;
}

/** Numbers and clock times of the periods at the start edge, names of the breaks beside their bands. */
function PeriodAxis({ periods, lineOf }: { periods: readonly GridPeriod[]; lineOf: readonly number[] }) {
  const t = useTranslations("ui.grid");
  const axis = "sticky start-0 z-11 hidden border-line border-e bg-sunken text-end week:flex";
  return (
    <>
      {periods.map((period, row) => {
        const line = lineOf[row] ?? 0;
        return [
          <div
            key={period.id}
            className={cn(axis, "flex-col justify-center border-b px-2.5 py-1")}
            style={{ gridColumn: 1, gridRow: line }}
          >
            <span className="font-strong text-small">
              {/^\d{1,2}$/.test(period.name) && <span className="sr-only">{t("period")} </span>}
              {period.name}
            </span>
            {period.start && (
              <span className="tabular text-[0.6875rem] text-muted leading-tight">
                <time>{period.start}</time>
                {period.end && <time className="block">{period.end}</time>}
              </span>
            )}
          </div>,
          period.breakAfter && (
            <div
              key={`${period.id}-break`}
              className="hidden items-center overflow-hidden border-line border-b bg-sunken px-2.5 text-[0.6875rem] text-muted week:flex"
              style={{ gridColumn: "1 / -1", gridRow: line + 1 }}
            >
              {period.breakAfter}
            </div>
          ),
        ];
      })}
    </>
  );
}

/** Escape puts the lesson in hand back. */
function useEscape(onCancel: (() => void) | undefined): void {
  useEffect(() => {
    if (!onCancel) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape") onCancel();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [onCancel]);
}

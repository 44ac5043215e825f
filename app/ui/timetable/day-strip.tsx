import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { cn } from "../cn.ts";
import type { GridDay } from "./grid-types.ts";

/** `of` is what the week is called, because a page of several weeks has several strips. */
type DayStripProps = { of: string; days: readonly GridDay[]; today?: string; gridId: string };

/** Phones: the days as links to their lists. Swiping and tapping do the same; the day in view is marked. */
export function DayStrip({ of, days, today, gridId }: DayStripProps) {
  const t = useTranslations("ui.grid");
  const [shown, setShown] = useState(days.find((day) => day.id === today)?.id ?? days[0]?.id);
  useEffect(() => {
    const first = days.find((day) => day.id === today);
    if (first) showDay(`${gridId}-${first.id}`, "instant");
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.find((entry) => entry.isIntersecting);
        if (seen) setShown(seen.target.id.slice(gridId.length + 1));
      },
      { threshold: 0.6 },
    );
    for (const day of days) {
      const section = document.getElementById(`${gridId}-${day.id}`);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [days, today, gridId]);
  return (
    <nav aria-label={`${of}: ${t("days")}`} className="no-print week:hidden">
      <ul className="grid auto-cols-fr grid-flow-col gap-1 rounded-card bg-sunken p-1">
        {days.map((day) => (
          <li key={day.id}>
            <a
              href={`#${gridId}-${day.id}`}
              aria-current={day.id === shown ? "true" : undefined}
              onClick={(event) => {
                event.preventDefault();
                showDay(`${gridId}-${day.id}`, "smooth");
              }}
              className={cn(
                "flex h-11 flex-col items-center justify-center rounded-control text-small leading-tight",
                day.id === shown
                  ? "bg-surface font-strong text-text shadow-control ring-1 ring-line"
                  : "text-muted",
                day.id === today && "text-accent-text",
              )}
            >
              {day.short ?? day.name}
              {day.date && <span className="font-normal text-[0.6875rem] text-muted">{day.date}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Scrolls the strip of days alone; `scrollIntoView` would move the page as well. */
function showDay(id: string, behavior: ScrollBehavior): void {
  const section = document.getElementById(id);
  const strip = section?.closest<HTMLElement>("[data-days]");
  if (!section || !strip || getComputedStyle(strip).display !== "flex") return;
  strip.scrollBy({
    left: section.getBoundingClientRect().left - strip.getBoundingClientRect().left,
    behavior,
  });
}

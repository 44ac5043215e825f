import { useTranslations } from "use-intl";
import { cn } from "../cn.ts";
import { nowAndNext } from "./grid-layout.ts";
import type { GridLesson, GridPeriod } from "./grid-types.ts";

type NowAndNextProps = { lessons: readonly GridLesson[]; periods: readonly GridPeriod[]; time: string };

/** Phones, in the corridor: what is on now, and where to be next. */
export function NowAndNext({ lessons, periods, time }: NowAndNextProps) {
  const t = useTranslations("ui.grid");
  const { now, next } = nowAndNext(lessons, periods, time);
  const parts = [
    {
      word: t("now"),
      items: now,
      none: t("nowNothing"),
      clock: (end: string) => t("until", { time: end }),
      key: "end" as const,
    },
    {
      word: t("next"),
      items: next,
      none: t("nextNothing"),
      clock: (start: string) => t("from", { time: start }),
      key: "start" as const,
    },
  ];
  return (
    <dl className="no-print grid grid-cols-2 gap-2 week:hidden">
      {parts.map((part, index) => (
        <div
          key={part.word}
          className={cn(
            "min-w-0 rounded-card border px-3 py-2.5",
            index === 0 && part.items.length > 0 ? "border-accent" : "border-line",
          )}
        >
          <dt className="mb-0.5 text-caption text-muted">{part.word}</dt>
          {part.items.length === 0 && <dd className="text-muted text-small">{part.none}</dd>}
          {part.items.map((item) => (
            <dd key={item.lesson.id}>
              <span dir="auto" className="block truncate font-strong">
                {item.lesson.subject}
              </span>
              <span dir="auto" className="block truncate text-muted text-small">
                {item.lesson.lines.join(" · ")}
              </span>
              <span className="tabular block text-caption text-muted">{part.clock(item[part.key])}</span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

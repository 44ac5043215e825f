import { useState } from "react";
import type { Locale } from "../../i18n/locale.ts";
import type { Placing } from "../timetable/grid-types.ts";
import { TimetableGrid } from "../timetable/timetable-grid.tsx";
import { sampleDays, sampleLessons, samplePeriods } from "./sample.ts";
import { Section } from "./section.tsx";

/** A week to read, and one to plan in. */
export function Week({ locale }: { locale: Locale }) {
  return (
    <Section title="Timetable">
      <TimetableGrid
        label="7B"
        days={sampleDays(locale).map((day, index) => (index === 4 ? { ...day, holiday: "Staff day" } : day))}
        periods={samplePeriods(locale)}
        lessons={sampleLessons(locale).filter((lesson) => lesson.dayId !== "d4")}
        now={{ dayId: "d1", time: "10:40" }}
        blocked={(day, period) => (day === "d2" && period === "8" ? "The hall is booked" : null)}
      />
    </Section>
  );
}

export function Planning({ locale }: { locale: Locale }) {
  const [lessons, setLessons] = useState(() =>
    sampleLessons(locale).map((lesson, index) =>
      index > 30 ? { ...lesson, dayId: null, periodId: null } : lesson,
    ),
  );
  const [picked, setPicked] = useState<string | null>(null);
  const placing: Placing | undefined =
    picked === null
      ? undefined
      : {
          lessonId: picked,
          stateOf: (dayId, periodId) => {
            if (dayId === "d0" && periodId === "8") return { state: "off" };
            const taken = lessons.some((lesson) => lesson.dayId === dayId && lesson.periodId === periodId);
            return taken ? { state: Number(periodId) % 3 === 0 ? "swap" : "bad" } : { state: "good" };
          },
          onPlace: (dayId, periodId) => {
            setLessons(
              lessons.map((lesson) => (lesson.id === picked ? { ...lesson, dayId, periodId } : lesson)),
            );
            setPicked(null);
          },
          onCancel: () => setPicked(null),
        };
  return (
    <Section title="Planning">
      <TimetableGrid
        label="7B, draft"
        days={sampleDays(locale)}
        periods={samplePeriods(locale)}
        lessons={lessons}
        onPick={(lesson) => setPicked(lesson.id)}
        placing={placing}
      />
    </Section>
  );
}

import type { Card, TimetableView, Week } from "#server/domains/timetable/view/schema.ts";
import type { GridDay, GridLesson, GridPeriod } from "~/ui/timetable/grid-types.ts";

/** The periods of lessons, each with the name of the break that follows it. */
export function gridPeriods(week: Week): GridPeriod[] {
  const periods: GridPeriod[] = [];
  for (const { id, name, startsAt, endsAt, isBreak } of week.periods) {
    const last = periods.at(-1);
    if (!isBreak) periods.push({ id, name, start: clock(startsAt), end: clock(endsAt) });
    else if (last) last.breakAfter = name;
  }
  return periods;
}

export const gridDays = (week: Week): GridDay[] =>
  week.days.map(({ id, name }) => ({ id, name, short: [...name].slice(0, 3).join("") }));

/** What a page is about decides which of teacher, class and room a card need not repeat. */
export type CardLook = TimetableView["kind"] | "pupil";

/** Cards as the grid shows them. `linkTo` leads from a card to a page, where it leads anywhere. */
export function gridLessons(week: Week, cards: readonly Card[], look: CardLook): GridLesson[] {
  const periods = gridPeriods(week);
  return cards.map((card) => ({
    id: card.lessonId,
    dayId: card.day === null ? null : (week.days[card.day]?.id ?? null),
    periodId: card.period === null ? null : (periods[card.period]?.id ?? null),
    span: card.duration,
    subject: card.subject,
    hue: card.hue,
    lines: linesOf(card, look),
    locked: card.pinned,
  }));
}

function linesOf(card: Card, look: CardLook): string[] {
  const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name).join(", ");
  const teachers = names(card.teachers);
  const sets = names(card.sets);
  const room = names(card.realRooms.length > 0 ? card.realRooms : card.room ? [card.room] : []);
  const lines = {
    set: [teachers, room, card.sets.length > 1 ? sets : ""],
    pupil: [teachers, room],
    teacher: [sets, room, card.teachers.length > 1 ? teachers : ""],
    person: [sets, room],
    room: [sets, teachers],
  };
  return lines[look].filter(Boolean);
}

const clock = (time: string | null): string | undefined => time?.slice(0, 5);

const isoWeekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** ISO weekday and `HH:MM` that the school's calendar and clocks show at a moment. */
function schoolClock(week: Week, at: Date): { weekday: number; time: string } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: week.timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return { weekday: isoWeekdays.indexOf(part("weekday")) + 1, time: `${part("hour")}:${part("minute")}` };
}

/** The present in the school's time zone as the grid wants it; undefined on a day without lessons. */
export function schoolNow(week: Week, at: Date): { dayId: string; time: string } | undefined {
  const { weekday, time } = schoolClock(week, at);
  const today = week.days.filter((day) => day.weekday === weekday);
  // of two half-days the one that is on
  const day = today.length > 1 && time >= "12:30" ? today[1] : today[0];
  return day && { dayId: day.id, time };
}

/**
 * The day whose lessons somebody wants to see at a moment: today as long as one is still to come, else the next day that
 * has any, at most a week ahead. Null where nothing has a weekday or there are no lessons.
 */
export function dayAhead(
  week: Week,
  cards: readonly Card[],
  at: Date,
): { index: number; today: boolean } | null {
  const { weekday, time } = schoolClock(week, at);
  const periods = week.periods.filter(({ isBreak }) => !isBreak);
  const isOver = (card: Card) => {
    const end = clock(periods[(card.period ?? 0) + card.duration - 1]?.endsAt ?? null);
    return end !== undefined && end <= time;
  };
  for (let ahead = 0; ahead <= 7; ahead++) {
    const wanted = ((weekday - 1 + ahead) % 7) + 1;
    for (const [index, day] of week.days.entries()) {
      const lessons = cards.filter((card) => card.day === index);
      if (day.weekday !== wanted || lessons.length === 0) continue;
      if (ahead > 0 || !lessons.every(isOver)) return { index, today: ahead === 0 };
    }
  }
  return null;
}

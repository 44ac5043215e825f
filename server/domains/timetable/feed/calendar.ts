import type { Card, Week } from "../view/schema.ts";
import { type IcsLine, icsLocal, icsObject, icsText, icsUtc } from "./ics.ts";
import { dateIn, momentOf, timeZoneLines } from "./time-zone.ts";

/** One school's part of a person's calendar. Dates as `2026-09-07`, both inclusive. */
export type CalendarSchool = {
  week: Week;
  cards: readonly Card[];
  /** Stretches of time in which lessons take place: terms, or years where there are none. */
  spans: readonly { id: string; startsOn: string; endsOn: string }[];
  publishedAt: Date;
  changedAt: Date;
  version: number;
  /** What a teacher sees of a lesson is its class, what a pupil sees is its subject alone. */
  as: "teacher" | "pupil";
};
export type Calendar = { name: string; host: string; schools: readonly CalendarSchool[] };

/** How often readers should come back, as an iCalendar duration. */
const refresh = "PT1H";

/**
 * A person's published lessons as an iCalendar object (RFC 5545): each lesson weekly from the first to the last of its
 * weekday in each term, in the school's time zone. Days without a weekday and periods without a clock have no place in a
 * calendar and are left out.
 */
export function writeCalendar({ name, host, schools }: Calendar): string {
  const events = schools.map((school) => ({ school, events: eventsOf(school) }));
  return icsObject([
    ["BEGIN", "VCALENDAR"],
    ["VERSION", "2.0"],
    ["PRODID", "-//Atrium//Timetable//EN"],
    ["CALSCALE", "GREGORIAN"],
    ["METHOD", "PUBLISH"],
    ["NAME", icsText(name)],
    ["X-WR-CALNAME", icsText(name)],
    ["REFRESH-INTERVAL;VALUE=DURATION", refresh],
    ["X-PUBLISHED-TTL", refresh],
    ...zonesOf(events),
    ...events.flatMap((one) => one.events.flatMap((event) => eventLines(one.school, event, host))),
    ["END", "VCALENDAR"],
  ]);
}

type Event = {
  uid: string;
  card: Card;
  first: string;
  last: string;
  startsAt: string;
  endsAt: string;
};

function eventsOf(school: CalendarSchool): Event[] {
  const { week, cards, spans, publishedAt } = school;
  const inForce = dateIn(week.timeZone, publishedAt);
  const periods = week.periods.filter((period) => !period.isBreak);
  const twice = new Set(week.days.map(({ weekday }) => weekday)).size < week.days.length;
  return cards.flatMap((card) => {
    const weekday = card.day === null || twice ? null : (week.days[card.day]?.weekday ?? null);
    const startsAt = periods[card.period ?? -1]?.startsAt;
    const endsAt = periods[(card.period ?? 0) + card.duration - 1]?.endsAt;
    if (weekday === null || !startsAt || !endsAt) return [];
    return spans.flatMap((span) => {
      const first = onWeekday(latest(inForce, span.startsOn), weekday, 1);
      const last = onWeekday(span.endsOn, weekday, -1);
      if (first > last) return [];
      return [{ uid: `${card.lessonId}.${span.id}`, card, first, last, startsAt, endsAt }];
    });
  });
}

const sorted = (dates: readonly string[]) => [...dates].sort();
const earliest = (...dates: [string, ...string[]]): string => sorted(dates)[0] ?? dates[0];
const latest = (...dates: [string, ...string[]]): string => sorted(dates).at(-1) ?? dates[0];

/** The nearest day with an ISO weekday at or after (`step` 1), or at or before (-1), a day. */
export function onWeekday(date: string, weekday: number, step: 1 | -1): string {
  const at = new Date(`${date}T12:00:00Z`);
  while ((at.getUTCDay() || 7) !== weekday) at.setUTCDate(at.getUTCDate() + step);
  return at.toISOString().slice(0, 10);
}

function eventLines(school: CalendarSchool, event: Event, host: string): IcsLine[] {
  const { card, first, last, startsAt, endsAt } = event;
  const zone = school.week.timeZone;
  const names = (rows: readonly { name: string }[]) => rows.map((row) => row.name).join(", ");
  const sets = names(card.sets);
  const room = names(card.realRooms.length > 0 ? card.realRooms : card.room ? [card.room] : []);
  const told = [names(card.teachers), sets].filter(Boolean).join("\n");
  const summary = school.as === "teacher" && sets ? `${card.subject} · ${sets}` : card.subject;
  return [
    ["BEGIN", "VEVENT"],
    ["UID", `${event.uid}@${host}`],
    ["DTSTAMP", icsUtc(school.changedAt)],
    ["LAST-MODIFIED", icsUtc(school.changedAt)],
    ["SEQUENCE", String(school.version)],
    [`DTSTART;TZID=${zone}`, icsLocal(first, startsAt)],
    [`DTEND;TZID=${zone}`, icsLocal(first, endsAt)],
    ...(first === last
      ? []
      : [["RRULE", `FREQ=WEEKLY;UNTIL=${icsUtc(momentOf(zone, last, startsAt))}`] as const]),
    ["SUMMARY", icsText(summary)],
    ...(room ? [["LOCATION", icsText(room)] as const] : []),
    ...(told ? [["DESCRIPTION", icsText(told)] as const] : []),
    ["CATEGORIES", icsText(card.subject)],
    ["TRANSP", "OPAQUE"],
    ["END", "VEVENT"],
  ];
}

/** One VTIMEZONE for each zone that events name, over all the time they lie in. */
function zonesOf(events: readonly { school: CalendarSchool; events: readonly Event[] }[]): IcsLine[] {
  const spans = new Map<string, { first: string; last: string }>();
  for (const { school, events: list } of events)
    for (const { first, last } of list) {
      const zone = school.week.timeZone;
      const known = spans.get(zone) ?? { first, last };
      spans.set(zone, {
        first: earliest(first, known.first),
        last: latest(last, known.last),
      });
    }
  return [...spans].flatMap(([zone, { first, last }]) =>
    timeZoneLines(zone, new Date(`${first}T00:00:00Z`), new Date(`${last}T23:59:59Z`)),
  );
}

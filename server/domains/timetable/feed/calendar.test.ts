import { expect, test } from "vitest";
import type { Card, Week } from "../view/schema.ts";
import { type CalendarSchool, onWeekday, writeCalendar } from "./calendar.ts";

const period = (id: string, startsAt: string | null, endsAt: string | null, isBreak = false) => ({
  id,
  name: id,
  startsAt,
  endsAt,
  isBreak,
});
const week: Week = {
  name: "Hill",
  timeZone: "Europe/London",
  locale: "en",
  firstWeekday: 1,
  mode: "official",
  days: [
    { id: "mon", name: "Monday", weekday: 1 },
    { id: "tue", name: "Tuesday", weekday: 2 },
  ],
  periods: [
    period("1", "08:00:00", "08:50:00"),
    period("Break", "08:50:00", "09:10:00", true),
    period("2", "09:10:00", "10:00:00"),
    period("3", null, null),
  ],
};
const card: Card = {
  lessonId: "l1",
  subject: "Maths; set 1",
  short: "M",
  hue: 1,
  duration: 2,
  day: 1,
  period: 0,
  room: { id: "r", name: "R1" },
  realRooms: [],
  pinned: false,
  teachers: [{ id: "t", name: "Ann Lee" }],
  sets: [{ id: "s", name: "7A" }],
  tags: [],
};
const school: CalendarSchool = {
  week,
  cards: [card],
  spans: [{ id: "autumn", startsOn: "2026-09-07", endsOn: "2026-12-18" }],
  publishedAt: new Date("2026-08-20T10:00:00Z"),
  changedAt: new Date("2026-08-20T10:00:00Z"),
  version: 4,
  as: "teacher",
};
const write = (change: Partial<CalendarSchool> = {}) =>
  writeCalendar({ name: "Ann Lee", host: "hill.example", schools: [{ ...school, ...change }] })
    .replaceAll("\r\n ", "")
    .split("\r\n");
const starts = (lines: string[]) => lines.filter((line) => line.startsWith("DTSTART;"));

test("a lesson is weekly in the school's time from the first to the last of its weekday in the term", () => {
  const lines = write();
  expect(lines).toEqual(
    expect.arrayContaining([
      "UID:l1.autumn@hill.example",
      "DTSTAMP:20260820T100000Z",
      "SEQUENCE:4",
      "DTSTART;TZID=Europe/London:20260908T080000",
      "DTEND;TZID=Europe/London:20260908T100000",
      // in UTC, as RFC 5545 §3.3.10 demands beside a TZID: clocks have gone back by then
      "RRULE:FREQ=WEEKLY;UNTIL=20261215T080000Z",
      "SUMMARY:Maths\\; set 1 · 7A",
      "LOCATION:R1",
      "DESCRIPTION:Ann Lee\\n7A",
      "TZID:Europe/London",
    ]),
  );
  expect(lines[0]).toBe("BEGIN:VCALENDAR");
  expect(lines.at(-2)).toBe("END:VCALENDAR");
});

test("each term has its own weeks, and nothing lies between them", () => {
  const spans = [
    { id: "a", startsOn: "2026-09-07", endsOn: "2026-10-23" },
    { id: "b", startsOn: "2026-11-02", endsOn: "2026-12-18" },
  ];
  expect(starts(write({ spans }))).toEqual([
    "DTSTART;TZID=Europe/London:20260908T080000",
    "DTSTART;TZID=Europe/London:20261103T080000",
  ]);
});

test("what was published within a term begins there, and a term that is over is left out", () => {
  expect(starts(write({ publishedAt: new Date("2026-12-02T09:00:00Z") }))).toEqual([
    "DTSTART;TZID=Europe/London:20261208T080000",
  ]);
  expect(starts(write({ publishedAt: new Date("2027-01-01T00:00:00Z") }))).toEqual([]);
});

test("a lesson that happens once has no rule", () => {
  const lines = write({ spans: [{ id: "w", startsOn: "2026-09-07", endsOn: "2026-09-12" }] });
  expect(lines.some((line) => line.startsWith("RRULE"))).toBe(false);
  expect(starts(lines)).toHaveLength(1);
});

test("periods without a clock, days without a weekday and halves of days are left out", () => {
  expect(starts(write({ cards: [{ ...card, period: 2, duration: 1 }] }))).toEqual([]);
  const drifting = { ...week, days: week.days.map((day) => ({ ...day, weekday: null })) };
  expect(starts(write({ week: drifting }))).toEqual([]);
  const halves = { ...week, days: [...week.days, { id: "tue2", name: "Tuesday afternoon", weekday: 2 }] };
  expect(starts(write({ week: halves }))).toEqual([]);
});

test("a pupil's lesson is called by its subject", () => {
  expect(write({ as: "pupil" })).toContain("SUMMARY:Maths\\; set 1");
});

test("weekdays are found forwards and backwards", () => {
  expect(onWeekday("2026-09-07", 1, 1)).toBe("2026-09-07");
  expect(onWeekday("2026-09-07", 7, 1)).toBe("2026-09-13");
  expect(onWeekday("2026-12-18", 1, -1)).toBe("2026-12-14");
});

import { describe, expect, test } from "vitest";
import type { Card, Week } from "#server/domains/timetable/view/schema.ts";
import { dayAhead, gridLessons, gridPeriods, schoolNow } from "./to-grid.ts";

const period = (id: string, isBreak = false) => ({ id, name: id, startsAt: null, endsAt: null, isBreak });
const week: Week = {
  name: "Hill",
  timeZone: "Asia/Amman",
  locale: "en",
  firstWeekday: 7,
  mode: "official",
  days: [
    { id: "sun", name: "Sunday", weekday: 7 },
    { id: "mon", name: "Monday", weekday: 1 },
  ],
  periods: [period("p1"), period("Break", true), period("p2"), period("p3")],
};
const card: Card = {
  lessonId: "l",
  subject: "Maths",
  short: "M",
  hue: 3,
  duration: 2,
  day: 1,
  period: 1,
  room: { id: "r", name: "R1" },
  realRooms: [],
  pinned: true,
  teachers: [{ id: "t", name: "Ann" }],
  sets: [{ id: "s", name: "7A" }],
  tags: [],
};

describe("a week as a grid", () => {
  test("a break becomes a band after the period before it, and lessons do not count it", () => {
    expect(gridPeriods(week).map(({ id, breakAfter }) => [id, breakAfter])).toEqual([
      ["p1", "Break"],
      ["p2", undefined],
      ["p3", undefined],
    ]);
    expect(gridLessons(week, [card], "set")[0]).toMatchObject({
      dayId: "mon",
      periodId: "p2",
      span: 2,
      locked: true,
    });
  });

  test("a card leaves out what the page is about", () => {
    expect(gridLessons(week, [card], "set")[0]?.lines).toEqual(["Ann", "R1"]);
    expect(gridLessons(week, [card], "teacher")[0]?.lines).toEqual(["7A", "R1"]);
    expect(gridLessons(week, [card], "room")[0]?.lines).toEqual(["7A", "Ann"]);
  });

  test("now is the school's now, not the server's", () => {
    // 22:30 on Saturday in UTC is half past one on Sunday in Amman
    expect(schoolNow(week, new Date("2026-11-21T22:30:00Z"))).toEqual({ dayId: "sun", time: "01:30" });
    expect(schoolNow(week, new Date("2026-11-24T10:00:00Z"))).toBeUndefined();
  });
});

describe("the day that somebody wants to see", () => {
  const timed: Week = {
    ...week,
    periods: [{ ...period("p1"), startsAt: "08:00:00", endsAt: "08:45:00" }, period("p2")],
  };
  const at = (day: number): Card => ({ ...card, day, period: 0, duration: 1 });
  // Sunday 22 November 2026; Amman is three hours ahead
  const sunday = (time: string) => new Date(`2026-11-22T${time}:00+03:00`);

  test("is today while a lesson is still to come, then the next one with lessons", () => {
    expect(dayAhead(timed, [at(0), at(1)], sunday("08:30"))).toEqual({ index: 0, today: true });
    expect(dayAhead(timed, [at(0), at(1)], sunday("08:45"))).toEqual({ index: 1, today: false });
    expect(dayAhead(timed, [at(1)], sunday("07:00"))).toEqual({ index: 1, today: false });
  });

  test("comes after a free day, and a week later when nothing else is left", () => {
    expect(dayAhead(timed, [at(0)], new Date("2026-11-27T09:00:00+03:00"))).toEqual({
      index: 0,
      today: false,
    });
    expect(dayAhead(timed, [at(0)], sunday("20:00"))).toEqual({ index: 0, today: false });
  });

  test("does not exist without lessons or weekdays", () => {
    expect(dayAhead(timed, [], sunday("08:00"))).toBeNull();
    const drifting = { ...timed, days: timed.days.map((day) => ({ ...day, weekday: null })) };
    expect(dayAhead(drifting, [at(0)], sunday("08:00"))).toBeNull();
  });
});

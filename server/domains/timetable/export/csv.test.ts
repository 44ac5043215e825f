import { expect, test } from "vitest";
import type { Card, Week } from "../view/schema.ts";
import { toCsv } from "./csv.ts";

const named = (name: string) => ({ id: "0", name });
const week: Week = {
  name: "Hill",
  timeZone: "UTC",
  locale: "en",
  firstWeekday: 1,
  mode: "official",
  days: [{ ...named("Monday"), weekday: 1 }],
  periods: [
    { ...named("1"), startsAt: "08:00:00", endsAt: "08:45:00", isBreak: false },
    { ...named("Break"), startsAt: null, endsAt: null, isBreak: true },
    { ...named("2"), startsAt: "09:00:00", endsAt: "09:45:00", isBreak: false },
  ],
};
const card: Card = {
  lessonId: "l",
  subject: '=cmd|"x"',
  short: "",
  hue: 1,
  duration: 2,
  day: 0,
  period: 0,
  room: null,
  realRooms: [named("R1"), named("R2")],
  pinned: false,
  teachers: [named("Ann")],
  sets: [named("7A"), named("7B")],
  tags: [],
};

test("a double lesson ends with its last period, lists are quoted, and no cell becomes a formula", () => {
  const [, line] = toCsv(week, [card]).trim().split("\r\n");
  expect(line).toBe(`Monday,1,08:00,09:45,2,"'=cmd|""x""","7A, 7B",Ann,"R1, R2",`);
});

import { expect, test } from "vitest";
import { dateIn, momentOf, offsetAt, timeZoneLines } from "./time-zone.ts";

const lines = (zone: string, from: string, until: string) =>
  timeZoneLines(zone, new Date(from), new Date(until)).map(([name, value]) => `${name}:${value}`);

test("a zone tells when its clocks change, in the time that held before", () => {
  expect(lines("Europe/London", "2026-09-01T00:00:00Z", "2027-07-01T00:00:00Z")).toEqual([
    "BEGIN:VTIMEZONE",
    "TZID:Europe/London",
    "BEGIN:DAYLIGHT",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0100",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:20261025T020000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:20270328T010000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
  ]);
});

test("a zone without changes, west or a part of an hour away, has one observance", () => {
  expect(lines("Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z")).toContain(
    "TZOFFSETTO:+0545",
  );
  expect(lines("America/Phoenix", "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z")).toEqual([
    "BEGIN:VTIMEZONE",
    "TZID:America/Phoenix",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:-0700",
    "TZOFFSETTO:-0700",
    "END:STANDARD",
    "END:VTIMEZONE",
  ]);
});

test("clock times become moments on both sides of a change", () => {
  expect(momentOf("Europe/London", "2026-10-24", "09:00").toISOString()).toBe("2026-10-24T08:00:00.000Z");
  expect(momentOf("Europe/London", "2026-10-26", "09:00:00").toISOString()).toBe("2026-10-26T09:00:00.000Z");
  expect(momentOf("America/New_York", "2026-07-01", "00:30").toISOString()).toBe("2026-07-01T04:30:00.000Z");
  expect(offsetAt("Australia/Lord_Howe", new Date("2026-01-01T00:00:00Z"))).toBe(660);
});

test("the day is the school's, not the server's", () => {
  expect(dateIn("Asia/Amman", new Date("2026-11-21T22:30:00Z"))).toBe("2026-11-22");
  expect(dateIn("America/Los_Angeles", new Date("2026-11-21T02:30:00Z"))).toBe("2026-11-20");
});

import { describe, expect, test } from "vitest";
import { guessClock, guessShort, guessWeekdays } from "./first-guess.ts";

describe("guessing what a file does not say", () => {
  test.each([
    [
      ["Monday", "Tuesday"],
      [1, 2],
    ],
    [
      ["Lunedì", "Martedì"],
      [1, 2],
    ],
    [
      ["الأحد", "الاثنين"],
      [7, 1],
    ],
    [
      ["Mi. Vormittag", "Do. Vormittag"],
      [3, 4],
    ],
  ])("weekdays are known by their names: %j", (names, weekdays) => {
    expect(guessWeekdays(names, 1, false)).toEqual(weekdays);
  });

  test("days without such names begin on the school's first weekday, half-days in pairs", () => {
    expect(guessWeekdays(["J1", "J2", "J3"], 7, false)).toEqual([7, 1, 2]);
    expect(guessWeekdays(["J1a", "J1b", "J2a", "J2b"], 1, true)).toEqual([1, 1, 2, 2]);
  });

  test("a cycle longer than a week has no weekdays", () => {
    expect(
      new Set(
        guessWeekdays(
          Array.from({ length: 10 }, (_, day) => `D${day}`),
          1,
          false,
        ),
      ),
    ).toEqual(new Set([null]));
  });

  test.each([
    ["9.30 - 11.00", "09:30", "11:00"],
    ["08:00-08:45", "08:00", "08:45"],
    ["8h15 – 9h00", "08:15", "09:00"],
  ])("clock times are read from a period's name: %s", (name, startsAt, endsAt) => {
    expect(guessClock(name)).toEqual({ startsAt, endsAt });
  });

  test.each(["Period 3", "11:00", "12:00 - 11:00", "1. Stunde"])("nothing is made of %s", (name) => {
    expect(guessClock(name)).toEqual({ startsAt: null, endsAt: null });
  });

  test("subjects get initials or first letters", () => {
    expect(["Design and technology", "Maths", "PE", "数学"].map(guessShort)).toEqual([
      "DAT",
      "Math",
      "PE",
      "数学",
    ]);
  });
});

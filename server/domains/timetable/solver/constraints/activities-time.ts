import type {
  ActivitiesNotOverlapping,
  ActivitiesSameStartingDay,
  ActivitiesSameStartingHour,
  ActivitiesSameStartingTime,
  ActivityTagsNotOverlapping,
  MaxDaysBetweenActivities,
  MaxGapsBetweenActivities,
  MaxTermsBetweenActivities,
  MinDaysBetweenActivities,
  MinGapsBetweenActivities,
} from "../constraint-types.ts";
import { realDayOf, termOf } from "../model.ts";
import { type Board, broken, overlapHours, type Place, placedPairs, placeOf } from "./board.ts";
import type { Violation } from "./violation.ts";

type Unit = "day" | "realDay";

function dayIn(board: Board, unit: Unit, place: Place): number {
  return unit === "realDay" ? realDayOf(board.problem, place.day) : place.day;
}

function perPair(
  board: Board,
  activities: readonly number[],
  count: (a: Place, b: Place) => number,
): Violation[] {
  return placedPairs(board, activities).flatMap(({ a, b, placeA, placeB }) =>
    broken(count(placeA, placeB), { activities: [a, b] }),
  );
}

/** Over all pairs: the days by which their distance falls short of `minDays`. */
export function minDaysBetweenActivities(board: Board, constraint: MinDaysBetweenActivities): Violation[] {
  const { activities, unit, minDays } = constraint;
  return perPair(
    board,
    activities,
    (a, b) => minDays - Math.abs(dayIn(board, unit, a) - dayIn(board, unit, b)),
  );
}

/**
 * The parts of `minDaysBetweenActivities` that bind at any weight, even 0: at most two of the activities on one
 * day (each further one counts 1), and with `consecutiveIfSameDay` each same-day pair touches exactly: one ends
 * when the other starts, with no break between and not across the halves of a real day (each other pair counts 1).
 */
export function minDaysHardParts(board: Board, constraint: MinDaysBetweenActivities): Violation[] {
  const { activities, unit, consecutiveIfSameDay } = constraint;
  const byDay = new Map<number, number[]>();
  for (const index of activities) {
    const place = placeOf(board, index);
    if (!place) continue;
    const day = dayIn(board, unit, place);
    byDay.set(day, [...(byDay.get(day) ?? []), index]);
  }
  const crowded = [...byDay.values()].flatMap((sameDay) =>
    broken(sameDay.length - 2, { part: "moreThanTwoOnOneDay", activities: sameDay }),
  );
  if (!consecutiveIfSameDay) return crowded;
  const apart = placedPairs(board, activities).flatMap(({ a, b, placeA, placeB }) => {
    if (dayIn(board, unit, placeA) !== dayIn(board, unit, placeB)) return [];
    const touches = placeA.day === placeB.day && (placeA.end === placeB.hour || placeB.end === placeA.hour);
    return touches ? [] : broken(1, { part: "notConsecutive", activities: [a, b] });
  });
  return [...crowded, ...apart];
}

/** Over all pairs: the days by which their distance exceeds `maxDays`. */
export function maxDaysBetweenActivities(board: Board, constraint: MaxDaysBetweenActivities): Violation[] {
  const { activities, unit, maxDays } = constraint;
  return perPair(
    board,
    activities,
    (a, b) => Math.abs(dayIn(board, unit, a) - dayIn(board, unit, b)) - maxDays,
  );
}

/** Over all pairs: the terms by which their distance exceeds `maxTerms`. */
export function maxTermsBetweenActivities(board: Board, constraint: MaxTermsBetweenActivities): Violation[] {
  return perPair(
    board,
    constraint.activities,
    (a, b) => Math.abs(termOf(board.problem, a.day) - termOf(board.problem, b.day)) - constraint.maxTerms,
  );
}

/** Hours from the end of the earlier (by start; the second listed when equal) to the start of the later. */
function gapBetween(a: Place, b: Place): number {
  return a.hour < b.hour ? b.hour - a.end : a.hour - b.end;
}

/** Over pairs on the same day: the hours missing to `minGaps` between them. Breaks count as time between. */
export function minGapsBetweenActivities(board: Board, constraint: MinGapsBetweenActivities): Violation[] {
  return perPair(board, constraint.activities, (a, b) =>
    a.day === b.day ? constraint.minGaps - gapBetween(a, b) : 0,
  );
}

/** Over pairs on the same day: the hours between them beyond `maxGaps`. Pairs on different days are free. */
export function maxGapsBetweenActivities(board: Board, constraint: MaxGapsBetweenActivities): Violation[] {
  return perPair(board, constraint.activities, (a, b) =>
    a.day === b.day ? gapBetween(a, b) - constraint.maxGaps : 0,
  );
}

/** Pairs that do not start on the same day and hour. */
export function activitiesSameStartingTime(
  board: Board,
  constraint: ActivitiesSameStartingTime,
): Violation[] {
  return perPair(board, constraint.activities, (a, b) => (a.day !== b.day || a.hour !== b.hour ? 1 : 0));
}

/** Pairs that do not start at the same hour, whatever the day. */
export function activitiesSameStartingHour(
  board: Board,
  constraint: ActivitiesSameStartingHour,
): Violation[] {
  return perPair(board, constraint.activities, (a, b) => (a.hour !== b.hour ? 1 : 0));
}

/** Pairs not on the same day (half-day in mornings-afternoons mode). */
export function activitiesSameStartingDay(board: Board, constraint: ActivitiesSameStartingDay): Violation[] {
  return perPair(board, constraint.activities, (a, b) => (a.day !== b.day ? 1 : 0));
}

/** Over all pairs: the hours in which both run. */
export function activitiesNotOverlapping(board: Board, constraint: ActivitiesNotOverlapping): Violation[] {
  return perPair(board, constraint.activities, overlapHours);
}

/** For each pair of the tags, over activities a with the first and b ≠ a with the second: hours in which both run. */
export function activityTagsNotOverlapping(
  board: Board,
  constraint: ActivityTagsNotOverlapping,
): Violation[] {
  return constraint.groups.flatMap((first, i) =>
    constraint.groups.slice(i + 1).flatMap((second) => crossOverlaps(board, first, second)),
  );
}

function crossOverlaps(board: Board, first: readonly number[], second: readonly number[]): Violation[] {
  return first.flatMap((a) =>
    second.flatMap((b) => {
      const placeA = placeOf(board, a);
      const placeB = placeOf(board, b);
      if (!placeA || !placeB || a === b) return [];
      return broken(overlapHours(placeA, placeB), { activities: [a, b] });
    }),
  );
}

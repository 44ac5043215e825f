import type {
  EarlyMaxBeginningsAtSecondHour,
  MinRestingHours,
  MinRestingHoursBetweenMorningAndAfternoon,
} from "../constraint-types.ts";
import { type Board, broken, forEachPerson, isBusy, type Stretch, stretches, type Week } from "./board.ts";
import type { Violation } from "./violation.ts";

/**
 * Per person and occupied day of the unit, the first lesson must be in the 1st or 2nd slot that is neither a break
 * nor on the person's own not-available list. Counts 1 per day that begins later, and the days that begin in the
 * 2nd beyond `maxBeginnings`. Gaps later in the day are not restricted.
 */
export function earlyMaxBeginningsAtSecondHour(
  board: Board,
  constraint: EarlyMaxBeginningsAtSecondHour,
): Violation[] {
  const days = stretches(board, constraint.unit);
  return forEachPerson(board, constraint.who, (week) => {
    const starts = days.map((day) => ({
      slot: firstLesson(week, day),
      missed: missedSlots(board, week, day),
    }));
    const late = starts.filter(({ missed }) => missed > 1);
    const second = starts.filter(({ missed }) => missed === 1);
    return [
      ...late.flatMap(({ slot }) => broken(1, { part: "tooLate", slots: [slot] })),
      ...broken(second.length - constraint.maxBeginnings, {
        part: "secondHour",
        slots: second.map(({ slot }) => slot),
      }),
    ];
  });
}

function firstLesson(week: Week, { slots }: Stretch): number {
  return slots.find((slot) => isBusy(week, slot)) ?? -1;
}

/** Usable slots before the first lesson; 0 for an empty day. */
function missedSlots(board: Board, week: Week, day: Stretch): number {
  const first = firstLesson(week, day);
  return day.slots.filter((slot) => slot < first && !board.isBreak[slot] && !week.notAvailable[slot]).length;
}

/**
 * Per person and pair of successive days: free hours after the last lesson of the one plus before the first of the
 * next, at least `minHours`; an empty day contributes all its hours. Counts the missing hours. `circular` also
 * compares the last day with the first. Not a rule of mornings-afternoons mode.
 */
export function minRestingHours(board: Board, constraint: MinRestingHours): Violation[] {
  const days = stretches(board, "day");
  return forEachPerson(board, constraint.who, (week) =>
    days.flatMap((day, index) => {
      const isLast = index === days.length - 1;
      const next = days[isLast ? 0 : index + 1];
      if (!next || (isLast && !constraint.circular)) return [];
      return missingRest(week, day, next, constraint.minHours);
    }),
  );
}

/** The same between the morning and the afternoon of each real day. */
export function minRestingHoursBetweenMorningAndAfternoon(
  board: Board,
  constraint: MinRestingHoursBetweenMorningAndAfternoon,
): Violation[] {
  const afternoons = stretches(board, "afternoon");
  return forEachPerson(board, constraint.who, (week) =>
    stretches(board, "morning").flatMap((morning, realDay) => {
      const afternoon = afternoons[realDay];
      return afternoon ? missingRest(week, morning, afternoon, constraint.minHours) : [];
    }),
  );
}

function missingRest(week: Week, before: Stretch, after: Stretch, minHours: number): Violation[] {
  const last = before.slots.findLast((slot) => isBusy(week, slot));
  const first = after.slots.find((slot) => isBusy(week, slot));
  const restBefore =
    last === undefined ? before.slots.length : before.slots.length - 1 - before.slots.indexOf(last);
  const restAfter = first === undefined ? after.slots.length : after.slots.indexOf(first);
  const slots = [last, first].filter((slot) => slot !== undefined);
  return broken(minHours - restBefore - restAfter, { slots });
}

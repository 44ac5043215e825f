import type {
  MaxGapsPerDay,
  MaxGapsPerMorningAndAfternoon,
  MaxGapsPerWeek,
  MaxSpanPerDay,
} from "../constraint-types.ts";
import { type Board, broken, forEachPerson, isBusy, type Stretch, stretches, type Week } from "./board.ts";
import type { Violation } from "./violation.ts";

/**
 * A person's gaps in a stretch: slots strictly between the first and the last lesson that are free, no break, and
 * not on the person's own not-available list (teachers' lists excuse only teachers, students' only students).
 */
function gapSlots(board: Board, week: Week, { slots }: Stretch): number[] {
  return between(week, slots).filter(
    (slot) => !isBusy(week, slot) && !board.isBreak[slot] && !week.notAvailable[slot],
  );
}

/** The slots from the first to the last lesson. */
function between(week: Week, slots: readonly number[]): readonly number[] {
  const busy = slots.map((slot) => isBusy(week, slot));
  const first = busy.indexOf(true);
  return first < 0 ? [] : slots.slice(first, busy.lastIndexOf(true) + 1);
}

/** Per person, the gaps of the week beyond `maxGaps`. With `realDay`, hours between the two halves count. */
export function maxGapsPerWeek(board: Board, constraint: MaxGapsPerWeek): Violation[] {
  const days = stretches(board, constraint.unit);
  return forEachPerson(board, constraint.who, (week) => {
    const slots = days.flatMap((day) => gapSlots(board, week, day));
    return broken(slots.length - constraint.maxGaps, { slots });
  });
}

/**
 * Per person and day (half-day, real day, or afternoon by the unit), the gaps beyond `maxGaps`. With
 * `oneDayException` one day of the week may have one more.
 */
export function maxGapsPerDay(board: Board, constraint: MaxGapsPerDay): Violation[] {
  const days = stretches(board, constraint.unit);
  return forEachPerson(board, constraint.who, (week) =>
    excusingOneDay(
      constraint.oneDayException,
      days.flatMap((day) => {
        const slots = gapSlots(board, week, day);
        return broken(slots.length - constraint.maxGaps, { slots });
      }),
    ),
  );
}

/** Takes one violation off the first broken day. */
function excusingOneDay(excuse: boolean, violations: readonly Violation[]): readonly Violation[] {
  const [first, ...others] = violations;
  return excuse && first ? [...broken(first.n - 1, { slots: first.slots ?? [] }), ...others] : violations;
}

/** Per person and real day, gaps inside the morning plus gaps inside the afternoon, beyond `maxGaps`. */
export function maxGapsPerMorningAndAfternoon(
  board: Board,
  constraint: MaxGapsPerMorningAndAfternoon,
): Violation[] {
  const mornings = stretches(board, "morning");
  const afternoons = stretches(board, "afternoon");
  return forEachPerson(board, constraint.who, (week) =>
    mornings.flatMap((morning, realDay) => {
      const afternoon = afternoons[realDay];
      const slots = [
        ...gapSlots(board, week, morning),
        ...(afternoon ? gapSlots(board, week, afternoon) : []),
      ];
      return broken(slots.length - constraint.maxGaps, { slots });
    }),
  );
}

/**
 * Per person and day (real day), the hours by which last - first + 1 exceeds `maxSpan`. Breaks and unavailable
 * hours count. With `oneDayException` one day of the week may be one hour longer.
 */
export function maxSpanPerDay(board: Board, constraint: MaxSpanPerDay): Violation[] {
  const days = stretches(board, constraint.unit);
  return forEachPerson(board, constraint.who, (week) =>
    excusingOneDay(
      constraint.oneDayException,
      days.flatMap((day) => {
        const slots = between(week, day.slots);
        return broken(slots.length - constraint.maxSpan, { slots });
      }),
    ),
  );
}

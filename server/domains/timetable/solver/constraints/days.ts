import type {
  ActivitiesBeginDay,
  ActivitiesEndDay,
  BreakTimes,
  IntervalMaxDaysPerWeek,
  MaxDaysPerWeek,
  MaxHoursPerAllAfternoons,
  MaxThreeConsecutiveDays,
  MaxTwoConsecutiveHalves,
  MinDaysPerWeek,
  NotAvailableTimes,
  People,
} from "../constraint-types.ts";
import {
  activityAt,
  type Board,
  broken,
  forEachPerson,
  isBusy,
  type Place,
  placeOf,
  slotsOf,
  stretches,
  type Week,
  weekOf,
} from "./board.ts";
import type { Violation } from "./violation.ts";

/** Per person, the listed slots in which the person has a lesson. */
export function notAvailableTimes(board: Board, constraint: NotAvailableTimes): Violation[] {
  return forEachPerson(board, constraint.who, (week) => {
    const slots = constraint.slots.filter((slot) => isBusy(week, slot));
    return broken(slots.length, { slots });
  });
}

/** Per listed slot, the activities of the school that run in it. */
export function breakTimes(board: Board, constraint: BreakTimes): Violation[] {
  const closed = new Set(constraint.slots);
  return board.problem.activities.flatMap((_, index) => {
    const slots = slotsOf(board, index).filter((slot) => closed.has(slot));
    return broken(slots.length, { activities: [index], slots });
  });
}

/** How many of the stretches of a unit hold a lesson of the person. */
function busyDays(board: Board, week: Week, unit: MaxDaysPerWeek["unit"]): number {
  return stretches(board, unit).filter(({ slots }) => slots.some((slot) => isBusy(week, slot))).length;
}

/** Per person, occupied days (half-days, real days, mornings, afternoons by the unit) beyond `maxDays`. */
export function maxDaysPerWeek(board: Board, constraint: MaxDaysPerWeek): Violation[] {
  return forEachPerson(board, constraint.who, (week) =>
    broken(busyDays(board, week, constraint.unit) - constraint.maxDays),
  );
}

/** Per person, occupied days of the unit missing to `minDays`. */
export function minDaysPerWeek(board: Board, constraint: MinDaysPerWeek): Violation[] {
  return forEachPerson(board, constraint.who, (week) =>
    broken(constraint.minDays - busyDays(board, week, constraint.unit)),
  );
}

/** Per person, days of the unit with a lesson in hours `startHour` … `endHour`-1, beyond `maxDays`. */
export function intervalMaxDaysPerWeek(board: Board, constraint: IntervalMaxDaysPerWeek): Violation[] {
  const intervals = stretches(board, constraint.unit).map(({ slots }) =>
    slots.slice(constraint.startHour, constraint.endHour),
  );
  return forEachPerson(board, constraint.who, (week) => {
    const slots = intervals.filter((interval) => interval.some((slot) => isBusy(week, slot)));
    return broken(slots.length - constraint.maxDays, { slots: slots.flat() });
  });
}

/**
 * Per person, the windows of four successive days (half-days) that are all occupied: 1 each. With the exception,
 * windows that begin with an afternoon are free.
 */
export function maxThreeConsecutiveDays(board: Board, constraint: MaxThreeConsecutiveDays): Violation[] {
  const days = stretches(board, "day");
  return forEachPerson(board, constraint.who, (week) =>
    days.flatMap((_, first) => {
      const excused = constraint.allowAfternoonMorningException && first % 2 === 1;
      return excused ? [] : fullWindow(week, days.slice(first, first + 4), 4);
    }),
  );
}

/** Per person, the windows of three successive real days whose mornings (afternoons) are all occupied: 1 each. */
export function maxTwoConsecutiveHalves(board: Board, constraint: MaxTwoConsecutiveHalves): Violation[] {
  const halves = stretches(board, constraint.unit);
  return forEachPerson(board, constraint.who, (week) =>
    halves.flatMap((_, first) => fullWindow(week, halves.slice(first, first + 3), 3)),
  );
}

function fullWindow(
  week: Week,
  window: readonly { readonly slots: readonly number[] }[],
  length: number,
): Violation[] {
  const busy = window.filter(({ slots }) => slots.some((slot) => isBusy(week, slot)));
  return busy.length === length ? broken(1, { slots: window.flatMap(({ slots }) => slots) }) : [];
}

/** Per person, the afternoon hours of the week beyond `maxHours`. */
export function maxHoursPerAllAfternoons(board: Board, constraint: MaxHoursPerAllAfternoons): Violation[] {
  const afternoons = stretches(board, "afternoon").flatMap(({ slots }) => slots);
  return forEachPerson(board, constraint.who, (week) => {
    const slots = afternoons.filter((slot) => isBusy(week, slot));
    return broken(slots.length - constraint.maxHours, { slots });
  });
}

/** 1 per activity after whose end one of its subgroups (teachers) has a lesson on the same day. */
export function activitiesEndDay(board: Board, constraint: ActivitiesEndDay): Violation[] {
  return judgeDayEdge(board, constraint, (place) => [place.end, board.hourCount]);
}

/** 1 per activity before whose start one of its subgroups (teachers) has a lesson on the same day. */
export function activitiesBeginDay(board: Board, constraint: ActivitiesBeginDay): Violation[] {
  return judgeDayEdge(board, constraint, (place) => [0, place.hour]);
}

function judgeDayEdge(
  board: Board,
  constraint: { activities: readonly number[]; of: People["of"] },
  closedHours: (place: Place) => [number, number],
): Violation[] {
  return constraint.activities.flatMap((index) => {
    const place = placeOf(board, index);
    if (!place) return [];
    const [from, to] = closedHours(place);
    const people = activityAt(board, index)[constraint.of].filter((id) => {
      const week = weekOf(board, constraint.of, id);
      for (let hour = from; hour < to; hour++) {
        if (isBusy(week, place.day * board.hourCount + hour)) return true;
      }
      return false;
    });
    return people.length > 0 ? broken(1, { activities: [index], [constraint.of]: people }) : [];
  });
}

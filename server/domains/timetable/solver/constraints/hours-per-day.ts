import type {
  MaxHoursContinuously,
  MaxHoursDaily,
  StudentsMinHoursDaily,
  TagMinHoursDaily,
  TeachersMinHoursDaily,
} from "../constraint-types.ts";
import {
  type Board,
  broken,
  forEachPerson,
  isBusy,
  isBusyWith,
  type Stretch,
  stretches,
  type Week,
} from "./board.ts";
import type { Violation } from "./violation.ts";

function busySlots(board: Board, week: Week, { slots }: Stretch, tag = -1): number[] {
  return slots.filter((slot) => isBusyWith(board, week, slot, tag));
}

/** Per person, the days (real days) with more busy hours than `maxHours`: 1 each, whatever the excess. */
export function maxHoursDaily(board: Board, constraint: MaxHoursDaily): Violation[] {
  const days = stretches(board, constraint.unit);
  return forEachPerson(board, constraint.who, (week) =>
    days.flatMap((day) => {
      const slots = busySlots(board, week, day, constraint.tag);
      return slots.length > constraint.maxHours ? broken(1, { slots }) : [];
    }),
  );
}

/**
 * Per person, the longest possible runs of busy hours (with the tag) that are longer than `maxHours`: 1 each, so
 * several in a day count separately. A free hour, a break and the end of a (half-)day end a run.
 */
export function maxHoursContinuously(board: Board, constraint: MaxHoursContinuously): Violation[] {
  const days = stretches(board, "day");
  return forEachPerson(board, constraint.who, (week) =>
    days.flatMap((day) =>
      runs(day, (slot) => isBusyWith(board, week, slot, constraint.tag) && !board.isBreak[slot])
        .filter((run) => run.length > constraint.maxHours)
        .flatMap((slots) => broken(1, { slots })),
    ),
  );
}

function runs({ slots }: Stretch, belongs: (slot: number) => boolean): number[][] {
  const found: number[][] = [];
  let run: number[] = [];
  for (const slot of slots) {
    if (belongs(slot)) {
      if (run.length === 0) found.push(run);
      run.push(slot);
    } else {
      run = [];
    }
  }
  return found;
}

/** Per teacher, the days with some but fewer than `minHours` hours: 1 each. Empty days are free. */
export function teachersMinHoursDaily(board: Board, constraint: TeachersMinHoursDaily): Violation[] {
  const days = stretches(board, constraint.unit);
  return forEachPerson(board, constraint.who, (week) =>
    days.flatMap((day) => {
      const slots = busySlots(board, week, day);
      return slots.length > 0 && slots.length < constraint.minHours ? broken(1, { slots }) : [];
    }),
  );
}

/**
 * Per subgroup and day, the hours missing to `minHours`; empty days are free when `allowEmpty`. In
 * mornings-afternoons mode with unit `day` each half-day with lessons must reach the minimum, and unless empty
 * days are allowed each real day needs a lesson (an empty real day counts `minHours`).
 */
export function studentsMinHoursDaily(board: Board, constraint: StudentsMinHoursDaily): Violation[] {
  const { minHours, allowEmpty, unit, who } = constraint;
  const days = stretches(board, unit);
  const halves = unit === "day" && board.problem.mode === "mornings-afternoons";
  return forEachPerson(board, who, (week) => {
    const short = days.flatMap((day) => {
      const slots = busySlots(board, week, day);
      const mayBeEmpty = allowEmpty || halves;
      return slots.length === 0 && mayBeEmpty ? [] : broken(minHours - slots.length, { slots });
    });
    if (allowEmpty || !halves) return short;
    const empty = stretches(board, "realDay").filter(
      ({ slots }) => !slots.some((slot) => isBusy(week, slot)),
    );
    return [...short, ...empty.flatMap(({ slots }) => broken(minHours, { part: "emptyDay", slots }))];
  });
}

/** Per person, the days with fewer than `minHours` hours of the tag: 1 each; none at all is free when `allowEmpty`. */
export function tagMinHoursDaily(board: Board, constraint: TagMinHoursDaily): Violation[] {
  const days = stretches(board, "day");
  return forEachPerson(board, constraint.who, (week) =>
    days.flatMap((day) => {
      const slots = busySlots(board, week, day, constraint.tag);
      const isShort = slots.length < constraint.minHours && !(constraint.allowEmpty && slots.length === 0);
      return isShort ? broken(1, { slots }) : [];
    }),
  );
}

import type { Constraint, DayUnit, People } from "../constraint-types.ts";
import type { Problem, Solution } from "../model.ts";
import type { Violation } from "./violation.ts";

/**
 * A solution laid out for reading: who does what in each slot. It is rebuilt from scratch for each evaluation and
 * never updated, so it cannot drift from the solution. Unplaced activities are not on it; an activity that runs
 * past the end of its day is on it up to the end (and is counted by basicCompulsoryTime).
 */
export type Board = {
  readonly problem: Problem;
  readonly solution: Solution;
  readonly dayCount: number;
  /** Hours per day. */
  readonly hourCount: number;
  readonly slotCount: number;
  /** `isBreak[slot]`: 1 where no activity of the school may be. */
  readonly isBreak: Uint8Array;
  readonly teachers: readonly Week[];
  readonly subgroups: readonly Week[];
};

/** The week of one person. */
export type Week = {
  /** Activities in each slot: none, one, or several when they clash. */
  readonly at: readonly (readonly number[])[];
  /** 1 where the person's own not-available list has the slot. */
  readonly notAvailable: Uint8Array;
};

const nothing: readonly number[] = [];

/** Lays a solution out. O(activities × duration × people). */
export function layOut(problem: Problem, solution: Solution): Board {
  const hourCount = problem.hours.length;
  const slotCount = problem.days.length * hourCount;
  const isBreak = new Uint8Array(slotCount);
  const emptyWeek = () => ({
    at: new Array<readonly number[]>(slotCount).fill(nothing),
    notAvailable: new Uint8Array(slotCount),
  });
  const teachers = problem.teachers.map(emptyWeek);
  const subgroups = problem.subgroups.map(emptyWeek);
  for (const constraint of problem.constraints) markClosedSlots(constraint, isBreak, { teachers, subgroups });
  const board = { problem, solution, dayCount: problem.days.length, hourCount, slotCount, isBreak };
  problem.activities.forEach((activity, index) => {
    for (const slot of slotsOf(board, index)) {
      for (const teacher of activity.teachers) occupy(teachers[teacher], slot, index);
      for (const subgroup of activity.subgroups) occupy(subgroups[subgroup], slot, index);
    }
  });
  return { ...board, teachers, subgroups };
}

function markClosedSlots(
  constraint: Constraint,
  isBreak: Uint8Array,
  weeks: { teachers: readonly Week[]; subgroups: readonly Week[] },
): void {
  if (constraint.kind === "breakTimes") {
    for (const slot of constraint.slots) isBreak[slot] = 1;
  } else if (constraint.kind === "notAvailableTimes") {
    for (const id of constraint.who.ids) {
      for (const slot of constraint.slots) weekAt(weeks[constraint.who.of], id).notAvailable[slot] = 1;
    }
  }
}

function occupy(week: { at: (readonly number[])[] } | undefined, slot: number, activity: number): void {
  if (!week) throw new RangeError(`activity ${activity} names a person who does not exist`);
  week.at[slot] = [...(week.at[slot] ?? nothing), activity];
}

function weekAt(weeks: readonly Week[], id: number): Week {
  const week = weeks[id];
  if (!week) throw new RangeError(`no person ${id}`);
  return week;
}

/** The week of one person of `People`. */
export function weekOf(board: Board, of: People["of"], id: number): Week {
  return weekAt(board[of], id);
}

/** The activity at an index; an index outside the problem is a programming error. */
export function activityAt(board: Pick<Board, "problem">, index: number) {
  const activity = board.problem.activities[index];
  if (!activity) throw new RangeError(`no activity ${index}`);
  return activity;
}

/** Where a placed activity is, or null while unplaced. `end` is exclusive and may pass the day's end. */
export type Place = { readonly day: number; readonly hour: number; readonly end: number };

export function placeOf(
  board: Pick<Board, "problem" | "solution" | "hourCount">,
  index: number,
): Place | null {
  const slot = board.solution.slot[index] ?? -1;
  if (slot < 0) return null;
  const day = Math.floor(slot / board.hourCount);
  const hour = slot % board.hourCount;
  return { day, hour, end: hour + activityAt(board, index).duration };
}

/** Slots a placed activity covers, within its day. */
export function slotsOf(
  board: Pick<Board, "problem" | "solution" | "hourCount">,
  index: number,
): readonly number[] {
  const place = placeOf(board, index);
  if (!place) return nothing;
  const slots: number[] = [];
  for (let hour = place.hour; hour < Math.min(place.end, board.hourCount); hour++) {
    slots.push(place.day * board.hourCount + hour);
  }
  return slots;
}

/** A stretch of the week that a rule judges as one day. */
export type Stretch = {
  /** Position among the stretches of the unit, e.g. the number of the real day. */
  readonly number: number;
  /** Its slots in order of time. */
  readonly slots: readonly number[];
};

/** The stretches of the week for a unit. Mornings and afternoons exist only in mornings-afternoons mode. */
export function stretches(board: Board, unit: DayUnit): readonly Stretch[] {
  const halves = board.problem.mode === "mornings-afternoons";
  const groups: number[][] = [];
  for (let day = 0; day < board.dayCount; day++) {
    if (unit === "day" || (unit === "realDay" && !halves)) groups.push([day]);
    else if (unit === "realDay" && day % 2 === 0) groups.push([day, day + 1]);
    else if (halves && unit === (day % 2 === 0 ? "morning" : "afternoon")) groups.push([day]);
  }
  return groups.map((days, number) => ({ number, slots: days.flatMap((day) => slotsOfDay(board, day)) }));
}

function slotsOfDay(board: Board, day: number): number[] {
  if (day >= board.dayCount) return [];
  return Array.from({ length: board.hourCount }, (_, hour) => day * board.hourCount + hour);
}

/** True where the person has a lesson. */
export function isBusy(week: Week, slot: number): boolean {
  return (week.at[slot] ?? nothing).length > 0;
}

/** True where the person has a lesson with the tag; tag -1 stands for any lesson. */
export function isBusyWith(board: Board, week: Week, slot: number, tag: number): boolean {
  const activities = week.at[slot] ?? nothing;
  if (tag < 0) return activities.length > 0;
  return activities.some((index) => activityAt(board, index).tags.includes(tag));
}

/** Judges each person alone: `judge` returns what is broken in that person's week, without naming the person. */
export function forEachPerson(
  board: Board,
  who: People,
  judge: (week: Week) => readonly Violation[],
): Violation[] {
  return who.ids.flatMap((id) =>
    judge(weekOf(board, who.of, id)).map((violation) => ({ ...violation, [who.of]: [id] })),
  );
}

/** A violation of `n` when n is positive, none otherwise. */
export function broken(n: number, about: Omit<Violation, "n"> = {}): Violation[] {
  return n > 0 ? [{ n, ...about }] : [];
}

/** All unordered pairs of the placed activities among `indexes`, with their places, in list order. */
export function placedPairs(
  board: Board,
  indexes: readonly number[],
): { a: number; b: number; placeA: Place; placeB: Place }[] {
  const placed = indexes.flatMap((index) => {
    const place = placeOf(board, index);
    return place ? [{ index, place }] : [];
  });
  return placed.flatMap((first, i) =>
    placed.slice(i + 1).map((second) => ({
      a: first.index,
      b: second.index,
      placeA: first.place,
      placeB: second.place,
    })),
  );
}

/** Hours in which two placed activities run at once. */
export function overlapHours(a: Place, b: Place): number {
  return a.day === b.day ? Math.max(0, Math.min(a.end, b.end) - Math.max(a.hour, b.hour)) : 0;
}

import type { Constraint } from "./constraint-types.ts";

/**
 * The typed, integer-indexed timetabling problem. Everything refers to everything else by index into the arrays
 * of `Problem`; names are kept only to speak to people. All of it is plain data: it survives `structuredClone`,
 * so it can be sent to worker threads and to a browser as it is.
 *
 * Time. A week has `days.length` days of `hours.length` hours, numbered from 0. A slot is `day * H + hour`. An
 * activity that starts in slot s occupies s … s+duration-1 and must not pass the end of its day.
 *
 * Modes: in `mornings-afternoons` day 2k is the morning and 2k+1 the afternoon of real day k; in `terms` the term of
 * day d is ⌊d / daysPerTerm⌋; in `block-planning` the days are parallel blocks, and a subgroup or a real room
 * may use each hour of the day on one of them only (teachers on several).
 */
export type Mode = "official" | "mornings-afternoons" | "block-planning" | "terms";

export type Problem = {
  readonly name: string;
  readonly mode: Mode;
  readonly days: readonly string[];
  readonly hours: readonly string[];
  /** Days in one term; equal to `days.length` outside terms mode. */
  readonly daysPerTerm: number;
  readonly teachers: readonly Teacher[];
  /** The atoms of students: two activities clash when they share one. */
  readonly subgroups: readonly Subgroup[];
  /** Years, groups and subgroups as people name them. */
  readonly studentsSets: readonly StudentsSet[];
  readonly subjects: readonly string[];
  readonly tags: readonly string[];
  readonly buildings: readonly string[];
  readonly rooms: readonly Room[];
  /** Active activities only; inactive ones do not exist for the engine. */
  readonly activities: readonly Activity[];
  /** Active constraints only, in the order of their source (time constraints first, then space). */
  readonly constraints: readonly Constraint[];
};

export type Teacher = {
  readonly name: string;
  /**
   * Mornings-afternoons only: on at most this many real days may the teacher have both a morning and an
   * afternoon lesson (0 = exclusive, 1 … 5 = so many exceptions); null = unrestricted.
   */
  readonly maxMixedRealDays: number | null;
};

export type Subgroup = { readonly name: string };

export type StudentsSet = {
  readonly name: string;
  readonly level: "year" | "group" | "subgroup";
  readonly students: number;
  /** Distinct subgroup indexes, ascending. */
  readonly subgroups: readonly number[];
};

export type Room = {
  readonly name: string;
  readonly capacity: number;
  /** Building index, or -1. */
  readonly building: number;
  /**
   * null for a real room. A virtual room takes one distinct real room (index into `rooms`) from each of these
   * sets; it has no occupancy of its own.
   */
  readonly realRoomSets: readonly (readonly number[])[] | null;
};

export type Activity = {
  /** Identifier in the source: the integer id of a file as text, or a database id. */
  readonly id: string;
  /** Length in hours, at least 1. */
  readonly duration: number;
  readonly teachers: readonly number[];
  /** Distinct subgroup indexes over all students sets, ascending. */
  readonly subgroups: readonly number[];
  /** Students sets as they were named, index into `studentsSets`. */
  readonly studentsSets: readonly number[];
  readonly subject: number;
  readonly tags: readonly number[];
  /** Students who must fit into the room. */
  readonly students: number;
  /** 1 for the first (or only) part of a split lesson, 2 for the second, … */
  readonly component: number;
  /** The same text for all parts of one split lesson; "" when not split. */
  readonly splitGroup: string;
};

/** Where each activity is. Arrays are indexed like `Problem.activities`. */
export type Solution = {
  /** Start slot (`day * H + hour`), or -1 while unplaced. */
  readonly slot: Int32Array;
  /** Room index, or -1 for none. */
  readonly room: Int32Array;
  /** For an activity in a virtual room the real rooms in set order; null otherwise. */
  readonly realRooms: (readonly number[] | null)[];
};

/** A solution with nothing placed. */
export function emptySolution(problem: Problem): Solution {
  const count = problem.activities.length;
  return {
    slot: new Int32Array(count).fill(-1),
    room: new Int32Array(count).fill(-1),
    realRooms: Array.from({ length: count }, () => null),
  };
}

/** An independent copy. */
export function copySolution(solution: Solution): Solution {
  return {
    slot: solution.slot.slice(),
    room: solution.room.slice(),
    realRooms: solution.realRooms.slice(),
  };
}

/** The real day of a day: a pair of half-days in mornings-afternoons mode, the day itself otherwise. */
export function realDayOf(problem: Pick<Problem, "mode">, day: number): number {
  return problem.mode === "mornings-afternoons" ? day >> 1 : day;
}

/** The term of a day. */
export function termOf(problem: Pick<Problem, "daysPerTerm">, day: number): number {
  return Math.floor(day / problem.daysPerTerm);
}

import type { Solution } from "../model.ts";

/** One person whose week is spoken of: a teacher, or a subgroup (the atom of students). */
export type PersonRef = { readonly of: "teachers" | "subgroups"; readonly id: number };

/**
 * What was counted. Indexes refer to the problem that was looked at; hours are lesson hours, slots are hours of the
 * week that the lessons could have.
 */
export type Reason =
  /** A lesson has no start that its own rules and people leave open. */
  | { readonly kind: "noStart"; readonly activity: number }
  /** A lesson needs a room, and none satisfies its room rules and holds its students. */
  | { readonly kind: "noRoom"; readonly activity: number }
  /** A lesson has starts and rooms, but none of the rooms is open at any of the starts. */
  | { readonly kind: "roomsClosed"; readonly activity: number }
  /** Lessons that nobody can attend at once have more hours than slots open to them. */
  | {
      readonly kind: "overfull";
      readonly who: PersonRef | null;
      readonly lessons: number;
      readonly hours: number;
      readonly slots: number;
    }
  /** Limits on days and hours a day leave a person fewer hours than the lessons have. */
  | {
      readonly kind: "limited";
      readonly who: PersonRef;
      readonly hours: number;
      readonly atMost: number;
    }
  /** Minimum rules ask for more hours than a person's lessons have. */
  | {
      readonly kind: "tooFewHours";
      readonly who: PersonRef;
      readonly hours: number;
      readonly atLeast: number;
    }
  /** A person must come on more days than there are days open or lessons to fill them. */
  | { readonly kind: "tooFewDays"; readonly who: PersonRef; readonly days: number; readonly atLeast: number }
  /** A day on which a class must have more hours than are open. */
  | { readonly kind: "shortDay"; readonly who: PersonRef; readonly slots: number; readonly atLeast: number }
  /** Lessons that must lie on days apart, in a week without so many days; `minDays` 0: at most two lie on one day. */
  | {
      readonly kind: "apart";
      readonly lessons: number;
      readonly possible: number;
      readonly minDays: number;
    }
  /** More hours in certain rooms than those rooms have open. */
  | {
      readonly kind: "roomsOverfull";
      readonly rooms: readonly number[];
      readonly lessons: number;
      readonly hours: number;
      readonly places: number;
    }
  /** Lessons that must start together share somebody. */
  | { readonly kind: "sharedAtOnce"; readonly who: PersonRef }
  /** Lessons that must start together need more rooms than there are. */
  | { readonly kind: "roomsAtOnce"; readonly rooms: readonly number[]; readonly lessons: number }
  /** Two lessons, each with starts of its own, have no two starts that go together. */
  | { readonly kind: "pair"; readonly first: number; readonly second: number }
  /** Lessons that wait for each other in a circle. */
  | { readonly kind: "circle"; readonly lessons: number }
  /** Rules over pairs, followed from lesson to lesson, leave one of them no start. */
  | { readonly kind: "chain"; readonly activity: number }
  /** Selected slots or terms cannot be filled, or cannot be left, as asked. */
  | {
      readonly kind: "selection";
      readonly lessons: number;
      readonly possible: number;
      readonly asked: number;
    }
  /** Lessons for which certainly more rooms are needed than a rule lets them use. */
  | { readonly kind: "differentRooms"; readonly atLeast: number; readonly allowed: number }
  /** Only the exact model of one person's week shows it. */
  | { readonly kind: "week"; readonly who: PersonRef }
  /** Only the exact model of several weeks together shows it. */
  | { readonly kind: "together" };

/** That no timetable exists, and why: the lessons and rules named cannot hold together. */
export type Proof = {
  readonly reason: Reason;
  /** The lessons that the argument speaks of. */
  readonly activities: readonly number[];
};

/** What is known about a problem: shown by a timetable, shown by a proof, or neither within the budget. */
export type Verdict =
  | { readonly is: "possible"; readonly solution: Solution }
  | { readonly is: "impossible"; readonly proof: Proof }
  | { readonly is: "unknown" };

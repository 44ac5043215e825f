// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint, ConstraintOf } from "../constraint-types.ts";
import type { Place } from "../constraints/board.ts";
import type { Problem } from "../model.ts";
import type { PersonRef } from "./proof.ts";
import { type Relation, relationsOf } from "./relations.ts";
import { binds } from "./restrict.ts";

/** A person with what binds the person's week. */
export type Person = PersonRef & {
  readonly lessons: readonly number[];
  readonly hours: number;
  /** Binding rules that speak of the person. */
  readonly rules: readonly Constraint[];
};

/** What checks and models read of a problem: everything that follows from one rule alone. */
export type Facts = {
  readonly problem: Problem;
  /** Hours per day. */
  readonly hours: number;
  readonly slots: number;
  readonly isBreak: Uint8Array;
  /** `starts[activity]`: the slots at which the lesson may start as far as it alone is concerned, ascending. */
  readonly starts: readonly (readonly number[])[];
  /** Lessons that must start at the same time as this one, itself included; `starts` holds what is open to all. */
  readonly together: readonly (readonly number[])[];
  /** Rooms of which the lesson must take one, big enough; null when it needs none. */
  readonly rooms: readonly (readonly number[] | null)[];
  /** `roomOpen(activity, room, start)`: whether the room is open to the lesson and its teachers all the time. */
  readonly roomOpen: (activity: number, room: number, start: number) => boolean;
  /** One person for all that have the same lessons and rules. */
  readonly people: readonly Person[];
  readonly relations: readonly Relation[];
};

/** Collects the facts of a problem. O(lessons × slots + pairs under a rule). */
export function factsOf(problem: Problem): Facts {
  const hours = problem.hours.length;
  const slots = problem.days.length * hours;
  const isBreak = marked(slots, ofKind(problem, "breakTimes"));
  const together = startTogether(problem);
  const alone = startsAlone(problem, isBreak);
  return {
    problem,
    hours,
    slots,
    isBreak,
    together,
    starts: alone.map((own, index) => {
      const group = together[index]!;
      return group.length === 1
        ? own
        : own.filter((slot) => group.every((one) => alone[one]!.includes(slot)));
    }),
    rooms: neededRooms(problem),
    roomOpen: roomsOpen(problem, slots),
    people: distinctPeople(problem),
    relations: relationsOf(problem, isBreak),
  };
}

/** Where a lesson is when it starts at a slot. */
export function placeAt(facts: Pick<Facts, "problem" | "hours">, activity: number, start: number): Place {
  const hour = start % facts.hours;
  const { duration } = facts.problem.activities[activity]!;
  return { day: Math.floor(start / facts.hours), hour, end: hour + duration };
}

/** The slots that a lesson covers from a start. */
export function covered(facts: Pick<Facts, "problem">, activity: number, start: number): number[] {
  return Array.from({ length: facts.problem.activities[activity]!.duration }, (_, hour) => start + hour);
}

/**
 * A slot for subgroups and real rooms: where the days are parallel blocks, all days have the hour in common, and it is the
 * hour's first slot.
 */
export const inBlocks = ({ problem, hours }: Pick<Facts, "problem" | "hours">, slot: number): number =>
  problem.mode === "block-planning" ? slot % hours : slot;

/** The slots that any of the lessons can cover. */
export function reachable(facts: Facts, activities: readonly number[]): Set<number> {
  const marks = new Uint8Array(facts.slots);
  for (const activity of activities) {
    const { duration } = facts.problem.activities[activity]!;
    for (const start of facts.starts[activity]!) marks.fill(1, start, start + duration);
  }
  return new Set([...marks.keys()].filter((slot) => marks[slot]));
}

/** Σ duration. */
export function hoursOf({ problem }: Pick<Facts, "problem">, activities: readonly number[]): number {
  return activities.reduce((sum, index) => sum + problem.activities[index]!.duration, 0);
}

/** The binding rules of one kind. */
export function ofKind<Kind extends Constraint["kind"]>(problem: Problem, kind: Kind): ConstraintOf<Kind>[] {
  return problem.constraints.filter((one): one is ConstraintOf<Kind> => one.kind === kind && binds(one));
}

function marked(slots: number, lists: readonly { readonly slots: readonly number[] }[]): Uint8Array {
  const marks = new Uint8Array(slots);
  for (const list of lists) for (const slot of list.slots) marks[slot] = 1;
  return marks;
}

function startsAlone(problem: Problem, isBreak: Uint8Array): number[][] {
  const slots = isBreak.length;
  const hours = problem.hours.length;
  const absent = { teachers: new Map<number, Uint8Array>(), subgroups: new Map<number, Uint8Array>() };
  for (const { who, slots: closed } of ofKind(problem, "notAvailableTimes")) {
    for (const id of who.ids) {
      const marks = absent[who.of].get(id) ?? new Uint8Array(slots);
      for (const slot of closed) marks[slot] = 1;
      absent[who.of].set(id, marks);
    }
  }
  const wishes = wishesOf(problem, slots);
  return problem.activities.map((activity, index) => {
    const closed = [isBreak];
    for (const id of activity.teachers) closed.push(absent.teachers.get(id) ?? isBreak);
    for (const id of activity.subgroups) closed.push(absent.subgroups.get(id) ?? isBreak);
    const isOpen = (slot: number) => closed.every((marks) => !marks[slot]);
    return [...isBreak.keys()].filter((start) => {
      if ((start % hours) + activity.duration > hours) return false;
      for (let slot = start; slot < start + activity.duration; slot++) if (!isOpen(slot)) return false;
      return wishes[index]!.every((allows) => allows(start));
    });
  });
}

/** The compulsory preferred times of each lesson. */
function wishesOf(problem: Problem, slots: number): ((start: number) => boolean)[][] {
  const wishes: ((start: number) => boolean)[][] = problem.activities.map(() => []);
  for (const rule of ofKind(problem, "preferredStartingTimes")) {
    const marks = marked(slots, [rule]);
    for (const index of rule.activities) wishes[index]!.push((start) => marks[start] === 1);
  }
  for (const rule of ofKind(problem, "preferredTimeSlots")) {
    const marks = marked(slots, [rule]);
    for (const index of rule.activities) {
      const { duration } = problem.activities[index]!;
      wishes[index]!.push((start) => marks.subarray(start, start + duration).every(Boolean));
    }
  }
  for (const { activities, day } of ofKind(problem, "preferredDay")) {
    for (const index of activities)
      wishes[index]!.push((start) => Math.floor(start / problem.hours.length) === day);
  }
  return wishes;
}

/** Joins lessons that share a compulsory same starting time. */
function startTogether(problem: Problem): number[][] {
  const groups = problem.activities.map((_, index) => [index]);
  for (const { activities } of ofKind(problem, "activitiesSameStartingTime")) {
    const joined = [...new Set(activities.flatMap((index) => groups[index]!))].sort((a, b) => a - b);
    for (const index of joined) groups[index] = joined;
  }
  return groups;
}

/** The rooms that all compulsory room rules of a lesson leave it; see `compulsory.ts` and `rooms.ts` of the judge. */
function neededRooms(problem: Problem): (number[] | null)[] {
  const speaking: ConstraintOf<"preferredRooms" | "homeRooms">[][] = problem.activities.map(() => []);
  for (const constraint of problem.constraints) {
    if (constraint.kind !== "preferredRooms" && constraint.kind !== "homeRooms") continue;
    for (const index of constraint.activities) speaking[index]!.push(constraint);
  }
  return problem.activities.map(({ students }, index) => {
    const compulsory = speaking[index]!.filter((one) => one.weight >= 100);
    if (compulsory.length === 0) return null;
    const offered = [...new Set(speaking[index]!.flatMap((one) => one.rooms))];
    return offered.filter(
      (room) =>
        problem.rooms[room]!.capacity >= students &&
        compulsory.every((one) => one.kind === "homeRooms" || one.rooms.includes(room)),
    );
  });
}

/** A room's own closed times, those of the parts that a virtual room cannot do without, and teachers' closed rooms. */
function roomsOpen(problem: Problem, slots: number): Facts["roomOpen"] {
  const closed = problem.rooms.map(() => null as Uint8Array | null);
  for (const rule of ofKind(problem, "roomNotAvailableTimes"))
    closed[rule.room] = marked(slots, [rule, { slots: closedSlots(closed[rule.room]!) }]);
  const toTeacher = new Map<string, Uint8Array>();
  for (const rule of ofKind(problem, "teacherRoomNotAvailableTimes"))
    toTeacher.set(`${rule.teacher} ${rule.room}`, marked(slots, [rule]));
  const isOpen = (activity: number, room: number, start: number): boolean => {
    const { duration, teachers } = problem.activities[activity]!;
    const marks = [closed[room], ...teachers.map((id) => toTeacher.get(`${id} ${room}`))];
    const free = marks.every((one) => !one?.subarray(start, start + duration).some(Boolean));
    const sets = problem.rooms[room]!.realRoomSets;
    return free && (sets?.every((set) => set.some((real) => isOpen(activity, real, start))) ?? true);
  };
  return isOpen;
}

const closedSlots = (marks: Uint8Array | null): number[] =>
  marks ? [...marks.keys()].filter((slot) => marks[slot]) : [];

function distinctPeople(problem: Problem): Person[] {
  const rulesOf = { teachers: new Map<number, Constraint[]>(), subgroups: new Map<number, Constraint[]>() };
  const position = new Map(problem.constraints.map((constraint, index) => [constraint, index]));
  for (const constraint of problem.constraints) {
    if (!("who" in constraint) || !binds(constraint)) continue;
    for (const id of constraint.who.ids) {
      const list = rulesOf[constraint.who.of].get(id) ?? [];
      rulesOf[constraint.who.of].set(id, list);
      list.push(constraint);
    }
  }
  const seen = new Set<string>();
  const people: Person[] = [];
  for (const whose of ["subgroups", "teachers"] as const) {
    const lessons = problem[whose].map(() => [] as number[]);
    problem.activities.forEach((activity, index) => {
      for (const id of activity[whose]) lessons[id]!.push(index);
    });
    lessons.forEach((list, id) => {
      const rules = rulesOf[whose].get(id) ?? [];
      const key = `${whose} ${list} ${rules.map((rule) => position.get(rule))}`;
      if (list.length === 0 || seen.has(key)) return;
      seen.add(key);
      people.push({ of: whose, id, lessons: list, hours: hoursOf({ problem }, list), rules });
    });
  }
  return people;
}

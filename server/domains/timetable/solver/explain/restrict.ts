// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint, ConstraintKind, People } from "../constraint-types.ts";
import type { Problem } from "../model.ts";
import type { Proof } from "./proof.ts";

/** A part of a problem that stands for itself: some of its lessons under some of its rules. */
export type Part = {
  readonly problem: Problem;
  /** Index in the whole of each lesson of the part. */
  readonly activities: readonly number[];
  /** Index in the whole of each rule of the part; the same rule of the whole occurs once. */
  readonly rules: readonly number[];
  readonly teachers: readonly number[];
  readonly subgroups: readonly number[];
};

/** Rules that hold in every part: what no timetable can do without. */
export const compulsory: ReadonlySet<ConstraintKind> = new Set([
  "basicCompulsoryTime",
  "basicCompulsorySpace",
]);

/** Rules that a lesson more can satisfy: they bind a part only when everything they count is in it. */
const needWhole: ReadonlySet<ConstraintKind> = new Set([
  "teachersMinHoursDaily",
  "studentsMinHoursDaily",
  "tagMinHoursDaily",
  "maxGapsPerWeek",
  "maxGapsPerDay",
  "maxGapsPerMorningAndAfternoon",
  "earlyMaxBeginningsAtSecondHour",
  "minDaysPerWeek",
  "occupyMinTimeSlots",
  "minSimultaneous",
  "minInATerm",
]);

/** Whether breaking a rule, or a part of it, makes a timetable invalid. */
export function binds(constraint: Constraint): boolean {
  return constraint.weight >= 100 || constraint.kind === "minDaysBetweenActivities";
}

/** The rules of a problem that a timetable must keep, the compulsory two apart. */
export function bindingRules(problem: Problem): number[] {
  return problem.constraints.flatMap((one, index) =>
    binds(one) && !compulsory.has(one.kind) ? [index] : [],
  );
}

/**
 * The part of a problem with the given lessons under the given rules (and the compulsory ones). Every timetable of the
 * whole, restricted to these lessons, is a timetable of the part: so a part without timetable proves that the whole
 * has none. Rules that count lessons outside are left out where one lesson more could satisfy them. Room rules
 * that are left out still offer their rooms, as rules of weight 0 do.
 */
export function restrict(problem: Problem, activities: readonly number[], rules: readonly number[]): Part {
  const kept = [...new Set(activities)].sort((a, b) => a - b);
  const inForce = new Set(rules);
  const rewriter = createRewriter(problem, kept);
  const origin: number[] = [];
  const constraints: Constraint[] = [];
  problem.constraints.forEach((constraint, index) => {
    const rewritten = rewriter.rewrite(constraint, inForce.has(index));
    if (!rewritten) return;
    constraints.push(rewritten);
    origin.push(index);
  });
  const { teachers, subgroups } = rewriter;
  return {
    activities: kept,
    rules: origin,
    teachers: [...teachers.keys()],
    subgroups: [...subgroups.keys()],
    problem: {
      ...problem,
      teachers: [...teachers.keys()].map((id) => problem.teachers[id]!),
      subgroups: [...subgroups.keys()].map((id) => problem.subgroups[id]!),
      studentsSets: [],
      activities: kept.map((index) => {
        const activity = problem.activities[index]!;
        return {
          ...activity,
          teachers: activity.teachers.map((id) => teachers.get(id)!),
          subgroups: activity.subgroups.map((id) => subgroups.get(id)!),
          studentsSets: [],
        };
      }),
      constraints,
    },
  };
}

/** The kinds of rules with a certain parameter. */
type Speaking<Key extends string> = Extract<Constraint, Record<Key, unknown>>;

function createRewriter(problem: Problem, kept: readonly number[]) {
  const lesson = new Map(kept.map((index, position) => [index, position]));
  const present = (of: People["of"]) =>
    new Map(
      [...new Set(kept.flatMap((index) => problem.activities[index]![of]))]
        .sort((a, b) => a - b)
        .map((id, position) => [id, position]),
    );
  const people = { teachers: present("teachers"), subgroups: present("subgroups") };
  const whole = { teachers: new Set(people.teachers.keys()), subgroups: new Set(people.subgroups.keys()) };
  problem.activities.forEach((activity, index) => {
    if (lesson.has(index)) return;
    for (const id of activity.teachers) whole.teachers.delete(id);
    for (const id of activity.subgroups) whole.subgroups.delete(id);
  });
  const here = (list: readonly number[]) => list.flatMap((index) => lesson.get(index) ?? []);
  const peopleHere = (constraint: Speaking<"who">): Constraint | null => {
    const { of, ids } = constraint.who;
    const wanted = needWhole.has(constraint.kind) ? ids.filter((id) => whole[of].has(id)) : ids;
    const left = wanted.flatMap((id) => people[of].get(id) ?? []);
    return left.length > 0 ? ({ ...constraint, who: { of, ids: left } } as Constraint) : null;
  };
  const listHere = (constraint: Speaking<"activities">): Constraint | null => {
    const activities = here(constraint.activities);
    const partial = activities.length < constraint.activities.length;
    if (activities.length === 0 || (partial && needWhole.has(constraint.kind))) return null;
    return { ...constraint, activities } as Constraint;
  };
  const rewriteKept = (constraint: Constraint): Constraint | null => {
    if ("who" in constraint) return peopleHere(constraint);
    if ("activities" in constraint) return listHere(constraint);
    switch (constraint.kind) {
      case "activityTagsNotOverlapping":
        return { ...constraint, groups: constraint.groups.map(here) };
      case "twoSetsOfActivitiesOrdered": {
        const [first, second] = [here(constraint.first), here(constraint.second)];
        return first.length > 0 && second.length > 0 ? { ...constraint, first, second } : null;
      }
      case "twoActivitiesConsecutive":
      case "twoActivitiesGrouped":
      case "twoActivitiesOrdered":
      case "twoActivitiesOrderedIfSameDay": {
        const [first, second] = [lesson.get(constraint.first), lesson.get(constraint.second)];
        return first === undefined || second === undefined ? null : { ...constraint, first, second };
      }
      case "threeActivitiesGrouped": {
        const [first, second, third] = here([constraint.first, constraint.second, constraint.third]);
        const all = first !== undefined && second !== undefined && third !== undefined;
        return all ? { ...constraint, first, second, third } : null;
      }
      case "teacherRoomNotAvailableTimes": {
        const teacher = people.teachers.get(constraint.teacher);
        return teacher === undefined ? null : { ...constraint, teacher };
      }
      default:
        return constraint;
    }
  };
  return {
    ...people,
    rewrite(constraint: Constraint, inForce: boolean): Constraint | null {
      if (compulsory.has(constraint.kind)) return constraint;
      if (inForce) return rewriteKept(constraint);
      const offers = constraint.kind === "preferredRooms" || constraint.kind === "homeRooms";
      const rewritten = offers ? rewriteKept(constraint) : null;
      return rewritten && { ...rewritten, weight: 0 };
    },
  };
}

/** Translates a proof about a part to the whole. */
export function inWhole(part: Part, { reason, activities }: Proof): Proof {
  const lesson = (index: number) => part.activities[index] ?? -1;
  const translated = { ...reason } as Record<string, unknown>;
  if ("who" in reason && reason.who)
    translated.who = { of: reason.who.of, id: part[reason.who.of][reason.who.id] };
  if ("activity" in reason) translated.activity = lesson(reason.activity);
  if ("first" in reason) translated.first = lesson(reason.first);
  if ("second" in reason) translated.second = lesson(reason.second);
  return { reason: translated as Proof["reason"], activities: activities.map(lesson) };
}

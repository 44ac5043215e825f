// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import { lessonName } from "../plan/score.ts";
import type { Constraint } from "../solver/constraint-types.ts";
import type { PersonRef } from "../solver/explain/proof.ts";
import type { Problem } from "../solver/model.ts";

/** What people call the parts of a problem. */
export type Names = {
  person(who: PersonRef, activities: readonly number[]): string;
  lesson(index: number): string;
  room(index: number): string;
  slot(slot: number): string;
  about(constraint: Constraint): string[];
};

/** Names told in one list before it ends in an ellipsis. */
const TOLD = 4;

export function namesOf(problem: Problem): Names {
  const lesson = (index: number) => lessonName(problem, index);
  const room = (index: number) => problem.rooms[index]?.name ?? "";
  return {
    lesson,
    room,
    slot: (slot) => {
      const hours = problem.hours.length;
      return `${problem.days[Math.floor(slot / hours)] ?? ""} ${problem.hours[slot % hours] ?? ""}`.trim();
    },
    person: (who, activities) =>
      who.of === "teachers" ? (problem.teachers[who.id]?.name ?? "") : className(problem, who.id, activities),
    about: (constraint) => {
      if ("who" in constraint) return people(problem, constraint.who.of, constraint.who.ids);
      if ("activities" in constraint) return some(constraint.activities.map(lesson));
      if (constraint.kind === "twoSetsOfActivitiesOrdered")
        return some([...constraint.first, ...constraint.second].map(lesson));
      if ("first" in constraint) return some([constraint.first, constraint.second].map(lesson));
      if ("room" in constraint) return [room(constraint.room)];
      if ("tags" in constraint) return some(constraint.tags.map((tag) => problem.tags[tag] ?? ""));
      return [];
    },
  };
}

export function some(names: readonly string[]): string[] {
  const once = [...new Set(names.filter(Boolean))];
  return once.length > TOLD ? [...once.slice(0, TOLD), "…"] : once;
}

/** The largest set of students that has all these lessons as one: a class rather than a part of it. */
function className(problem: Problem, subgroup: number, activities: readonly number[]): string {
  const common = activities
    .filter((index) => problem.activities[index]!.subgroups.includes(subgroup))
    .map((index) => new Set(problem.activities[index]!.subgroups));
  const fitting = problem.studentsSets.filter(
    (set) =>
      set.subgroups.includes(subgroup) && set.subgroups.every((id) => common.every((one) => one.has(id))),
  );
  const largest = fitting.sort((a, b) => b.subgroups.length - a.subgroups.length)[0];
  return largest?.name ?? problem.subgroups[subgroup]?.name ?? "";
}

/** Everybody is nobody in particular: an empty list. Subgroups that make up a set are told as the set. */
function people(problem: Problem, of: PersonRef["of"], ids: readonly number[]): string[] {
  const all = of === "teachers" ? problem.teachers : problem.subgroups;
  if (ids.length === all.length && all.length > 1) return [];
  if (of === "teachers") return some(ids.map((id) => all[id]?.name ?? ""));
  const key = [...ids].sort((a, b) => a - b).join(" ");
  const set = problem.studentsSets.find(({ subgroups }) => subgroups.join(" ") === key);
  return set ? [set.name] : some(ids.map((id) => all[id]?.name ?? ""));
}

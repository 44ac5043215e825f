// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint } from "../../constraint-types.ts";
import { type Facts, hoursOf, inBlocks, type Person, reachable } from "../facts.ts";
import { hallViolator } from "../matching.ts";
import type { PersonRef, Proof } from "../proof.ts";
import { hoursAtMost, openHours } from "./week-bounds.ts";

const ref = ({ of, id }: Person): PersonRef => ({ of, id });

/** A lesson's starts may hang on the lessons that must start with it: they belong to the argument. */
function withPartners(facts: Facts, activities: readonly number[]): number[] {
  return [...new Set(activities.flatMap((index) => facts.together[index]!))];
}

/**
 * More hours than slots. Proof: nobody is at two places at once, so a person's lesson hours lie in as many different
 * slots. When all hours are more than all slots open to them that is the argument; otherwise a matching of hours
 * and slots finds the lessons among them that are (Hall's theorem). In block-planning mode the days are parallel, so
 * that a subgroup has each hour once.
 */
export function overfull(facts: Facts): Proof[] {
  return facts.people.flatMap((person) => overfullSet(facts, person.lessons, ref(person)) ?? []);
}

/** The same of lessons that a rule forbids to overlap. */
export function overfullRule(facts: Facts): Proof[] {
  return facts.problem.constraints.flatMap((constraint) =>
    constraint.kind === "activitiesNotOverlapping" && constraint.weight >= 100
      ? (overfullSet(facts, constraint.activities, null) ?? [])
      : [],
  );
}

/** The same of any lessons no two of which can be at the same time; `who` has them all, or nobody. */
export function overfullSet(facts: Facts, lessons: readonly number[], who: PersonRef | null): Proof | null {
  const moment = (slot: number) => (who?.of === "subgroups" ? inBlocks(facts, slot) : slot);
  const open = new Set([...reachable(facts, lessons)].map(moment));
  const hours = hoursOf(facts, lessons);
  if (hours > open.size) {
    const reason = { kind: "overfull" as const, who, lessons: lessons.length, hours, slots: open.size };
    return { reason, activities: withPartners(facts, lessons) };
  }
  const owner: number[] = [];
  const choices = lessons.flatMap((lesson) =>
    Array.from({ length: facts.problem.activities[lesson]!.duration }, (_, hour) => {
      owner.push(lesson);
      return facts.starts[lesson]!.map((start) => moment(start + hour));
    }),
  );
  const violator = hallViolator(choices, facts.slots);
  if (!violator) return null;
  const crowded = [...new Set(violator.left.map((node) => owner[node]!))];
  const reason = {
    kind: "overfull" as const,
    who,
    lessons: crowded.length,
    hours: violator.left.length,
    slots: violator.right.length,
  };
  return { reason, activities: withPartners(facts, crowded) };
}

/**
 * Fewer hours allowed than given. Proof: a day holds at most its open hours and what limits per day leave; only the
 * fullest days count where their number is limited; hours of an interval or of one tag likewise. The least of
 * these bounds is below the hours of the lessons.
 */
export function limited(facts: Facts): Proof[] {
  return facts.people.flatMap((person): Proof[] => {
    const tags = [
      -1,
      ...new Set(person.rules.flatMap((rule) => ("tag" in rule && rule.tag >= 0 ? [rule.tag] : []))),
    ];
    return tags.flatMap((tag): Proof[] => {
      const lessons =
        tag < 0
          ? person.lessons
          : person.lessons.filter((index) => facts.problem.activities[index]!.tags.includes(tag));
      const hours = hoursOf(facts, lessons);
      const atMost = hoursAtMost(facts, person, lessons, tag);
      if (hours <= atMost) return [];
      return [
        {
          reason: { kind: "limited", who: ref(person), hours, atMost },
          activities: withPartners(facts, lessons),
        },
      ];
    });
  });
}

/**
 * Too few lessons for the minimum hours. Proof: a rule that asks for hours each day asks for days · hours a week; one
 * for days that are not empty, together with least days a week, for least days · hours.
 */
export function tooFewHours(facts: Facts): Proof[] {
  return facts.people.flatMap((person): Proof[] => {
    const atLeast = Math.max(0, ...person.rules.map((rule) => hoursAsked(facts, person, rule)));
    if (person.hours >= atLeast) return [];
    const reason = { kind: "tooFewHours" as const, who: ref(person), hours: person.hours, atLeast };
    return [{ reason, activities: withPartners(facts, person.lessons) }];
  });
}

function hoursAsked({ problem }: Facts, person: Person, rule: Constraint): number {
  const halves = problem.mode === "mornings-afternoons";
  const days = problem.days.length;
  if (rule.kind === "studentsMinHoursDaily" && !rule.allowEmpty)
    return (halves ? days / 2 : days) * rule.minHours;
  const daily =
    (rule.kind === "studentsMinHoursDaily" || rule.kind === "teachersMinHoursDaily") && rule.unit === "day"
      ? rule.minHours
      : 0;
  if (daily === 0) return 0;
  const leastDays = person.rules.flatMap((other) =>
    other.kind === "minDaysPerWeek" && (other.unit === "day" || other.unit === "realDay")
      ? [other.minDays]
      : [],
  );
  return daily * Math.max(0, ...leastDays);
}

/**
 * Days that cannot be filled. Proof: a person is there on no more days than lessons reach, than there are lessons, and
 * than a limit allows; and a day on which a minimum must be reached has to be open that long.
 */
export function tooFewDays(facts: Facts): Proof[] {
  return facts.people.flatMap((person): Proof[] => {
    const perDay = openHours(facts, person.lessons);
    const open = perDay.filter((slots) => slots.length > 0).length;
    const limits = person.rules.flatMap((rule) =>
      rule.kind === "maxDaysPerWeek" && countsDays(facts, rule.unit) ? [rule.maxDays] : [],
    );
    const days = Math.min(open, person.lessons.length, ...limits);
    const asked = person.rules.map((rule) => daysAsked(facts, rule));
    const atLeast = Math.max(0, ...asked);
    if (days >= atLeast) return [];
    const reason = { kind: "tooFewDays" as const, who: ref(person), days, atLeast };
    return [{ reason, activities: withPartners(facts, person.lessons) }];
  });
}

/** Whether a unit is the day of `problem.days`. */
const countsDays = ({ problem }: Facts, unit: string): boolean =>
  unit === "day" || (unit === "realDay" && problem.mode !== "mornings-afternoons");

function daysAsked({ problem }: Facts, rule: Constraint): number {
  const halves = problem.mode === "mornings-afternoons";
  if (rule.kind === "minDaysPerWeek" && (rule.unit === "day" || !halves)) return rule.minDays;
  if (rule.kind === "studentsMinHoursDaily" && !rule.allowEmpty && !halves && rule.minHours > 0)
    return problem.days.length;
  return 0;
}

/** A day shorter than the hours that a class must have on it. Proof: by counting the open slots of the day. */
export function shortDay(facts: Facts): Proof[] {
  if (facts.problem.mode === "mornings-afternoons") return [];
  return facts.people.flatMap((person): Proof[] => {
    const asked = person.rules.flatMap((rule) =>
      rule.kind === "studentsMinHoursDaily" && !rule.allowEmpty ? [rule.minHours] : [],
    );
    const atLeast = Math.max(0, ...asked);
    const shortest = Math.min(...openHours(facts, person.lessons).map((slots) => slots.length));
    if (shortest >= atLeast) return [];
    const reason = { kind: "shortDay" as const, who: ref(person), slots: shortest, atLeast };
    return [{ reason, activities: withPartners(facts, person.lessons) }];
  });
}

/** Lessons that must start together and share a teacher or students. Proof: the person would be at two places. */
export function sharedAtOnce(facts: Facts): Proof[] {
  const groups = new Set(facts.together.filter((group) => group.length > 1));
  return [...groups].flatMap((group): Proof[] => {
    const who = firstShared(facts, group);
    return who ? [{ reason: { kind: "sharedAtOnce", who }, activities: group }] : [];
  });
}

function firstShared({ problem }: Facts, group: readonly number[]): PersonRef | null {
  for (const whose of ["subgroups", "teachers"] as const) {
    const met = new Set<number>();
    for (const id of group.flatMap((index) => problem.activities[index]![whose])) {
      if (met.has(id)) return { of: whose, id };
      met.add(id);
    }
  }
  return null;
}

// biome-ignore-all lint/style/noNonNullAssertion: drawn from lists that are not empty.
import type { Constraint } from "../../constraint-types.ts";
import type { Activity, Problem } from "../../model.ts";
import type { Random } from "../../search/random.ts";
import { type Facts, factsOf, hoursOf, type Person, placeAt, reachable } from "../facts.ts";

type WithoutOrigin<C> = C extends Constraint ? Omit<C, "weight" | "source"> : never;
export type RuleBody = WithoutOrigin<Constraint>;

/** A good problem on which something impossible is to be put. */
export type Ground = {
  readonly problem: Problem;
  readonly facts: Facts;
  readonly random: Random;
  readonly teachers: readonly Person[];
  readonly classes: readonly Person[];
  /** Every slot of the week. */
  readonly slots: readonly number[];
};

export function groundOf(problem: Problem, random: Random): Ground {
  const facts = factsOf(problem);
  const withLessons = (of: "teachers" | "subgroups") =>
    facts.people.filter((person) => person.of === of && person.lessons.length >= 3);
  return {
    problem,
    facts,
    random,
    teachers: withLessons("teachers"),
    classes: withLessons("subgroups"),
    slots: Array.from({ length: facts.slots }, (_, slot) => slot),
  };
}

/** Rules and lessons that make a good problem impossible. */
export type Injection = { readonly rules: readonly RuleBody[]; readonly lessons?: readonly Activity[] };

/** Puts one kind of impossibility on a good problem; null where it does not fit. */
export type Kind = (ground: Ground) => Injection | null;

/** The problem with an injection, every rule of it compulsory; `injected` are the new rules' indexes. */
export function inject(
  problem: Problem,
  { rules, lessons = [] }: Injection,
): { problem: Problem; injected: readonly number[] } {
  const first = problem.constraints.length;
  const added = rules.map(
    (body, index): Constraint => ({
      ...body,
      weight: 100,
      source: { type: body.kind, index: first + index, line: null, id: null },
    }),
  );
  return {
    problem: {
      ...problem,
      activities: [...problem.activities, ...lessons],
      constraints: [...problem.constraints, ...added],
    },
    injected: added.map((_, index) => first + index),
  };
}

export function pick<T>({ random }: Ground, list: readonly T[]): T | null {
  return list.length === 0 ? null : list[random.below(list.length)]!;
}

/** Some of a list, in drawn order. */
export function draw<T>(ground: Ground, list: readonly T[], count: number): T[] {
  const left = [...list];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(ground.random.below(left.length), 1),
  ).flat();
}

/** The rule's people: one alone. */
export const only = ({ of, id }: Person) => ({ of, ids: [id] });

/** The slots that the person's lessons can have now. */
export const openSlots = ({ facts }: Ground, person: Person): number[] => [
  ...reachable(facts, person.lessons),
];

/** A lesson held at one start. */
export const held = (activity: number, start: number): RuleBody => ({
  kind: "preferredStartingTimes",
  activities: [activity],
  slots: [start],
});

/** Lessons of a person that are free to start at more than one place and are tied to no other. */
export function freeLessons({ facts }: Ground, person: Person): number[] {
  return person.lessons.filter(
    (lesson) => facts.starts[lesson]!.length > 1 && facts.together[lesson]!.length === 1,
  );
}

/** A copy of a lesson as one more. */
export function oneMore(
  { problem }: Ground,
  lesson: number,
  number: number,
  change: Partial<Activity> = {},
): Activity {
  return { ...problem.activities[lesson]!, id: `more-${number}`, component: 1, splitGroup: "", ...change };
}

export const dayOf = ({ facts }: Ground, start: number): number => Math.floor(start / facts.hours);
export const duration = ({ problem }: Ground, lesson: number): number => problem.activities[lesson]!.duration;
export const hours = ({ facts }: Ground, lessons: readonly number[]): number => hoursOf(facts, lessons);
export const place = ({ facts }: Ground, lesson: number, start: number) => placeAt(facts, lesson, start);

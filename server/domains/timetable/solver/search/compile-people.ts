// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint } from "../constraint-types.ts";
import type { Problem } from "../model.ts";
import { activitiesOf } from "./compile-pairs.ts";

/** One entity being compiled: whose week it is, how many people share it exactly, and its rules. */
export interface DraftEntity {
  /** Ascending activity indexes. */
  activities: number[];
  /** Subgroups with the same lessons and rules are one entity; soft costs count this many times. */
  multiplicity: number;
  constraints: Constraint[];
  /** Slots that are neither break nor unavailable to this person. */
  countable: Uint8Array;
  clashes: boolean;
  /** Only the lessons with this tag, or -1 for all. */
  tag: number;
  maxMixedRealDays: number | null;
}

/**
 * The entities of a problem: teachers, merged subgroups, their tagged lessons where a rule speaks of
 * a tag, and one for each hard "not overlapping" set. Schools describe a class of thirty subgroups of
 * which most never part: merging those is worth more than any cleverness later.
 */
export function draftEntities(problem: Problem): DraftEntity[] {
  const entities = [...draftPeople(problem, "teachers"), ...draftPeople(problem, "subgroups")];
  for (const constraint of problem.constraints) {
    if (constraint.kind !== "activitiesNotOverlapping" || constraint.weight < 100) continue;
    entities.push(
      bareEntity(
        [...constraint.activities].sort((a, b) => a - b),
        problem,
      ),
    );
  }
  const used = entities.filter((entity) => entity.activities.length > 0);
  const tagged = used.flatMap((entity) => draftTagged(problem, entity));
  dropDominatedClashes(used, problem.activities.length);
  return [...used, ...tagged];
}

function bareEntity(activities: number[], problem: Problem): DraftEntity {
  return {
    activities,
    multiplicity: 1,
    constraints: [],
    countable: new Uint8Array(problem.days.length * problem.hours.length).fill(1),
    clashes: true,
    tag: -1,
    maxMixedRealDays: null,
  };
}

function draftPeople(problem: Problem, of: "teachers" | "subgroups"): DraftEntity[] {
  const lessons = activitiesOf(problem, of);
  const drafts = lessons.map((activities) => bareEntity(activities, problem));
  const signatures = lessons.map((activities) => activities.join());
  problem.constraints.forEach((constraint, index) => {
    if (constraint.kind === "breakTimes") {
      for (const draft of drafts) for (const slot of constraint.slots) draft.countable[slot] = 0;
    }
    if (!("who" in constraint) || constraint.who.of !== of) return;
    for (const id of constraint.who.ids) {
      drafts[id]!.constraints.push(constraint);
      signatures[id] += `;${index}`;
      if (constraint.kind === "notAvailableTimes") {
        for (const slot of constraint.slots) drafts[id]!.countable[slot] = 0;
      }
    }
  });
  if (of === "teachers") {
    drafts.forEach((draft, id) => {
      draft.maxMixedRealDays = problem.teachers[id]!.maxMixedRealDays;
    });
    return drafts;
  }
  const merged = new Map<string, DraftEntity>();
  drafts.forEach((draft, id) => {
    const twin = merged.get(signatures[id]!);
    if (twin) twin.multiplicity++;
    else merged.set(signatures[id]!, draft);
  });
  return [...merged.values()];
}

/** The same person seen through one tag, for limits on tagged hours. */
function draftTagged(problem: Problem, entity: DraftEntity): DraftEntity[] {
  const byTag = new Map<number, Constraint[]>();
  for (const constraint of entity.constraints) {
    if (!("tag" in constraint) || constraint.tag < 0) continue;
    if (constraint.kind === "minGapsBetweenActivityTag") continue;
    byTag.set(constraint.tag, [...(byTag.get(constraint.tag) ?? []), constraint]);
  }
  return [...byTag]
    .map(([tag, constraints]) => ({
      ...entity,
      activities: entity.activities.filter((a) => problem.activities[a]!.tags.includes(tag)),
      constraints,
      tag,
      clashes: false,
      maxMixedRealDays: null,
    }))
    .filter(({ activities }) => activities.length > 0);
}

/** An entity whose lessons are all lessons of another one need not be asked about clashes. */
function dropDominatedClashes(entities: DraftEntity[], activityCount: number): void {
  const entitiesOf: DraftEntity[][] = Array.from({ length: activityCount }, () => []);
  for (const entity of entities) for (const activity of entity.activities) entitiesOf[activity]!.push(entity);
  const sets = new Map(entities.map((entity) => [entity, new Set(entity.activities)]));
  for (const entity of entities) {
    const larger = entitiesOf[entity.activities[0]!]!.find(
      (other) =>
        other !== entity &&
        other.clashes &&
        other.activities.length >= entity.activities.length &&
        entity.activities.every((activity) => sets.get(other)!.has(activity)),
    );
    if (larger) entity.clashes = false;
  }
}

// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint } from "../constraint-types.ts";
import type { Activity, Problem } from "../model.ts";
import { allProofs } from "./checks/checks.ts";
import { factsOf } from "./facts.ts";
import { isPossible, type Means } from "./possible.ts";
import { bindingRules, restrict } from "./restrict.ts";
import { quickXplain, type Smallest } from "./smallest.ts";

/** One change that frees what a finding shows to be impossible. Slots and rules are those of the problem. */
export type Change =
  /** The rule binds no more. */
  | { readonly kind: "drop"; readonly rule: number }
  /** A number of the rule becomes another. */
  | {
      readonly kind: "limit";
      readonly rule: number;
      readonly param: string;
      readonly from: number;
      readonly to: number;
    }
  /** The rule opens these slots: it takes them off its closed ones, or adds them to its allowed ones. */
  | { readonly kind: "open"; readonly rule: number; readonly slots: readonly number[] }
  /** So many more rooms like this one, for the same lessons. */
  | { readonly kind: "rooms"; readonly room: number; readonly count: number }
  /** These lessons are not held. */
  | { readonly kind: "lessons"; readonly activities: readonly number[]; readonly hours: number };

export type Relaxation = {
  readonly change: Change;
  /** People and lessons for whom the rule of the change speaks: they lose what it gave them. */
  readonly people: number;
  readonly lessons: number;
  /** Further conflicts that the checks see in the whole school after the change. */
  readonly remaining: number;
};

/** Whether a change frees the lessons of a finding. */
type Frees = (change: Change) => boolean;

/**
 * The changes that free a finding, each tried. For every rule of the set its end, the least change of its number, the
 * fewest slots more; more rooms; fewer lessons. The change looked for is the one after which the finding's lessons have
 * a timetable under all rules; where there is none of a kind, one that frees them of this set. What clears the whole
 * school at first sight comes first.
 */
export function relaxations(problem: Problem, { proof, rules }: Smallest, means: Means): Relaxation[] {
  const under = (inForce: readonly number[]): Frees => {
    const tried = new Map<string, boolean>();
    return (change) => {
      const key = JSON.stringify(change);
      const known = tried.get(key) ?? isFree(problem, proof.activities, inForce, change, means);
      tried.set(key, known);
      return known;
    };
  };
  const [fully, partly] = [under(bindingRules(problem)), under(rules)];
  const best = (find: (frees: Frees) => readonly Change[]): readonly Change[] => {
    const full = find(fully);
    return full.length > 0 ? full : find(partly);
  };
  const changes = [
    ...rules.flatMap((rule) => [
      ...best((frees) => leastLimit(problem, rule, frees)),
      ...best((frees) => fewestSlots(problem, rule, frees)),
      ...best((frees) => [{ kind: "drop", rule } as const].filter(frees)),
    ]),
    ...best((frees) => moreRooms(proof.reason, frees)),
    ...best((frees) => fewerLessons(problem, proof, frees)),
  ];
  return changes
    .map((change) => ({ change, ...reachOf(problem, change), remaining: remainingAfter(problem, change) }))
    .sort((a, b) => Number(a.remaining > 0) - Number(b.remaining > 0));
}

function isFree(
  problem: Problem,
  activities: readonly number[],
  rules: readonly number[],
  change: Change,
  means: Means,
): boolean {
  const gone = new Set(change.kind === "lessons" ? change.activities : []);
  const lessons = activities.filter((index) => !gone.has(index));
  return isPossible(restrict(apply(problem, change), lessons, rules).problem, means).is === "possible";
}

function remainingAfter(problem: Problem, change: Change): number {
  const changed = apply(problem, change);
  if (change.kind !== "lessons") return allProofs(factsOf(changed)).length;
  const gone = new Set(change.activities);
  const held = problem.activities.flatMap((_, index) => (gone.has(index) ? [] : [index]));
  return allProofs(factsOf(restrict(changed, held, bindingRules(changed)).problem)).length;
}

/** The problem after a change. */
export function apply(problem: Problem, change: Change): Problem {
  const withRule = (rewrite: (rule: Constraint) => Constraint) => ({
    ...problem,
    constraints: problem.constraints.map((rule, index) =>
      "rule" in change && index === change.rule ? rewrite(rule) : rule,
    ),
  });
  switch (change.kind) {
    case "drop":
      return withRule(dropped);
    case "limit":
      return withRule((rule) => ({ ...rule, [change.param]: change.to }) as Constraint);
    case "open":
      return withRule((rule) => opened(rule, change.slots));
    case "rooms":
      return withRooms(problem, change.room, change.count);
    case "lessons":
      // Lessons keep their index: one without people, rooms and rules of its own is in nobody's way.
      return {
        ...problem,
        activities: problem.activities.map((one, i) => (change.activities.includes(i) ? idle(one) : one)),
      };
  }
}

/** Minimum days between lessons keep parts that bind at any weight, so that only an end of the rule frees them. */
function dropped(rule: Constraint): Constraint {
  return rule.kind === "minDaysBetweenActivities"
    ? { ...rule, weight: 0, activities: rule.activities.slice(0, 1) }
    : { ...rule, weight: 0 };
}

const idle = (activity: Activity): Activity => ({ ...activity, teachers: [], subgroups: [], students: 0 });

const closes: ReadonlySet<string> = new Set([
  "notAvailableTimes",
  "breakTimes",
  "roomNotAvailableTimes",
  "teacherRoomNotAvailableTimes",
]);
const allows: ReadonlySet<string> = new Set(["preferredStartingTimes", "preferredTimeSlots"]);

function opened(rule: Constraint, slots: readonly number[]): Constraint {
  if (!("slots" in rule)) return rule;
  const next = closes.has(rule.kind)
    ? rule.slots.filter((slot) => !slots.includes(slot))
    : [...rule.slots, ...slots].sort((a, b) => a - b);
  return { ...rule, slots: next };
}

function withRooms(problem: Problem, room: number, count: number): Problem {
  const added = Array.from({ length: count }, (_, index) => problem.rooms.length + index);
  return {
    ...problem,
    rooms: [...problem.rooms, ...added.map(() => problem.rooms[room]!)],
    constraints: problem.constraints.map((rule) =>
      "rooms" in rule && rule.rooms.includes(room) ? { ...rule, rooms: [...rule.rooms, ...added] } : rule,
    ),
  };
}

/** Numbers of rules and the way in which they become milder. */
const milder: Readonly<Record<string, 1 | -1>> = {
  maxGaps: 1,
  maxDays: 1,
  maxHours: 1,
  maxSpan: 1,
  maxBeginnings: 1,
  maxSlots: 1,
  maxActivities: 1,
  maxTerms: 1,
  maxRooms: 1,
  maxChanges: 1,
  minDays: -1,
  minHours: -1,
  minGaps: -1,
  minSlots: -1,
  minActivities: -1,
};
/** Steps tried: beyond them the rule is as good as gone. */
const STEPS = 8;

function leastLimit(problem: Problem, rule: number, frees: Frees): Change[] {
  const values = problem.constraints[rule] as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(milder).flatMap(([param, step]) => {
    const from = values[param];
    if (typeof from !== "number") return [];
    for (let by = 1; by <= STEPS; by++) {
      const to = from + step * by;
      if (to < 0) return [];
      const change = { kind: "limit", rule, param, from, to } as const;
      if (frees(change)) return [change];
    }
    return [];
  });
}

function fewestSlots(problem: Problem, rule: number, frees: Frees): Change[] {
  const constraint = problem.constraints[rule]!;
  const isAllowing = allows.has(constraint.kind);
  if (!("slots" in constraint) || !(isAllowing || closes.has(constraint.kind))) return [];
  const week = Array.from({ length: problem.days.length * problem.hours.length }, (_, slot) => slot);
  const candidates = isAllowing ? week.filter((slot) => !constraint.slots.includes(slot)) : constraint.slots;
  const opens = (slots: readonly number[]) => slots.length > 0 && frees({ kind: "open", rule, slots });
  if (!opens(candidates)) return [];
  const slots = quickXplain(candidates, opens);
  return slots.length < candidates.length || !isAllowing ? [{ kind: "open", rule, slots }] : [];
}

/** More rooms than these make a school another one. */
const MOST_ROOMS = 3;

function moreRooms(reason: Smallest["proof"]["reason"], frees: Frees): Change[] {
  const room = "rooms" in reason ? reason.rooms[0] : undefined;
  if (room === undefined) return [];
  for (let count = 1; count <= MOST_ROOMS; count++) {
    const change = { kind: "rooms", room, count } as const;
    if (frees(change)) return [change];
  }
  return [];
}

/** Where lessons are too many, the fewest that would have to go; the shortest are tried first. */
function fewerLessons(problem: Problem, { reason, activities }: Smallest["proof"], frees: Frees): Change[] {
  if (!["overfull", "limited", "roomsOverfull", "apart"].includes(reason.kind)) return [];
  const length = (index: number) => problem.activities[index]!.duration;
  const candidates = [...activities].sort((a, b) => length(a) - length(b));
  const without = (lessons: readonly number[]): Change => ({
    kind: "lessons",
    activities: lessons,
    hours: lessons.reduce((sum, index) => sum + length(index), 0),
  });
  const gone = quickXplain(candidates, (subset) => subset.length > 0 && frees(without(subset)));
  return gone.length > 0 && gone.length < candidates.length ? [without(gone)] : [];
}

function reachOf(problem: Problem, change: Change): { people: number; lessons: number } {
  const rule = "rule" in change ? problem.constraints[change.rule]! : null;
  if (!rule) return { people: 0, lessons: change.kind === "lessons" ? change.activities.length : 0 };
  const people = "who" in rule ? rule.who.ids.length : 0;
  const lessons = "activities" in rule ? rule.activities.length : 0;
  return { people, lessons };
}

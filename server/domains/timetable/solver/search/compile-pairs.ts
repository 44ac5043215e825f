// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Constraint } from "../constraint-types.ts";
import { type Problem, realDayOf, termOf } from "../model.ts";
import { mayTouch, type Starts } from "./compile-starts.ts";

/**
 * Every rule between two activities becomes a table of violations over their two starts, shared by all
 * pairs with the same relation and durations; the search then only reads rows of it.
 */
export interface Pairs {
  tables: Uint8Array[];
  hard: PairEntry[][];
  soft: PairEntry[][];
}

export interface PairEntry {
  other: number;
  table: number;
  cost: number;
}

/** Violations when the first starts at (day, hour) `d1 h1` lasting `l1` and the second at `d2 h2` lasting `l2`. */
type Relation = (d1: number, h1: number, l1: number, d2: number, h2: number, l2: number) => number;

export function compilePairs(problem: Problem, starts: Starts): Pairs {
  const builder = createBuilder(problem, starts);
  for (const constraint of problem.constraints) addConstraint(builder, problem, constraint);
  if (problem.mode === "block-planning") addBlocks(builder, problem);
  return builder.pairs;
}

interface Builder {
  pairs: Pairs;
  add(first: number, second: number, key: string, relation: Relation, weight: number): void;
  readonly starts: Starts;
}

function createBuilder(problem: Problem, starts: Starts): Builder {
  const slots = problem.days.length * problem.hours.length;
  const hours = problem.hours.length;
  /** Per relation: its tables by the lengths of the two activities, and which comes first. */
  const known = new Map<string, Map<number, number>>();
  const rows = () => problem.activities.map(() => [] as PairEntry[]);
  const pairs: Pairs = { tables: [], hard: rows(), soft: rows() };

  /** The table whose rows are starts of `other` and whose columns are starts of the activity itself. */
  const tableFor = (
    key: string,
    relation: Relation,
    ownFirst: boolean,
    own: number,
    other: number,
  ): number => {
    const tables = known.get(key) ?? new Map<number, number>();
    known.set(key, tables);
    const durations = (own * 2 + Number(ownFirst)) * 65_536 + other;
    const existing = tables.get(durations);
    if (existing !== undefined) return existing;
    const table = new Uint8Array(slots * slots);
    for (let otherSlot = 0; otherSlot < slots; otherSlot++) {
      const d2 = Math.floor(otherSlot / hours);
      const h2 = otherSlot % hours;
      for (let ownSlot = 0; ownSlot < slots; ownSlot++) {
        const d1 = Math.floor(ownSlot / hours);
        const h1 = ownSlot % hours;
        const count = ownFirst ? relation(d1, h1, own, d2, h2, other) : relation(d2, h2, other, d1, h1, own);
        table[otherSlot * slots + ownSlot] = Math.min(255, count);
      }
    }
    pairs.tables.push(table);
    tables.set(durations, pairs.tables.length - 1);
    return pairs.tables.length - 1;
  };

  return {
    pairs,
    starts,
    add(first, second, key, relation, weight) {
      if (first === second || weight <= 0) return;
      const l1 = problem.activities[first]!.duration;
      const l2 = problem.activities[second]!.duration;
      const rowsOf = weight >= 100 ? pairs.hard : pairs.soft;
      const cost = weight >= 100 ? Number.POSITIVE_INFINITY : weight / 100;
      rowsOf[first]!.push({ other: second, table: tableFor(key, relation, true, l1, l2), cost });
      rowsOf[second]!.push({ other: first, table: tableFor(key, relation, false, l2, l1), cost });
    },
  };
}

/** In a block plan the days run in parallel: a subgroup's hour is taken on all of them at once. */
function addBlocks(builder: Builder, problem: Problem): void {
  const sameHours: Relation = (_d1, h1, l1, _d2, h2, l2) =>
    Math.max(0, Math.min(h1 + l1, h2 + l2) - Math.max(h1, h2));
  const seen = new Set<number>();
  for (const activities of activitiesOf(problem, "subgroups")) {
    eachPair(activities, (first, second) => {
      const key = first * problem.activities.length + second;
      if (!seen.has(key)) builder.add(first, second, "sameHours", sameHours, 100);
      seen.add(key);
    });
  }
}

function eachPair(activities: readonly number[], visit: (first: number, second: number) => void): void {
  for (let i = 0; i < activities.length; i++) {
    for (let j = i + 1; j < activities.length; j++) visit(activities[i]!, activities[j]!);
  }
}

const ended: Relation = (d1, h1, l1, d2, h2) => (d1 < d2 || (d1 === d2 && h1 + l1 <= h2) ? 0 : 1);
const overlap: Relation = (d1, h1, l1, d2, h2, l2) =>
  d1 === d2 ? Math.max(0, Math.min(h1 + l1, h2 + l2) - Math.max(h1, h2)) : 0;

function addConstraint(builder: Builder, problem: Problem, constraint: Constraint): void {
  const { weight } = constraint;
  const all = (key: string, relation: Relation, activities: readonly number[], by = weight) =>
    eachPair(activities, (first, second) => builder.add(first, second, key, relation, by));
  switch (constraint.kind) {
    case "minDaysBetweenActivities":
      addMinDays(problem, constraint, all);
      break;
    case "maxDaysBetweenActivities": {
      const day = (d: number) => (constraint.unit === "realDay" ? realDayOf(problem, d) : d);
      const { maxDays } = constraint;
      const apart: Relation = (d1, _h1, _l1, d2) => Math.max(0, Math.abs(day(d1) - day(d2)) - maxDays);
      all(`maxDays${maxDays}${constraint.unit}`, apart, constraint.activities);
      break;
    }
    case "maxTermsBetweenActivities": {
      const { maxTerms } = constraint;
      const apart: Relation = (d1, _h1, _l1, d2) =>
        Math.max(0, Math.abs(termOf(problem, d1) - termOf(problem, d2)) - maxTerms);
      all(`maxTerms${maxTerms}`, apart, constraint.activities);
      break;
    }
    case "minGapsBetweenActivities": {
      const { minGaps } = constraint;
      all(`minGaps${minGaps}`, atLeastApart(minGaps), constraint.activities);
      break;
    }
    case "maxGapsBetweenActivities": {
      const { maxGaps } = constraint;
      const apart: Relation = (d1, h1, l1, d2, h2, l2) => {
        if (d1 !== d2) return 0;
        return Math.max(0, (h1 <= h2 ? h2 - h1 - l1 : h1 - h2 - l2) - maxGaps);
      };
      all(`maxGaps${maxGaps}`, apart, constraint.activities);
      break;
    }
    case "activitiesSameStartingTime":
      all("sameStart", (d1, h1, _l1, d2, h2) => (d1 === d2 && h1 === h2 ? 0 : 1), constraint.activities);
      break;
    case "activitiesSameStartingHour":
      all("sameHour", (_d1, h1, _l1, _d2, h2) => (h1 === h2 ? 0 : 1), constraint.activities);
      break;
    case "activitiesSameStartingDay":
      all("sameDay", (d1, _h1, _l1, d2) => (d1 === d2 ? 0 : 1), constraint.activities);
      break;
    case "activitiesNotOverlapping":
      // The hard form is an entity that can be in one place only (compile-entities.ts).
      if (weight < 100) all("overlap", overlap, constraint.activities);
      break;
    case "activityTagsNotOverlapping":
      eachMeetingPair(problem, builder.starts, constraint.groups, (first, second) =>
        builder.add(first, second, "overlap", overlap, weight),
      );
      break;
    default:
      addOrders(builder, problem, constraint);
  }
}

function atLeastApart(minGaps: number): Relation {
  return (d1, h1, l1, d2, h2, l2) => {
    if (d1 !== d2) return 0;
    return Math.max(0, h1 <= h2 ? h1 + l1 + minGaps - h2 : h2 + l2 + minGaps - h1);
  };
}

/** Pairs across groups of activities that may ever run at the same time: tags relate hundreds of lessons that never can. */
function eachMeetingPair(
  problem: Problem,
  starts: Starts,
  groups: readonly (readonly number[])[],
  visit: (first: number, second: number) => void,
): void {
  const slots = problem.days.length * problem.hours.length;
  groups.forEach((group, index) => {
    const others = groups.slice(index + 1).flat();
    for (const first of group) {
      const own = new Uint8Array(slots);
      for (let i = starts.startRow[first]!; i < starts.startRow[first + 1]!; i++)
        own.fill(1, starts.startList[i], starts.startList[i]! + problem.activities[first]!.duration);
      for (const second of others) if (mayTouch(problem, starts, second, own)) visit(first, second);
    }
  });
}

type MinDays = Extract<Constraint, { kind: "minDaysBetweenActivities" }>;

/** The distance is as soft as the weight says; "consecutive if on the same day" is hard at any weight. */
function addMinDays(
  problem: Problem,
  constraint: MinDays,
  all: (key: string, relation: Relation, activities: readonly number[], weight: number) => void,
): void {
  const { minDays, unit } = constraint;
  const day = (d: number) => (unit === "realDay" ? realDayOf(problem, d) : d);
  const near: Relation = (d1, _h1, _l1, d2) => Math.max(0, minDays - Math.abs(day(d1) - day(d2)));
  all(`minDays${minDays}${unit}`, near, constraint.activities, constraint.weight);
  if (!constraint.consecutiveIfSameDay) return;
  const apart: Relation = (d1, h1, l1, d2, h2, l2) => {
    if (day(d1) !== day(d2)) return 0;
    return d1 === d2 && (h1 + l1 === h2 || h2 + l2 === h1) ? 0 : 1;
  };
  if (constraint.weight < 100) all(`touching${unit}`, apart, constraint.activities, 100);
}

/** Rules about which of two lessons comes first, and how closely. */
function addOrders(builder: Builder, problem: Problem, constraint: Constraint): void {
  const { weight } = constraint;
  switch (constraint.kind) {
    case "twoActivitiesConsecutive": {
      const next = nextFreeHour(problem);
      const follows: Relation = (d1, h1, l1, d2, h2) => (d1 === d2 && h2 === next(d1, h1 + l1) ? 0 : 1);
      builder.add(constraint.first, constraint.second, "consecutive", follows, weight);
      break;
    }
    case "twoActivitiesGrouped": {
      const next = nextFreeHour(problem);
      const touches: Relation = (d1, h1, l1, d2, h2, l2) =>
        d1 === d2 && (h2 === next(d1, h1 + l1) || h1 === next(d1, h2 + l2)) ? 0 : 1;
      builder.add(constraint.first, constraint.second, "grouped", touches, weight);
      break;
    }
    case "twoActivitiesOrdered":
      builder.add(constraint.first, constraint.second, "ordered", ended, weight);
      break;
    case "twoActivitiesOrderedIfSameDay": {
      const sameDay: Relation = (d1, h1, l1, d2, h2) => (d1 !== d2 || h1 + l1 <= h2 ? 0 : 1);
      builder.add(constraint.first, constraint.second, "orderedIfSameDay", sameDay, weight);
      break;
    }
    case "twoSetsOfActivitiesOrdered":
      for (const first of constraint.first) {
        for (const second of constraint.second) builder.add(first, second, "ordered", ended, weight);
      }
      break;
    default:
      addPeoplePairs(builder, problem, constraint);
  }
}

/** The first hour from `hour` on that is not a break. */
function nextFreeHour(problem: Problem): (day: number, hour: number) => number {
  const hours = problem.hours.length;
  const breaks = new Set(problem.constraints.flatMap((c) => (c.kind === "breakTimes" ? c.slots : [])));
  return (day, hour) => {
    let at = hour;
    while (at < hours && breaks.has(day * hours + at)) at++;
    return at;
  };
}

/** Rules on people that come down to pairs of their activities. */
function addPeoplePairs(builder: Builder, problem: Problem, constraint: Constraint): void {
  const { weight } = constraint;
  if (constraint.kind === "activitiesEndDay" || constraint.kind === "activitiesBeginDay") {
    const last = constraint.kind === "activitiesEndDay";
    const relation: Relation = (d1, h1, _l1, d2, h2) => (d1 === d2 && (last ? h2 > h1 : h2 < h1) ? 1 : 0);
    const sharers = activitiesOf(problem, constraint.of);
    for (const activity of constraint.activities) {
      const people = problem.activities[activity]![constraint.of];
      const others = new Set(people.flatMap((person) => sharers[person]!));
      for (const other of others) builder.add(activity, other, constraint.kind, relation, weight);
    }
  }
  if (
    constraint.kind === "minGapsBetweenOrderedPairOfActivityTags" ||
    constraint.kind === "minGapsBetweenActivityTag"
  ) {
    addTagGaps(builder, problem, constraint);
  }
}

function addTagGaps(
  builder: Builder,
  problem: Problem,
  constraint: Extract<
    Constraint,
    { kind: "minGapsBetweenOrderedPairOfActivityTags" | "minGapsBetweenActivityTag" }
  >,
): void {
  const { minGaps, weight } = constraint;
  const ordered = constraint.kind === "minGapsBetweenOrderedPairOfActivityTags";
  const [firstTag, secondTag] = ordered
    ? [constraint.firstTag, constraint.secondTag]
    : [constraint.tag, constraint.tag];
  const soonAfter: Relation = (d1, h1, l1, d2, h2) =>
    d1 === d2 && h2 >= h1 + l1 && h2 - h1 - l1 < minGaps ? 1 : 0;
  const sharers = activitiesOf(problem, constraint.who.of);
  const seen = new Set<number>();
  for (const person of constraint.who.ids) {
    const own = sharers[person]!;
    for (const first of own.filter((a) => problem.activities[a]!.tags.includes(firstTag))) {
      for (const second of own.filter((a) => problem.activities[a]!.tags.includes(secondTag))) {
        const key = first * problem.activities.length + second;
        if (seen.has(key)) continue;
        seen.add(key);
        builder.add(first, second, `tagGap${minGaps}`, soonAfter, weight);
      }
    }
  }
}

/** Per teacher or subgroup, its activities. */
export function activitiesOf(problem: Problem, of: "teachers" | "subgroups"): number[][] {
  const lists = problem[of].map(() => [] as number[]);
  problem.activities.forEach((activity, index) => {
    for (const person of activity[of]) lists[person]!.push(index);
  });
  return lists;
}

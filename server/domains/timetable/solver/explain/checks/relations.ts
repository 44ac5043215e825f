// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import { realDayOf } from "../../model.ts";
import { type Facts, ofKind } from "../facts.ts";
import { hallViolator } from "../matching.ts";
import type { Proof } from "../proof.ts";

/**
 * Lessons that must lie days apart, in too short a week. Proof: one day takes one of them (below weight 100 two, which
 * bind at any weight), so a matching of lessons and days finds those that have too few (Hall's theorem). Where more
 * than a day must lie between, going through the open days and taking each that is far enough from the last taken
 * gives the most days that can be used.
 */
export function apart(facts: Facts): Proof[] {
  return ofKind(facts.problem, "minDaysBetweenActivities").flatMap((rule): Proof[] => {
    const daysOf = rule.activities.map((index) => daysOpen(facts, rule, index));
    const strict = rule.weight >= 100 && rule.minDays > 0;
    const perDay = strict ? 1 : 2;
    const violator = hallViolator(daysOf, facts.problem.days.length, () => perDay);
    const spread = strict ? mostApart(new Set(daysOf.flat()), rule.minDays) : Number.POSITIVE_INFINITY;
    if (!violator && rule.activities.length <= spread) return [];
    const activities = violator
      ? violator.left.map((position) => rule.activities[position]!)
      : rule.activities;
    const possible = violator ? violator.right.length * perDay : spread;
    const reason = {
      kind: "apart" as const,
      lessons: activities.length,
      possible,
      minDays: strict ? rule.minDays : 0,
    };
    return [{ reason, activities: [...new Set(activities.flatMap((index) => facts.together[index]!))] }];
  });
}

function daysOpen(facts: Facts, { unit }: { unit: "day" | "realDay" }, activity: number): number[] {
  const days = facts.starts[activity]!.map((slot) => {
    const day = Math.floor(slot / facts.hours);
    return unit === "realDay" ? realDayOf(facts.problem, day) : day;
  });
  return [...new Set(days)];
}

function mostApart(open: ReadonlySet<number>, minDays: number): number {
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const day of [...open].sort((a, b) => a - b)) {
    if (day - last < minDays) continue;
    count++;
    last = day;
  }
  return count;
}

/**
 * Lessons in a circle, each before the next. Proof: time does not run in circles; a lesson that follows itself through
 * others would start after its own end. Found by taking away lessons that wait for nobody, as long as there are some.
 */
export function circle(facts: Facts): Proof[] {
  const after = facts.problem.activities.map(() => new Set<number>());
  for (const [first, second] of beforeAfter(facts)) after[first]!.add(second);
  const state = new Uint8Array(after.length);
  const path: number[] = [];
  const search = (node: number): number[] | null => {
    state[node] = 1;
    path.push(node);
    for (const next of after[node]!) {
      if (state[next] === 1) return path.slice(path.indexOf(next));
      const found = state[next] === 0 ? search(next) : null;
      if (found) return found;
    }
    state[node] = 2;
    path.pop();
    return null;
  };
  for (const node of after.keys()) {
    const found = state[node] === 0 ? search(node) : null;
    if (found) return [{ reason: { kind: "circle", lessons: found.length }, activities: found }];
  }
  return [];
}

function beforeAfter({ problem }: Facts): (readonly [number, number])[] {
  return problem.constraints.flatMap((one): (readonly [number, number])[] => {
    if (one.weight < 100) return [];
    if (one.kind === "twoActivitiesOrdered" || one.kind === "twoActivitiesConsecutive")
      return [[one.first, one.second]];
    if (one.kind !== "twoSetsOfActivitiesOrdered") return [];
    return one.first.flatMap((first) => one.second.map((second) => [first, second] as const));
  });
}

// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Place } from "../constraints/board.ts";
import { type Problem, realDayOf, termOf } from "../model.ts";
import { binds } from "./restrict.ts";

/** A rule over two lessons: whether the first may be at one place while the second is at the other. */
export type Relation = {
  readonly constraint: number;
  readonly first: number;
  readonly second: number;
  readonly allows: Allows;
};
type Allows = (first: Place, second: Place) => boolean;

/** What relations need to know of the week. */
type Week = { readonly problem: Problem; readonly isBreak: Uint8Array };

/** Every binding rule over two lessons, as the judge in `constraints/` counts it (relations.test.ts holds it to that). */
export function relationsOf(problem: Problem, isBreak: Uint8Array): Relation[] {
  const week = { problem, isBreak };
  return problem.constraints.flatMap((constraint, index) => {
    if (!binds(constraint)) return [];
    return relate(week, index).map(([first, second, allows]) => ({
      constraint: index,
      first,
      second,
      allows,
    }));
  });
}

type Related = readonly [first: number, second: number, allows: Allows];

function relate(week: Week, index: number): Related[] {
  const constraint = week.problem.constraints[index]!;
  switch (constraint.kind) {
    case "activityTagsNotOverlapping":
      return constraint.groups.flatMap((group, i) =>
        constraint.groups.slice(i + 1).flatMap((other) => cross(group, other, doNotOverlap)),
      );
    case "twoActivitiesConsecutive":
      return [[constraint.first, constraint.second, (a, b) => follows(week, a, b)]];
    case "twoActivitiesGrouped":
      return [[constraint.first, constraint.second, (a, b) => follows(week, a, b) || follows(week, b, a)]];
    case "threeActivitiesGrouped":
      return threeGrouped(week, constraint);
    case "twoActivitiesOrdered":
      return [[constraint.first, constraint.second, isOrdered]];
    case "twoActivitiesOrderedIfSameDay":
      return [[constraint.first, constraint.second, (a, b) => a.day !== b.day || a.end <= b.hour]];
    case "twoSetsOfActivitiesOrdered":
      return cross(constraint.first, constraint.second, isOrdered);
    case "activitiesEndDay":
    case "activitiesBeginDay":
      return edgesApart(week.problem, constraint);
    default: {
      const allows = amongAll(week, index);
      return allows && "activities" in constraint ? pairs(constraint.activities, allows) : [];
    }
  }
}

/** What a rule over a list of lessons asks of each two of them; null for rules that are no such. */
function amongAll({ problem }: Week, index: number): Allows | null {
  const constraint = problem.constraints[index]!;
  const apart = (unit: "day" | "realDay", a: Place, b: Place) =>
    unit === "realDay"
      ? Math.abs(realDayOf(problem, a.day) - realDayOf(problem, b.day))
      : Math.abs(a.day - b.day);
  switch (constraint.kind) {
    case "minDaysBetweenActivities": {
      const { unit, consecutiveIfSameDay } = constraint;
      const minDays = constraint.weight >= 100 ? constraint.minDays : 0;
      return (a, b) => {
        const days = apart(unit, a, b);
        if (days < minDays) return false;
        return days > 0 || !consecutiveIfSameDay || (a.day === b.day && touch(a, b));
      };
    }
    case "maxDaysBetweenActivities":
      return (a, b) => apart(constraint.unit, a, b) <= constraint.maxDays;
    case "maxTermsBetweenActivities":
      return (a, b) => Math.abs(termOf(problem, a.day) - termOf(problem, b.day)) <= constraint.maxTerms;
    case "minGapsBetweenActivities":
      return (a, b) => a.day !== b.day || gapBetween(a, b) >= constraint.minGaps;
    case "maxGapsBetweenActivities":
      return (a, b) => a.day !== b.day || gapBetween(a, b) <= constraint.maxGaps;
    case "activitiesSameStartingTime":
      return (a, b) => a.day === b.day && a.hour === b.hour;
    case "activitiesSameStartingHour":
      return (a, b) => a.hour === b.hour;
    case "activitiesSameStartingDay":
      return (a, b) => a.day === b.day;
    case "activitiesNotOverlapping":
      return doNotOverlap;
    default:
      return null;
  }
}

function pairs(activities: readonly number[], allows: Allows): Related[] {
  return activities.flatMap((first, i) =>
    activities.slice(i + 1).map((second): Related => [first, second, allows]),
  );
}

function cross(firsts: readonly number[], seconds: readonly number[], allows: Allows): Related[] {
  return firsts.flatMap((first) =>
    seconds.flatMap((second): Related[] => (first === second ? [] : [[first, second, allows]])),
  );
}

/** Two of three grouped lessons touch, or leave room for the third between them. */
function threeGrouped(
  week: Week,
  { first, second, third }: { first: number; second: number; third: number },
): Related[] {
  const fits = (between: number) => {
    const length = week.problem.activities[between]!.duration;
    const reaches = (a: Place, b: Place) => {
      const hour = nextHour(week, a.day, a.end);
      return a.day === b.day && follows(week, { day: a.day, hour, end: hour + length }, b);
    };
    return (a: Place, b: Place) =>
      follows(week, a, b) || follows(week, b, a) || reaches(a, b) || reaches(b, a);
  };
  return [
    [first, second, fits(third)],
    [first, third, fits(second)],
    [second, third, fits(first)],
  ];
}

/** Two lessons of one person that both end, or both begin, the day lie on different days. */
function edgesApart(
  problem: Problem,
  { activities, of }: { readonly activities: readonly number[]; readonly of: "teachers" | "subgroups" },
): Related[] {
  const peopleOf = (index: number) => problem.activities[index]![of];
  return pairs(activities, (a, b) => a.day !== b.day).filter(([first, second]) =>
    peopleOf(first).some((id) => peopleOf(second).includes(id)),
  );
}

function doNotOverlap(a: Place, b: Place): boolean {
  return a.day !== b.day || a.end <= b.hour || b.end <= a.hour;
}

function isOrdered(a: Place, b: Place): boolean {
  return a.day < b.day || (a.day === b.day && a.end <= b.hour);
}

function touch(a: Place, b: Place): boolean {
  return a.end === b.hour || b.end === a.hour;
}

function gapBetween(a: Place, b: Place): number {
  return a.hour < b.hour ? b.hour - a.end : a.hour - b.end;
}

/** The first hour from `hour` on that is no break. */
function nextHour({ problem, isBreak }: Week, day: number, hour: number): number {
  let next = hour;
  while (next < problem.hours.length && isBreak[day * problem.hours.length + next]) next++;
  return next;
}

function follows(week: Week, earlier: Place, later: Place): boolean {
  return earlier.day === later.day && later.hour === nextHour(week, earlier.day, earlier.end);
}

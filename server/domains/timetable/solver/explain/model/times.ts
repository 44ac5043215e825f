// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import { realDayOf } from "../../model.ts";
import { ofKind, placeAt } from "../facts.ts";
import type { Relation } from "../relations.ts";
import type { Draft } from "./draft.ts";

/** Every lesson starts exactly once, and nobody is at two places at once. */
export function addLessons({ facts, builder, startColumns, running }: Draft): void {
  for (const columns of startColumns) builder.equal(columns, 1);
  for (const { lessons, of } of facts.people) {
    for (let slot = 0; slot < facts.slots; slot++)
      builder.atMost(
        lessons.flatMap((lesson) => running(lesson, slot)),
        1,
      );
    if (facts.problem.mode !== "block-planning" || of === "teachers") continue;
    for (let hour = 0; hour < facts.hours; hour++) {
      const column = facts.problem.days.flatMap((_, day) =>
        lessons.flatMap((lesson) => running(lesson, day * facts.hours + hour)),
      );
      builder.atMost(column, 1);
    }
  }
}

/**
 * Rules over two lessons. Those that a row over all listed lessons says more strongly have it: same starts are equal
 * sums, minimum days allow one lesson in each window of days, lessons that may not overlap one in each slot. The others
 * go start by start: a lesson's start needs one of the other's that goes with it.
 */
export function addRelations(draft: Draft): void {
  addSameStarts(draft);
  addMinDays(draft);
  addNotOverlapping(draft);
  const { facts } = draft;
  for (const relation of facts.relations) {
    const rule = facts.problem.constraints[relation.constraint]!;
    if (rule.kind === "activitiesSameStartingTime" || rule.kind === "activitiesNotOverlapping") continue;
    if (rule.kind === "minDaysBetweenActivities" && !rule.consecutiveIfSameDay) continue;
    addSupports(draft, relation);
  }
}

/** A start of the first needs a start of the second that goes with it. */
function addSupports({ facts, builder, startColumns }: Draft, { first, second, allows }: Relation): void {
  const places = facts.starts[second]!.map((start) => placeAt(facts, second, start));
  facts.starts[first]!.forEach((start, position) => {
    const place = placeAt(facts, first, start);
    const going = startColumns[second]!.filter((_, index) => allows(place, places[index]!));
    if (going.length < places.length) builder.atMost([startColumns[first]![position]!], 0, going);
  });
}

function addSameStarts({ facts, builder, startColumns }: Draft): void {
  const groups = new Set(facts.together.filter((group) => group.length > 1));
  for (const [head, ...others] of groups)
    for (const other of others)
      startColumns[head!]!.forEach((column, position) => {
        builder.equal([column], 0, [startColumns[other]![position]!]);
      });
}

function addMinDays({ facts, builder, startsWhere }: Draft): void {
  const { problem, hours } = facts;
  for (const rule of ofKind(problem, "minDaysBetweenActivities")) {
    const dayOf = (start: number) => {
      const day = Math.floor(start / hours);
      return rule.unit === "realDay" ? realDayOf(problem, day) : day;
    };
    const within = (from: number, length: number) =>
      rule.activities.flatMap((activity) =>
        startsWhere(activity, (start) => dayOf(start) >= from && dayOf(start) < from + length),
      );
    const lastDay = dayOf(facts.slots - 1);
    const strict = rule.weight >= 100 && rule.minDays > 0;
    for (let day = 0; day <= lastDay; day++)
      builder.atMost(within(day, strict ? rule.minDays : 1), strict ? 1 : 2);
  }
}

function addNotOverlapping({ facts, builder, running }: Draft): void {
  for (const { activities } of ofKind(facts.problem, "activitiesNotOverlapping"))
    for (let slot = 0; slot < facts.slots; slot++)
      builder.atMost(
        activities.flatMap((activity) => running(activity, slot)),
        1,
      );
}

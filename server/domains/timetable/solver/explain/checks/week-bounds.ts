// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint } from "../../constraint-types.ts";
import { type Facts, type Person, reachable } from "../facts.ts";

/** For each day, the slots that any of the lessons can cover. */
export function openHours(facts: Facts, lessons: readonly number[]): number[][] {
  const open = reachable(facts, lessons);
  return facts.problem.days.map((_, day) =>
    Array.from({ length: facts.hours }, (_, hour) => day * facts.hours + hour).filter((slot) =>
      open.has(slot),
    ),
  );
}

/** An upper bound on the hours of a person's lessons (those with a tag, or all for -1) in any timetable. */
export function hoursAtMost(facts: Facts, person: Person, lessons: readonly number[], tag: number): number {
  const open = openHours(facts, lessons);
  const perDay = open.map((slots, day) => dayAtMost(facts, person.rules, slots, day, tag));
  const perRealDay = realDays(facts, perDay).map((halves) =>
    Math.min(sum(halves), ...person.rules.flatMap((rule) => realDayLimit(rule, tag))),
  );
  const bounds = person.rules.flatMap((rule) => weekLimit(facts, rule, { open, perDay, perRealDay }));
  return Math.min(sum(perRealDay), mixedLimit(facts, person, perDay), ...bounds);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const largest = (values: readonly number[], count: number): number =>
  sum([...values].sort((a, b) => b - a).slice(0, Math.max(0, count)));

function realDays({ problem }: Facts, perDay: readonly number[]): number[][] {
  if (problem.mode !== "mornings-afternoons") return perDay.map((hours) => [hours]);
  return perDay.flatMap((hours, day) => (day % 2 === 0 ? [[hours, perDay[day + 1] ?? 0]] : []));
}

/** Hours that fit into one day: the open ones, fewer where a rule limits hours, span or hours without a pause. */
function dayAtMost(
  facts: Facts,
  rules: readonly Constraint[],
  open: readonly number[],
  day: number,
  tag: number,
): number {
  const halves = facts.problem.mode === "mornings-afternoons";
  const limits = rules.map((rule) => {
    if (rule.kind === "maxHoursDaily" && ofTag(rule.tag, tag) && (rule.unit === "day" || !halves))
      return rule.maxHours;
    if (rule.kind === "maxSpanPerDay" && (rule.unit === "day" || !halves))
      return rule.maxSpan + (rule.oneDayException ? 1 : 0);
    if (rule.kind === "maxHoursContinuously" && ofTag(rule.tag, tag))
      return withPauses(facts, day, open, rule.maxHours);
    return Number.POSITIVE_INFINITY;
  });
  return Math.min(open.length, ...limits);
}

/** A limit on all hours binds those of a tag; one on another tag's does not. */
const ofTag = (limited: number, tag: number): boolean => limited < 0 || limited === tag;

/** The most open hours of a day of which no more than `longest` follow each other. */
function withPauses(facts: Facts, day: number, open: readonly number[], longest: number): number {
  let count = 0;
  let run = 0;
  for (let slot = day * facts.hours; slot < (day + 1) * facts.hours; slot++) {
    const usable = open.includes(slot) && run < longest;
    run = usable ? run + 1 : 0;
    if (usable) count++;
  }
  return count;
}

function realDayLimit(rule: Constraint, tag: number): number[] {
  return rule.kind === "maxHoursDaily" && rule.unit === "realDay" && ofTag(rule.tag, tag)
    ? [rule.maxHours]
    : [];
}

type Week = {
  readonly open: readonly (readonly number[])[];
  readonly perDay: readonly number[];
  readonly perRealDay: readonly number[];
};

/** What one rule over the week leaves of it. */
function weekLimit(facts: Facts, rule: Constraint, { open, perDay, perRealDay }: Week): number[] {
  const halves = facts.problem.mode === "mornings-afternoons";
  const mornings = perDay.filter((_, day) => day % 2 === 0);
  const afternoons = perDay.filter((_, day) => day % 2 === 1);
  if (rule.kind === "maxDaysPerWeek") {
    if (rule.unit === "day") return [largest(perDay, rule.maxDays)];
    if (rule.unit === "realDay") return [largest(perRealDay, rule.maxDays)];
    if (!halves) return [];
    return rule.unit === "morning"
      ? [largest(mornings, rule.maxDays) + sum(afternoons)]
      : [sum(mornings) + largest(afternoons, rule.maxDays)];
  }
  if (rule.kind === "maxHoursPerAllAfternoons" && halves)
    return [sum(mornings) + Math.min(sum(afternoons), rule.maxHours)];
  if (rule.kind === "intervalMaxDaysPerWeek" && rule.unit === "day") {
    const outside = open.map((slots, day) =>
      Math.min(
        perDay[day]!,
        slots.filter((slot) => slot % facts.hours < rule.startHour || slot % facts.hours >= rule.endHour)
          .length,
      ),
    );
    const gains = perDay.map((hours, day) => hours - outside[day]!);
    return [sum(outside) + largest(gains, rule.maxDays)];
  }
  return [];
}

/** A teacher who may have both halves on so many real days only has one half, the longer, on the others. */
function mixedLimit({ problem }: Facts, person: Person, perDay: readonly number[]): number {
  const mixed = person.of === "teachers" ? problem.teachers[person.id]!.maxMixedRealDays : null;
  if (problem.mode !== "mornings-afternoons" || mixed === null) return Number.POSITIVE_INFINITY;
  const pairs = perDay.flatMap((hours, day) =>
    day % 2 === 0 ? [[hours, perDay[day + 1] ?? 0] as const] : [],
  );
  const longer = pairs.map(([a, b]) => Math.max(a, b));
  const shorter = pairs.map(([a, b]) => Math.min(a, b));
  return sum(longer) + largest(shorter, mixed);
}

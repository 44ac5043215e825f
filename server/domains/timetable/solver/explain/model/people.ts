// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint } from "../../constraint-types.ts";
import { addDayEdges } from "./day-edges.ts";
import type { Draft } from "./draft.ts";
import { addGaps } from "./gaps.ts";
import { type PersonWeek, weekOf } from "./person-week.ts";
import { times } from "./selections.ts";

/** The rules over the week of each person; and, for teachers of two halves, how often both are used. */
export function addPeople(draft: Draft): void {
  const { facts } = draft;
  for (const person of facts.people) {
    const week = weekOf(draft, person);
    for (const rule of person.rules) {
      addHours(week, rule);
      addDays(week, rule);
      addGaps(week, rule);
    }
    addMixedDays(week);
  }
  addDayEdges(draft);
}

/** Hours per day and hours on end. */
function addHours(week: PersonWeek, rule: Constraint): void {
  const { draft, stretches, busyIn, used } = week;
  const { builder, facts } = draft;
  switch (rule.kind) {
    case "maxHoursDaily":
      for (const { slots } of stretches(rule.unit)) builder.atMost(busyIn(slots, rule.tag), rule.maxHours);
      return;
    case "maxHoursContinuously":
      for (const { slots } of stretches("day")) {
        for (let from = 0; from + rule.maxHours < slots.length; from++) {
          const window = slots.slice(from, from + rule.maxHours + 1);
          if (!window.some((slot) => facts.isBreak[slot]))
            builder.atMost(busyIn(window, rule.tag), rule.maxHours);
        }
      }
      return;
    case "teachersMinHoursDaily":
      for (const { slots } of stretches(rule.unit))
        builder.atLeast(busyIn(slots), 0, times(used(slots), rule.minHours));
      return;
    case "studentsMinHoursDaily":
      addStudentsMinHours(week, rule);
      return;
    case "tagMinHoursDaily":
      for (const { slots } of stretches("day")) {
        const hours = busyIn(slots, rule.tag);
        if (!rule.allowEmpty) builder.atLeast(hours, rule.minHours);
        else builder.atLeast(hours, 0, times(builder.anyOf(hours), rule.minHours));
      }
      return;
    case "maxHoursPerAllAfternoons":
      builder.atMost(
        stretches("afternoon").flatMap(({ slots }) => busyIn(slots)),
        rule.maxHours,
      );
      return;
  }
}

function addStudentsMinHours(
  { draft, stretches, busyIn, used }: PersonWeek,
  rule: Extract<Constraint, { kind: "studentsMinHoursDaily" }>,
): void {
  const { builder, facts } = draft;
  const halves = rule.unit === "day" && facts.problem.mode === "mornings-afternoons";
  for (const { slots } of stretches(rule.unit)) {
    if (rule.allowEmpty || halves) builder.atLeast(busyIn(slots), 0, times(used(slots), rule.minHours));
    else builder.atLeast(busyIn(slots), rule.minHours);
  }
  if (halves && !rule.allowEmpty)
    for (const { slots } of stretches("realDay")) builder.atLeast(busyIn(slots), 1);
}

/** Which days are used. */
function addDays(week: PersonWeek, rule: Constraint): void {
  const { draft, stretches, used, busyIn } = week;
  const { builder } = draft;
  switch (rule.kind) {
    case "maxDaysPerWeek":
      builder.atMost(
        stretches(rule.unit).map(({ slots }) => used(slots)),
        rule.maxDays,
      );
      return;
    case "minDaysPerWeek": {
      const there = stretches(rule.unit).map(({ slots }) => {
        const column = builder.column();
        builder.atMost([column], 0, busyIn(slots));
        return column;
      });
      builder.atLeast(there, rule.minDays);
      return;
    }
    case "intervalMaxDaysPerWeek": {
      const days = stretches(rule.unit).map(({ slots }) => used(slots.slice(rule.startHour, rule.endHour)));
      builder.atMost(days, rule.maxDays);
      return;
    }
    case "maxThreeConsecutiveDays": {
      const days = stretches("day").map(({ slots }) => used(slots));
      days.forEach((_, first) => {
        const excused = rule.allowAfternoonMorningException && first % 2 === 1;
        const window = days.slice(first, first + 4);
        if (!excused && window.length === 4) builder.atMost(window, 3);
      });
      return;
    }
    case "maxTwoConsecutiveHalves": {
      const halves = stretches(rule.unit).map(({ slots }) => used(slots));
      halves.forEach((_, first) => {
        const window = halves.slice(first, first + 3);
        if (window.length === 3) builder.atMost(window, 2);
      });
      return;
    }
    case "maxTwoActivityTagsPerDay":
      for (const { slots } of stretches(rule.unit))
        builder.atMost(
          rule.tags.map((tag) => builder.anyOf(busyIn(slots, tag))),
          2,
        );
      return;
  }
}

function addMixedDays({ draft, person, stretches, used }: PersonWeek): void {
  const { facts, builder } = draft;
  const { problem } = facts;
  const mixed = person.of === "teachers" ? problem.teachers[person.id]!.maxMixedRealDays : null;
  if (problem.mode !== "mornings-afternoons" || mixed === null) return;
  const mornings = stretches("morning");
  const both = stretches("afternoon").map(({ slots }, realDay) => {
    const column = builder.column();
    builder.atMost([used(mornings[realDay]!.slots), used(slots)], 1, [column]);
    return column;
  });
  builder.atMost(both, mixed);
}

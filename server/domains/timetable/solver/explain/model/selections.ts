import type { Constraint } from "../../constraint-types.ts";
import { termOf } from "../../model.ts";
import { covered } from "../facts.ts";
import type { Sum } from "../integer-model.ts";
import type { Draft } from "./draft.ts";

/** Rules that count lessons in selected slots or in terms. */
export function addSelections(draft: Draft): void {
  for (const constraint of draft.facts.problem.constraints) {
    if (constraint.weight < 100) continue;
    addSlotRule(draft, constraint);
    addTermRule(draft, constraint);
  }
}

function addSlotRule(draft: Draft, constraint: Constraint): void {
  const { builder, facts } = draft;
  const running = (activities: readonly number[], slot: number) =>
    activities.flatMap((activity) => draft.running(activity, slot));
  switch (constraint.kind) {
    case "occupyMaxTimeSlots": {
      const used = constraint.slots.map((slot) => builder.anyOf(running(constraint.activities, slot)));
      builder.atMost(used, constraint.maxSlots);
      return;
    }
    case "occupyMinTimeSlots": {
      const used = constraint.slots.map((slot) => onlyIf(draft, running(constraint.activities, slot)));
      builder.atLeast(used, constraint.minSlots);
      return;
    }
    case "maxSimultaneous":
      for (const slot of constraint.slots)
        builder.atMost(running(constraint.activities, slot), constraint.maxActivities);
      return;
    case "minSimultaneous":
      for (const slot of constraint.slots) {
        const here = running(constraint.activities, slot);
        if (!constraint.allowEmptySlots) builder.atLeast(here, constraint.minActivities);
        else {
          const used = builder.anyOf(here);
          builder.atLeast(here, 0, times(used, constraint.minActivities));
        }
      }
      return;
    case "maxTotalInSlots": {
      const slots = new Set(constraint.slots);
      const touching = constraint.activities.flatMap((activity) =>
        draft.startsWhere(activity, (start) =>
          covered(facts, activity, start).some((slot) => slots.has(slot)),
        ),
      );
      builder.atMost(touching, constraint.maxActivities);
      return;
    }
  }
}

function addTermRule({ builder, facts, startsWhere }: Draft, constraint: Constraint): void {
  const { problem, hours } = facts;
  const count = termOf(problem, problem.days.length - 1) + 1;
  const inTerm = (activities: readonly number[], term: number) =>
    activities.flatMap((activity) =>
      startsWhere(activity, (start) => termOf(problem, Math.floor(start / hours)) === term),
    );
  const terms = Array.from({ length: count }, (_, term) => term);
  if (constraint.kind === "maxInATerm")
    for (const term of terms) builder.atMost(inTerm(constraint.activities, term), constraint.maxActivities);
  if (constraint.kind === "minInATerm")
    for (const term of terms) {
      const here = inTerm(constraint.activities, term);
      if (!constraint.allowEmptyTerms) builder.atLeast(here, constraint.minActivities);
      else builder.atLeast(here, 0, times(builder.anyOf(here), constraint.minActivities));
    }
  if (constraint.kind === "occupyMaxTerms") {
    const used = terms.map((term) => builder.anyOf(inTerm(constraint.activities, term)));
    builder.atMost(used, constraint.maxTerms);
  }
}

/** A column that can be 1 only if one of the columns is. */
function onlyIf({ builder }: Draft, columns: Sum): number {
  const column = builder.column();
  builder.atMost([column], 0, [...new Set(columns)]);
  return column;
}

export const times = (column: number, factor: number): Sum => Array.from({ length: factor }, () => column);

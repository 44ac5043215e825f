// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint } from "../../constraint-types.ts";
import { termOf } from "../../model.ts";
import { covered, type Facts, hoursOf, reachable } from "../facts.ts";
import type { Proof } from "../proof.ts";

type Count = { readonly possible: number; readonly asked: number };

/**
 * Rules that count lessons in selected slots or in terms. Proof: `possible` bounds from above what a minimum asks for,
 * or from below what a maximum allows, by counting hours and starts.
 */
export function selection(facts: Facts): Proof[] {
  return facts.problem.constraints.flatMap((constraint): Proof[] => {
    if (constraint.weight < 100 || !("activities" in constraint)) return [];
    const count = countSlots(facts, constraint) ?? countTerms(facts, constraint);
    if (!count) return [];
    const { activities } = constraint;
    const reason = { kind: "selection" as const, lessons: activities.length, ...count };
    return [{ reason, activities: [...new Set(activities.flatMap((index) => facts.together[index]!))] }];
  });
}

function countSlots(facts: Facts, constraint: Constraint): Count | null {
  switch (constraint.kind) {
    case "occupyMinTimeSlots": {
      const open = reachable(facts, constraint.activities);
      const inside = constraint.slots.filter((slot) => open.has(slot)).length;
      const possible = Math.min(inside, hoursOf(facts, constraint.activities));
      return possible < constraint.minSlots ? { possible, asked: constraint.minSlots } : null;
    }
    case "occupyMaxTimeSlots": {
      const needed = leastSlots(facts, constraint.activities, new Set(constraint.slots));
      return needed > constraint.maxSlots ? { possible: needed, asked: constraint.maxSlots } : null;
    }
    case "maxSimultaneous": {
      const hours = hoursOf(facts, forcedInside(facts, constraint));
      const room = constraint.maxActivities * constraint.slots.length;
      return hours > room ? { possible: hours, asked: room } : null;
    }
    case "minSimultaneous": {
      const asked = constraint.allowEmptySlots ? 0 : constraint.minActivities * constraint.slots.length;
      const possible = hoursOf(facts, constraint.activities);
      return possible < asked ? { possible, asked } : null;
    }
    case "maxTotalInSlots": {
      const slots = new Set(constraint.slots);
      const touching = constraint.activities.filter((index) =>
        facts.starts[index]!.every((start) => covered(facts, index, start).some((slot) => slots.has(slot))),
      );
      const { maxActivities } = constraint;
      return touching.length > maxActivities ? { possible: touching.length, asked: maxActivities } : null;
    }
    default:
      return null;
  }
}

/** Lessons that lie wholly in the selected slots wherever they start. */
function forcedInside(
  facts: Facts,
  { activities, slots }: { readonly activities: readonly number[]; readonly slots: readonly number[] },
): number[] {
  const selected = new Set(slots);
  return activities.filter((index) =>
    facts.starts[index]!.every((start) => covered(facts, index, start).every((slot) => selected.has(slot))),
  );
}

/** Selected slots that one person's lessons must take because the slots outside do not suffice. */
function leastSlots(facts: Facts, activities: readonly number[], selected: ReadonlySet<number>): number {
  const listed = new Set(activities);
  const perPerson = facts.people.map(({ lessons }) => {
    const mine = lessons.filter((index) => listed.has(index));
    const outside = [...reachable(facts, mine)].filter((slot) => !selected.has(slot)).length;
    return hoursOf(facts, mine) - outside;
  });
  return Math.max(0, ...perPerson);
}

function countTerms(facts: Facts, constraint: Constraint): Count | null {
  const { problem } = facts;
  const terms = termOf(problem, problem.days.length - 1) + 1;
  switch (constraint.kind) {
    case "maxInATerm": {
      const room = constraint.maxActivities * terms;
      const lessons = constraint.activities.length;
      return lessons > room ? { possible: lessons, asked: room } : null;
    }
    case "minInATerm": {
      const asked = constraint.allowEmptyTerms ? 0 : constraint.minActivities * terms;
      const possible = constraint.activities.length;
      return possible < asked ? { possible, asked } : null;
    }
    case "occupyMaxTerms": {
      const fixed = constraint.activities.flatMap((index) => {
        const mine = new Set(
          facts.starts[index]!.map((start) => termOf(problem, Math.floor(start / facts.hours))),
        );
        return mine.size === 1 ? [...mine] : [];
      });
      const used = new Set(fixed).size;
      return used > constraint.maxTerms ? { possible: used, asked: constraint.maxTerms } : null;
    }
    default:
      return null;
  }
}

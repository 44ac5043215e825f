import { catalogue } from "../fet/catalogue/catalogue.ts";
import type { Change } from "../solver/explain/relax.ts";
import type { Problem } from "../solver/model.ts";
import type { Stock } from "../stock/queries.ts";
import type { ToldRelaxation } from "./schema.ts";

/** A wish that is kept wherever it can be. */
const WISH = 95;

type StoredSlot = { day: string; hour: string };

/**
 * What a relaxation changes in the row of its rule, ready for the rules' own `update`; null where it is no rule's
 * change, the rule has no row, or its form has no such parameter.
 */
export function patchOf(stock: Stock, problem: Problem, change: Change): ToldRelaxation["patch"] {
  const constraint = "rule" in change ? problem.constraints[change.rule] : undefined;
  const row = constraint && stock.rules.find(({ id }) => id === constraint.source.id);
  const spec = row && catalogue.get(row.type);
  if (!constraint || !row || !spec) return null;
  switch (change.kind) {
    case "drop":
      // parts of it bind at any weight
      return spec.soft && constraint.kind !== "minDaysBetweenActivities"
        ? { weight: WISH }
        : { active: false };
    case "limit": {
      const field = spec.fields.find(({ key, shape }) => key === change.param && shape === "integer");
      return field ? { params: { ...row.params, [change.param]: change.to } } : null;
    }
    case "open": {
      const slots = row.params.slots;
      if (!Array.isArray(slots)) return null;
      return { params: { ...row.params, slots: openedSlots(stock, slots as StoredSlot[], change.slots) } };
    }
    default:
      return null;
  }
}

/** Slots that are in the list leave it (it closed them); those that are not join it (it did not allow them). */
function openedSlots(stock: Stock, stored: readonly StoredSlot[], changed: readonly number[]): StoredSlot[] {
  const touched = changed.map((slot) => ({
    day: stock.days[Math.floor(slot / stock.hours.length)]?.id ?? "",
    hour: stock.hours[slot % stock.hours.length]?.id ?? "",
  }));
  const isSame = (one: StoredSlot) => (other: StoredSlot) => one.day === other.day && one.hour === other.hour;
  const kept = stored.filter((slot) => !touched.some(isSame(slot)));
  return kept.length < stored.length ? kept : [...stored, ...touched];
}

// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { DraftEntity } from "./compile-people.ts";
import type { PlaceRule } from "./compiled.ts";
import type { State } from "./state.ts";

/** Limits on changing rooms or buildings. */
export const PLACE = {
  /** Changes per day (or real day) at most a. */
  perDay: 0,
  /** Changes per week, nights being free, at most a. */
  perWeek: 1,
  /** Slots between the last hour in one place and the first in the next at least a. */
  gaps: 2,
} as const;

/** The place rules of one entity. */
export function compilePlaceRules(entity: DraftEntity, index: number, halves: boolean): PlaceRule[] {
  if (entity.tag >= 0) return [];
  return entity.constraints.flatMap((constraint): PlaceRule[] => {
    if (constraint.kind === "maxChangesPerDay") {
      const step = constraint.unit === "realDay" && halves ? 2 : 1;
      const buildings = constraint.place === "building";
      return [{ kind: PLACE.perDay, entity: index, a: constraint.maxChanges, buildings, step }];
    }
    if (constraint.kind === "maxChangesPerWeek") {
      const buildings = constraint.place === "building";
      return [{ kind: PLACE.perWeek, entity: index, a: constraint.maxChanges, buildings, step: 1 }];
    }
    if (constraint.kind === "minGapsBetweenChanges") {
      const buildings = constraint.place === "building";
      return [{ kind: PLACE.gaps, entity: index, a: constraint.minGaps, buildings, step: 1 }];
    }
    return [];
  });
}

/** Violations of a place rule. Free hours and lessons without a known place are passed over. */
export function placeExcess(state: State, rule: PlaceRule): number {
  return excessBetween(state, rule, 0, state.problem.slots, -1, -1, -1);
}

/**
 * Whether the rule still holds with a lesson at a slot, in a room, that nobody has to leave for. It held before, so
 * only the day of the lesson is looked at, where the rule is of days.
 */
export function placeHolds(
  state: State,
  rule: PlaceRule,
  slot: number,
  duration: number,
  room: number,
): boolean {
  const { slots, hours } = state.problem;
  const span = rule.kind === PLACE.perWeek ? slots : hours * rule.step;
  const from = slot - (slot % span);
  return excessBetween(state, rule, from, from + span, slot, slot + duration, room) === 0;
}

/** The excess of whole days, as if `room` were taken from `first` to `end`. */
function excessBetween(
  { problem, occupant, room }: State,
  rule: PlaceRule,
  fromSlot: number,
  toSlot: number,
  first: number,
  end: number,
  taken: number,
): number {
  const { slots, hours, rooms } = problem;
  const span = hours * rule.step;
  const base = rule.entity * slots;
  let week = 0;
  let excess = 0;
  for (let from = fromSlot; from < toSlot; from += span) {
    let last = -1;
    let lastSlot = -1;
    let changes = 0;
    for (let slot = from; slot < from + span; slot++) {
      const isTaken = slot >= first && slot < end;
      const activity = isTaken ? -1 : occupant[base + slot]!;
      const here = isTaken ? taken : activity < 0 ? -1 : room[activity]!;
      if (here < 0) continue;
      const place = rule.buildings ? rooms.building[here]! : here;
      if (place < 0) continue;
      if (last >= 0 && place !== last) {
        changes++;
        if (rule.kind === PLACE.gaps && slot - lastSlot - 1 < rule.a) excess++;
      }
      last = place;
      lastSlot = slot;
    }
    week += changes;
    if (rule.kind === PLACE.perDay && changes > rule.a) excess += changes - rule.a;
  }
  return rule.kind === PLACE.perWeek ? Math.max(0, week - rule.a) : excess;
}

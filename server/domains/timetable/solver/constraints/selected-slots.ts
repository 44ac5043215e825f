import type {
  MaxInATerm,
  MaxSimultaneous,
  MaxTotalInSlots,
  MinInATerm,
  MinSimultaneous,
  OccupyMaxTerms,
  OccupyMaxTimeSlots,
  OccupyMinTimeSlots,
} from "../constraint-types.ts";
import { termOf } from "../model.ts";
import { type Board, broken, placeOf, slotsOf } from "./board.ts";
import type { Violation } from "./violation.ts";

type Selection = { readonly activities: readonly number[]; readonly slots: readonly number[] };

/** For each selected slot, the listed activities that run in it. */
function runningIn(board: Board, { activities, slots }: Selection): { slot: number; running: number[] }[] {
  const coverage = activities.map((index) => ({ index, slots: slotsOf(board, index) }));
  return slots.map((slot) => ({
    slot,
    running: coverage.filter((activity) => activity.slots.includes(slot)).map(({ index }) => index),
  }));
}

function occupiedSlots(board: Board, selection: Selection): number[] {
  return runningIn(board, selection)
    .filter(({ running }) => running.length > 0)
    .map(({ slot }) => slot);
}

/** Selected slots covered by any hour of any listed activity, beyond `maxSlots`. */
export function occupyMaxTimeSlots(board: Board, constraint: OccupyMaxTimeSlots): Violation[] {
  const slots = occupiedSlots(board, constraint);
  return broken(slots.length - constraint.maxSlots, { activities: constraint.activities, slots });
}

/** Covered selected slots missing to `minSlots`. */
export function occupyMinTimeSlots(board: Board, constraint: OccupyMinTimeSlots): Violation[] {
  const slots = occupiedSlots(board, constraint);
  return broken(constraint.minSlots - slots.length, { activities: constraint.activities, slots });
}

/** Per selected slot, the running listed activities beyond `maxActivities`. */
export function maxSimultaneous(board: Board, constraint: MaxSimultaneous): Violation[] {
  return runningIn(board, constraint).flatMap(({ slot, running }) =>
    broken(running.length - constraint.maxActivities, { activities: running, slots: [slot] }),
  );
}

/** Per selected slot, the running listed activities missing to `minActivities`; none is free if allowed. */
export function minSimultaneous(board: Board, constraint: MinSimultaneous): Violation[] {
  return runningIn(board, constraint).flatMap(({ slot, running }) =>
    running.length === 0 && constraint.allowEmptySlots
      ? []
      : broken(constraint.minActivities - running.length, { activities: running, slots: [slot] }),
  );
}

/** Listed activities that touch at least one selected slot (each counted once), beyond `maxActivities`. */
export function maxTotalInSlots(board: Board, constraint: MaxTotalInSlots): Violation[] {
  const activities = [...new Set(runningIn(board, constraint).flatMap(({ running }) => running))];
  return broken(activities.length - constraint.maxActivities, { activities });
}

/** The listed activities that start in each term. */
function byTerm(board: Board, activities: readonly number[]): number[][] {
  const terms: number[][] = Array.from({ length: termOf(board.problem, board.dayCount - 1) + 1 }, () => []);
  for (const index of activities) {
    const place = placeOf(board, index);
    if (place) terms[termOf(board.problem, place.day)]?.push(index);
  }
  return terms;
}

/** Per term, the listed activities beyond `maxActivities`. */
export function maxInATerm(board: Board, constraint: MaxInATerm): Violation[] {
  return byTerm(board, constraint.activities).flatMap((activities) =>
    broken(activities.length - constraint.maxActivities, { activities }),
  );
}

/** Per term, the listed activities missing to `minActivities`; empty terms are free if allowed. */
export function minInATerm(board: Board, constraint: MinInATerm): Violation[] {
  return byTerm(board, constraint.activities).flatMap((activities) =>
    activities.length === 0 && constraint.allowEmptyTerms
      ? []
      : broken(constraint.minActivities - activities.length, { activities }),
  );
}

/** Terms used by the listed activities, beyond `maxTerms`. */
export function occupyMaxTerms(board: Board, constraint: OccupyMaxTerms): Violation[] {
  const used = byTerm(board, constraint.activities).filter((activities) => activities.length > 0);
  return broken(used.length - constraint.maxTerms, { activities: constraint.activities });
}

import type { PreferredDay, PreferredStartingTimes, PreferredTimeSlots } from "../constraint-types.ts";
import { type Board, broken, placeOf, slotsOf } from "./board.ts";
import type { Violation } from "./violation.ts";

/** 1 per activity whose start is not among the slots. */
export function preferredStartingTimes(board: Board, constraint: PreferredStartingTimes): Violation[] {
  const preferred = new Set(constraint.slots);
  return constraint.activities.flatMap((index) => {
    const start = board.solution.slot[index] ?? -1;
    return start < 0 || preferred.has(start) ? [] : broken(1, { activities: [index], slots: [start] });
  });
}

/** Per activity the number of its hours outside the slots. */
export function preferredTimeSlots(board: Board, constraint: PreferredTimeSlots): Violation[] {
  const preferred = new Set(constraint.slots);
  return constraint.activities.flatMap((index) => {
    const outside = slotsOf(board, index).filter((slot) => !preferred.has(slot));
    return broken(outside.length, { activities: [index], slots: outside });
  });
}

/** 1 per activity on another day. */
export function preferredDay(board: Board, constraint: PreferredDay): Violation[] {
  return constraint.activities.flatMap((index) => {
    const place = placeOf(board, index);
    return place && place.day !== constraint.day ? broken(1, { activities: [index] }) : [];
  });
}

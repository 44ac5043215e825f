import type {
  ThreeActivitiesGrouped,
  TwoActivitiesConsecutive,
  TwoActivitiesGrouped,
  TwoActivitiesOrdered,
  TwoActivitiesOrderedIfSameDay,
  TwoSetsOfActivitiesOrdered,
} from "../constraint-types.ts";
import { type Board, broken, type Place, placeOf } from "./board.ts";
import type { Violation } from "./violation.ts";

/** True when `later` starts at the first hour that is no break after `earlier` ends, on the same day. */
function follows(board: Board, earlier: Place, later: Place): boolean {
  if (earlier.day !== later.day) return false;
  let hour = earlier.end;
  while (hour < board.hourCount && board.isBreak[earlier.day * board.hourCount + hour]) hour++;
  return later.hour === hour;
}

/** True when only breaks lie between two activities on one day, in either order. */
function touches(board: Board, a: Place, b: Place): boolean {
  return follows(board, a, b) || follows(board, b, a);
}

function isOrdered(first: Place, second: Place): boolean {
  return first.day < second.day || (first.day === second.day && first.end <= second.hour);
}

function judgePair(
  board: Board,
  { first, second }: { first: number; second: number },
  holds: (first: Place, second: Place) => boolean,
): Violation[] {
  const a = placeOf(board, first);
  const b = placeOf(board, second);
  return a && b && !holds(a, b) ? broken(1, { activities: [first, second] }) : [];
}

/** 1 unless the second is on the first's day and starts at the first non-break hour after the first ends. */
export function twoActivitiesConsecutive(board: Board, constraint: TwoActivitiesConsecutive): Violation[] {
  return judgePair(board, constraint, (a, b) => follows(board, a, b));
}

/** 1 unless both are on one day with only breaks between, in either order. */
export function twoActivitiesGrouped(board: Board, constraint: TwoActivitiesGrouped): Violation[] {
  return judgePair(board, constraint, (a, b) => touches(board, a, b));
}

/** 1 unless all three are on one day, in some order, with only breaks between neighbours. */
export function threeActivitiesGrouped(board: Board, constraint: ThreeActivitiesGrouped): Violation[] {
  const activities = [constraint.first, constraint.second, constraint.third];
  const places = activities.flatMap((index) => placeOf(board, index) ?? []);
  if (places.length < activities.length) return [];
  const [a, b, c] = places.sort((one, other) => one.day - other.day || one.hour - other.hour);
  const grouped = a && b && c && follows(board, a, b) && follows(board, b, c);
  return grouped ? [] : broken(1, { activities });
}

/** 1 unless the first is on an earlier day, or on the same day and ends before the second starts. */
export function twoActivitiesOrdered(board: Board, constraint: TwoActivitiesOrdered): Violation[] {
  return judgePair(board, constraint, isOrdered);
}

/** 1 if both are on one day and the first does not end before the second starts. */
export function twoActivitiesOrderedIfSameDay(
  board: Board,
  constraint: TwoActivitiesOrderedIfSameDay,
): Violation[] {
  return judgePair(board, constraint, (a, b) => a.day !== b.day || isOrdered(a, b));
}

/** The pairs (one of the first set, one of the second) that are not ordered as in `twoActivitiesOrdered`. */
export function twoSetsOfActivitiesOrdered(
  board: Board,
  constraint: TwoSetsOfActivitiesOrdered,
): Violation[] {
  return constraint.first.flatMap((first) =>
    constraint.second.flatMap((second) => judgePair(board, { first, second }, isOrdered)),
  );
}

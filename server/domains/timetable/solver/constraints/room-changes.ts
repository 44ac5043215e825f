import type {
  MaxChangesPerDay,
  MaxChangesPerWeek,
  MinGapsBetweenChanges,
  Place as PlaceKind,
} from "../constraint-types.ts";
import { type Board, broken, forEachPerson, type Stretch, stretches, type Week } from "./board.ts";
import { roomOf } from "./compulsory.ts";
import type { Violation } from "./violation.ts";

/**
 * A switch between two known places: slots with no lesson, no room, or (for buildings) a room without building are
 * passed over. A virtual room counts as itself, with its own building.
 */
type Change = { readonly slots: readonly [number, number]; readonly between: number };

function changes(board: Board, week: Week, { slots }: Stretch, kind: PlaceKind): Change[] {
  const found: Change[] = [];
  let last: { place: number; position: number; slot: number } | null = null;
  slots.forEach((slot, position) => {
    const place = placeAt(board, week, slot, kind);
    if (place < 0) return;
    if (last && last.place !== place) {
      found.push({ slots: [last.slot, slot], between: position - last.position - 1 });
    }
    last = { place, position, slot };
  });
  return found;
}

/** The room (building) in which the person is, or -1 when unknown. */
function placeAt(board: Board, week: Week, slot: number, kind: PlaceKind): number {
  for (const index of week.at[slot] ?? []) {
    const room = roomOf(board, index);
    const place = kind === "room" ? room : (board.problem.rooms[room]?.building ?? -1);
    if (place >= 0) return place;
  }
  return -1;
}

/** Per person and day (real day, scanning on from the morning into the afternoon), switches beyond `maxChanges`. */
export function maxChangesPerDay(board: Board, constraint: MaxChangesPerDay): Violation[] {
  const days = stretches(board, constraint.unit);
  return forEachPerson(board, constraint.who, (week) =>
    days.flatMap((day) => {
      const found = changes(board, week, day, constraint.place);
      return broken(found.length - constraint.maxChanges, { slots: found.flatMap(({ slots }) => slots) });
    }),
  );
}

/** Per person, switches of all days together beyond `maxChanges`; nights are free. */
export function maxChangesPerWeek(board: Board, constraint: MaxChangesPerWeek): Violation[] {
  const days = stretches(board, "day");
  return forEachPerson(board, constraint.who, (week) => {
    const found = days.flatMap((day) => changes(board, week, day, constraint.place));
    return broken(found.length - constraint.maxChanges, { slots: found.flatMap(({ slots }) => slots) });
  });
}

/**
 * Per person and day, each switch with fewer than `minGaps` slots since the last known place: 1 each. Breaks, free
 * hours and lessons without place all count as slots.
 */
export function minGapsBetweenChanges(board: Board, constraint: MinGapsBetweenChanges): Violation[] {
  const days = stretches(board, "day");
  return forEachPerson(board, constraint.who, (week) =>
    days.flatMap((day) =>
      changes(board, week, day, constraint.place)
        .filter(({ between }) => between < constraint.minGaps)
        .flatMap(({ slots }) => broken(1, { slots })),
    ),
  );
}

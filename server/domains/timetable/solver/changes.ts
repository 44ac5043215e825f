import type { Constraint, Source } from "./constraint-types.ts";
import type { Activity, Problem, Solution } from "./model.ts";

/** Something that happened after a timetable was made. */
export type Change =
  /** A teacher cannot come in these slots. */
  | { readonly kind: "teacherAbsent"; readonly teacher: number; readonly slots: readonly number[] }
  /** A real room cannot be used in these slots. */
  | { readonly kind: "roomLost"; readonly room: number; readonly slots: readonly number[] }
  /** A lesson more; it gets the next index. */
  | { readonly kind: "lessonAdded"; readonly activity: Activity }
  | { readonly kind: "ruleAdded"; readonly constraint: Constraint }
  | { readonly kind: "ruleDropped"; readonly constraint: number };

const source: Source = { type: "Change", index: -1, line: null, id: null };

/** The problem as it is after the changes. Activities keep their indexes; new ones come last. */
export function applyChanges(problem: Problem, changes: readonly Change[]): Problem {
  const dropped = new Set(changes.flatMap((one) => (one.kind === "ruleDropped" ? one.constraint : [])));
  return {
    ...problem,
    activities: [
      ...problem.activities,
      ...changes.flatMap((one) => (one.kind === "lessonAdded" ? one.activity : [])),
    ],
    constraints: [
      ...problem.constraints.filter((_, index) => !dropped.has(index)),
      ...changes.flatMap((one) => constraintOf(one) ?? []),
    ],
  };
}

function constraintOf(change: Change): Constraint | null {
  const common = { weight: 100, source };
  switch (change.kind) {
    case "teacherAbsent":
      return {
        ...common,
        kind: "notAvailableTimes",
        who: { of: "teachers", ids: [change.teacher] },
        slots: change.slots,
      };
    case "roomLost":
      return { ...common, kind: "roomNotAvailableTimes", room: change.room, slots: change.slots };
    case "ruleAdded":
      return change.constraint;
    default:
      return null;
  }
}

/** The problem with a compulsory time, and room, for each of these activities: where the solution has it. */
export function holdInPlace(problem: Problem, held: Solution, activities: Iterable<number>): Problem {
  const holds = [...activities].flatMap((activity): Constraint[] => {
    const slot = held.slot[activity] ?? -1;
    const room = held.room[activity] ?? -1;
    if (slot < 0) return [];
    const common = { weight: 100, source: { ...source, type: "Pinned" }, activities: [activity] };
    const time: Constraint = { ...common, kind: "preferredStartingTimes", slots: [slot] };
    if (room < 0) return [time];
    const realRooms = held.realRooms[activity] ?? null;
    return [time, { ...common, kind: "preferredRooms", rooms: [room], realRooms }];
  });
  return holds.length === 0 ? problem : { ...problem, constraints: [...problem.constraints, ...holds] };
}

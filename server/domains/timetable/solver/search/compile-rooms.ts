// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { ConstraintOf } from "../constraint-types.ts";
import type { Problem } from "../model.ts";
import type { CompiledRooms } from "./compiled.ts";

interface Wishes {
  hard: ConstraintOf<"preferredRooms">[];
  soft: ConstraintOf<"preferredRooms">[];
  homes: ConstraintOf<"homeRooms">[];
}

/**
 * Rooms an activity may take, with what each costs in broken soft preferences. Hard preferences
 * intersect; without one the soft preferences' rooms and the homes are candidates, and so is "no room"
 * (-1) as long as no home is compulsory.
 */
export function compileRooms(problem: Problem): CompiledRooms {
  const slots = problem.days.length * problem.hours.length;
  const wishes: Wishes[] = problem.activities.map(() => ({ hard: [], soft: [], homes: [] }));
  for (const constraint of problem.constraints) {
    if (constraint.kind === "preferredRooms") {
      const list = constraint.weight >= 100 ? "hard" : "soft";
      for (const activity of constraint.activities) wishes[activity]![list].push(constraint);
    } else if (constraint.kind === "homeRooms") {
      for (const activity of constraint.activities) wishes[activity]!.homes.push(constraint);
    }
  }
  const candidateStart = new Int32Array(problem.activities.length + 1);
  const candidates: Candidate[] = [];
  wishes.forEach((wish, activity) => {
    candidates.push(...candidatesOf(problem, wish, activity));
    candidateStart[activity + 1] = candidates.length;
  });
  return {
    count: problem.rooms.length,
    ...closedRooms(problem, slots),
    building: Int32Array.from(problem.rooms.map((room) => room.building)),
    sets: problem.rooms.map((room) => room.realRoomSets?.map((set) => Int32Array.from(set)) ?? null),
    candidateStart,
    candidate: Int32Array.from(candidates.map(({ room }) => room)),
    candidateCost: Float64Array.from(candidates.map(({ cost }) => cost)),
    prescribed: candidates.map(({ prescribed }) => prescribed),
    ...closedToTeachers(problem, slots),
    width: Math.max(1, ...problem.rooms.map((room) => room.realRoomSets?.length ?? 1)),
  };
}

interface Candidate {
  room: number;
  cost: number;
  prescribed: Int32Array | null;
}

function candidatesOf(problem: Problem, wishes: Wishes, activity: number): Candidate[] {
  const { hard, soft, homes } = wishes;
  if (hard.length + soft.length + homes.length === 0) return [];
  const possible = new Set<number>();
  if (hard.length > 0) {
    for (const room of hard[0]!.rooms)
      if (hard.every((wish) => wish.rooms.includes(room))) possible.add(room);
  } else {
    for (const wish of soft) for (const room of wish.rooms) possible.add(room);
    for (const room of homes[0]?.rooms ?? []) {
      if (homes.every((home) => home.rooms.includes(room))) possible.add(room);
    }
  }
  const broken = (room: number) =>
    soft.reduce((cost, wish) => cost + (wish.rooms.includes(room) ? 0 : wish.weight / 100), 0);
  const list: Candidate[] = [...possible]
    .filter((room) => problem.rooms[room]!.capacity >= problem.activities[activity]!.students)
    .map((room) => ({ room, cost: broken(room), prescribed: prescribedRooms(hard, room) }));
  if (hard.length === 0 && homes.every((home) => home.weight < 100)) {
    const homeless = homes.reduce((cost, home) => cost + home.weight / 100, 0);
    list.push({ room: -1, cost: broken(-1) + homeless, prescribed: null });
  }
  // A candidate list that came out empty still says that a room is needed and none will do.
  return list.length > 0 ? list : [{ room: NO_ROOM_FITS, cost: 0, prescribed: null }];
}

/** Stands in for the candidates of an activity that needs a room where none fits. */
export const NO_ROOM_FITS = -2;

function prescribedRooms(hard: ConstraintOf<"preferredRooms">[], room: number): Int32Array | null {
  const wish = hard.find(({ rooms, realRooms }) => realRooms !== null && rooms.includes(room));
  return wish ? Int32Array.from(wish.realRooms!) : null;
}

/** Where a room is closed, and what being in it all the same costs where that is but a wish. */
function closedRooms(problem: Problem, slots: number): Pick<CompiledRooms, "closed" | "closedCost"> {
  const closed = new Uint8Array(problem.rooms.length * slots);
  const closedCost = new Float64Array(closed.length);
  for (const constraint of problem.constraints) {
    if (constraint.kind !== "roomNotAvailableTimes") continue;
    for (const slot of new Set(constraint.slots)) {
      const at = constraint.room * slots + slot;
      if (constraint.weight >= 100) closed[at] = 1;
      else closedCost[at]! += constraint.weight / 100;
    }
  }
  return { closed, closedCost: closedCost.some((cost) => cost > 0) ? closedCost : null };
}

/** The same for the rooms in which one of an activity's teachers is not available. */
function closedToTeachers(
  problem: Problem,
  slots: number,
): Pick<CompiledRooms, "teacherClosed" | "teacherClosedCost"> {
  const hard: (Map<number, Uint8Array> | null)[] = problem.activities.map(() => null);
  const soft: (Map<number, Float64Array> | null)[] = problem.activities.map(() => null);
  for (const constraint of problem.constraints) {
    if (constraint.kind !== "teacherRoomNotAvailableTimes") continue;
    problem.activities.forEach((activity, index) => {
      if (!activity.teachers.includes(constraint.teacher)) return;
      if (constraint.weight >= 100) {
        const closed = ofRoom(hard, index, constraint.room, () => new Uint8Array(slots));
        for (const slot of constraint.slots) closed[slot] = 1;
      } else {
        const cost = ofRoom(soft, index, constraint.room, () => new Float64Array(slots));
        for (const slot of constraint.slots) cost[slot]! += constraint.weight / 100;
      }
    });
  }
  return { teacherClosed: hard, teacherClosedCost: soft };
}

function ofRoom<T>(lists: (Map<number, T> | null)[], activity: number, room: number, create: () => T): T {
  const rooms = lists[activity] ?? new Map<number, T>();
  lists[activity] = rooms;
  const list = rooms.get(room) ?? create();
  rooms.set(room, list);
  return list;
}

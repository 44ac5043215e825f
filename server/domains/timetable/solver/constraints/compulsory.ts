import type { BasicCompulsorySpace, BasicCompulsoryTime } from "../constraint-types.ts";
import { activityAt, type Board, broken, isBusy, placeOf, slotsOf, stretches, type Week } from "./board.ts";
import type { Violation } from "./violation.ts";

/** What one unplaced activity counts in each of the two compulsory constraints. */
const unplacedCount = 10_000;

/**
 * Every activity is placed, ends within its day, and no teacher and no subgroup is in two at once. Counts 10,000
 * per unplaced activity, 1 per hour past the end of the day, k-1 per slot in which a person is in k > 1
 * activities, in mornings-afternoons mode one per real day with both halves beyond the teacher's allowance, and in
 * block-planning mode, where the days are parallel blocks, k-1 per hour of the day that a subgroup uses on k > 1 days.
 */
export function basicCompulsoryTime(board: Board, _constraint: BasicCompulsoryTime): Violation[] {
  const clashes = (weeks: readonly Week[], of: "teachers" | "subgroups", part: string) =>
    weeks.flatMap((week, id) =>
      week.at.flatMap((activities, slot) =>
        broken(activities.length - 1, { part, activities, [of]: [id], slots: [slot] }),
      ),
    );
  return [
    ...unplaced(board),
    ...pastTheEnd(board),
    ...clashes(board.teachers, "teachers", "teacherClash"),
    ...clashes(board.subgroups, "subgroups", "studentsClash"),
    ...mixedRealDays(board),
    ...hoursInSeveralBlocks(board),
  ];
}

function unplaced(board: Board): Violation[] {
  return board.problem.activities.flatMap((_, index) =>
    placeOf(board, index) ? [] : broken(unplacedCount, { part: "unplaced", activities: [index] }),
  );
}

function pastTheEnd(board: Board): Violation[] {
  return board.problem.activities.flatMap((_, index) => {
    const place = placeOf(board, index);
    const insideWeek = place && place.day < board.dayCount;
    const over = place ? (insideWeek ? place.end - board.hourCount : unplacedCount) : 0;
    return broken(over, { part: "pastTheEnd", activities: [index] });
  });
}

function mixedRealDays(board: Board): Violation[] {
  if (board.problem.mode !== "mornings-afternoons") return [];
  return board.problem.teachers.flatMap((teacher, id) => {
    const week = board.teachers[id];
    if (!week || teacher.maxMixedRealDays === null) return [];
    const mixed = stretches(board, "realDay").filter(({ slots }) => {
      const isMorning = (slot: number) => Math.floor(slot / board.hourCount) % 2 === 0;
      const busy = slots.filter((slot) => isBusy(week, slot));
      return busy.some(isMorning) && !busy.every(isMorning);
    });
    return broken(mixed.length - teacher.maxMixedRealDays, { part: "mixedRealDays", teachers: [id] });
  });
}

/** Students of a block plan follow one block at each hour; teachers may serve several. */
function hoursInSeveralBlocks(board: Board): Violation[] {
  if (board.problem.mode !== "block-planning") return [];
  return board.subgroups.flatMap((week, id) =>
    board.problem.hours.flatMap((_, hour) => {
      const column = board.problem.days.map((_, day) => day * board.hourCount + hour);
      const slots = column.filter((slot) => isBusy(week, slot));
      return broken(slots.length - 1, { part: "hourInSeveralBlocks", subgroups: [id], slots });
    }),
  );
}

/**
 * Rooms. Counts 10,000 per unplaced activity (its room is undecided), k-1 per slot in which a real room is used
 * k > 1 times, 1 per activity whose students do not fit its room (a virtual room's own capacity, not its parts'),
 * 1 per activity in a virtual room without one distinct real room from each set, and 1 per activity in a room that
 * no preferred-room or home-room constraint offers it. An activity without room is satisfied here. In block-planning
 * mode, k-1 per hour of the day that a real room is used on k > 1 days.
 */
export function basicCompulsorySpace(board: Board, _constraint: BasicCompulsorySpace): Violation[] {
  return [
    ...unplaced(board),
    ...roomClashes(board),
    ...tooSmallRooms(board),
    ...brokenVirtualRooms(board),
    ...unofferedRooms(board),
    ...roomHoursInSeveralBlocks(board),
  ];
}

/** The real rooms a placed activity takes: its room, or for a virtual room the chosen parts. */
export function realRoomsOf(board: Board, index: number): readonly number[] {
  const room = roomOf(board, index);
  if (room < 0) return [];
  return board.problem.rooms[room]?.realRoomSets ? (board.solution.realRooms[index] ?? []) : [room];
}

/** The room of a placed activity, or -1. */
export function roomOf(board: Board, index: number): number {
  return placeOf(board, index) ? (board.solution.room[index] ?? -1) : -1;
}

/** Activities that use a real room in a slot. */
type RoomUse = { readonly room: number; readonly slot: number; readonly activities: readonly number[] };

function roomUses(board: Board): RoomUse[] {
  const users = new Map<number, number[]>();
  board.problem.activities.forEach((_, index) => {
    for (const room of new Set(realRoomsOf(board, index))) {
      for (const slot of slotsOf(board, index)) {
        const key = room * board.slotCount + slot;
        users.set(key, [...(users.get(key) ?? []), index]);
      }
    }
  });
  return [...users].map(([key, activities]) => ({
    room: Math.floor(key / board.slotCount),
    slot: key % board.slotCount,
    activities,
  }));
}

function roomClashes(board: Board): Violation[] {
  return roomUses(board).flatMap(({ room, slot, activities }) =>
    broken(activities.length - 1, { part: "roomClash", activities, room, slots: [slot] }),
  );
}

function roomHoursInSeveralBlocks(board: Board): Violation[] {
  if (board.problem.mode !== "block-planning") return [];
  const byHour = Map.groupBy(
    roomUses(board),
    ({ room, slot }) => room * board.hourCount + (slot % board.hourCount),
  );
  return [...byHour.values()].flatMap((uses) => {
    const slots = uses.map(({ slot }) => slot);
    const activities = uses.flatMap((use) => use.activities);
    return broken(uses.length - 1, { part: "hourInSeveralBlocks", activities, room: uses[0]?.room, slots });
  });
}

function tooSmallRooms(board: Board): Violation[] {
  return eachRoomed(board).flatMap(({ index, room }) => {
    const capacity = board.problem.rooms[room]?.capacity ?? 0;
    const tooSmall = activityAt(board, index).students > capacity;
    return tooSmall ? broken(1, { part: "roomTooSmall", activities: [index], room }) : [];
  });
}

function brokenVirtualRooms(board: Board): Violation[] {
  return eachRoomed(board).flatMap(({ index, room }) => {
    const sets = board.problem.rooms[room]?.realRoomSets;
    if (!sets) return [];
    const chosen = board.solution.realRooms[index] ?? [];
    const fits =
      chosen.length === sets.length &&
      new Set(chosen).size === chosen.length &&
      chosen.every((real, position) => sets[position]?.includes(real));
    return fits ? [] : broken(1, { part: "virtualRoom", activities: [index], room });
  });
}

function unofferedRooms(board: Board): Violation[] {
  const offered = board.problem.activities.map(() => new Set<number>());
  for (const constraint of board.problem.constraints) {
    if (constraint.kind !== "preferredRooms" && constraint.kind !== "homeRooms") continue;
    for (const index of constraint.activities) {
      for (const room of constraint.rooms) offered[index]?.add(room);
    }
  }
  return eachRoomed(board).flatMap(({ index, room }) =>
    offered[index]?.has(room) ? [] : broken(1, { part: "roomNotOffered", activities: [index], room }),
  );
}

function eachRoomed(board: Board): { index: number; room: number }[] {
  return board.problem.activities.flatMap((_, index) => {
    const room = roomOf(board, index);
    return room >= 0 ? [{ index, room }] : [];
  });
}

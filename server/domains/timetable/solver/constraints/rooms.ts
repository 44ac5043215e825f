import type {
  HomeRooms,
  OccupyMaxDifferentRooms,
  PreferredRooms,
  RoomNotAvailableTimes,
  SameRoomIfConsecutive,
  TeacherRoomNotAvailableTimes,
} from "../constraint-types.ts";
import { type Board, broken, placedPairs, placeOf, slotsOf, weekOf } from "./board.ts";
import { realRoomsOf, roomOf } from "./compulsory.ts";
import type { Violation } from "./violation.ts";

/**
 * 1 per placed activity whose room is not listed; having no room is broken too. With `realRooms` the chosen parts
 * of the virtual room must be exactly that set.
 */
export function preferredRooms(board: Board, constraint: PreferredRooms): Violation[] {
  return constraint.activities.flatMap((index) => {
    if (!placeOf(board, index)) return [];
    const room = roomOf(board, index);
    const holds = constraint.rooms.includes(room) && hasRealRooms(board, index, constraint.realRooms);
    return holds ? [] : broken(1, { activities: [index], room });
  });
}

function hasRealRooms(board: Board, index: number, wanted: readonly number[] | null): boolean {
  if (!wanted) return true;
  const chosen = new Set(realRoomsOf(board, index));
  return chosen.size === new Set(wanted).size && wanted.every((room) => chosen.has(room));
}

/** 1 per placed activity that has no room at all; a room another constraint gave it satisfies this one. */
export function homeRooms(board: Board, constraint: HomeRooms): Violation[] {
  return constraint.activities.flatMap((index) =>
    placeOf(board, index) && roomOf(board, index) < 0 ? broken(1, { activities: [index] }) : [],
  );
}

function isIn(board: Board, index: number, room: number): boolean {
  return roomOf(board, index) === room || realRoomsOf(board, index).includes(room);
}

/** Per listed slot, the activities in the room, itself or as a part of their virtual room. */
export function roomNotAvailableTimes(board: Board, constraint: RoomNotAvailableTimes): Violation[] {
  const { room } = constraint;
  const closed = new Set(constraint.slots);
  return board.problem.activities.flatMap((_, index) => {
    if (!isIn(board, index, room)) return [];
    const slots = slotsOf(board, index).filter((slot) => closed.has(slot));
    return slots.flatMap((slot) => broken(1, { activities: [index], room, slots: [slot] }));
  });
}

/** The listed slots in which the teacher is in the room, itself or as a part of a virtual room. */
export function teacherRoomNotAvailableTimes(
  board: Board,
  constraint: TeacherRoomNotAvailableTimes,
): Violation[] {
  const { teacher, room } = constraint;
  const week = weekOf(board, "teachers", teacher);
  const slots = constraint.slots.filter((slot) =>
    (week.at[slot] ?? []).some((index) => isIn(board, index, room)),
  );
  return slots.flatMap((slot) => broken(1, { teachers: [teacher], room, slots: [slot] }));
}

/** Distinct rooms used by the listed activities, beyond `maxRooms`; having no room is ignored. */
export function occupyMaxDifferentRooms(board: Board, constraint: OccupyMaxDifferentRooms): Violation[] {
  const rooms = new Set(
    constraint.activities.map((index) => roomOf(board, index)).filter((room) => room >= 0),
  );
  return broken(rooms.size - constraint.maxRooms, { activities: constraint.activities });
}

/**
 * 1 per pair of listed activities on one day, one ending exactly when the other starts (a break between frees
 * them), both with a room, in different rooms.
 */
export function sameRoomIfConsecutive(board: Board, constraint: SameRoomIfConsecutive): Violation[] {
  return placedPairs(board, constraint.activities).flatMap(({ a, b, placeA, placeB }) => {
    const touch = placeA.day === placeB.day && (placeA.end === placeB.hour || placeB.end === placeA.hour);
    const roomA = roomOf(board, a);
    const roomB = roomOf(board, b);
    const apart = touch && roomA >= 0 && roomB >= 0 && roomA !== roomB;
    return apart ? broken(1, { activities: [a, b] }) : [];
  });
}

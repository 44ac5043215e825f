import { emptySolution, type Solution } from "../solver/model.ts";
import type { Model } from "../stock/model.ts";

/** A lesson's place as the table `placements` keeps it. */
export type Placement = {
  lessonId: string;
  day: number;
  period: number;
  roomId: string | null;
  realRoomIds: string[];
  pinned: boolean;
};

/** Stored places as the engine's solution. Lessons and rooms that are gone, and places outside the week, are left out. */
export function toSolution(model: Model, placements: readonly Placement[]): Solution {
  const { problem } = model;
  const solution = emptySolution(problem);
  const activities = new Map(model.lessonIds.map((id, index) => [id, index]));
  const rooms = new Map(model.roomIds.map((id, index) => [id, index]));
  for (const { lessonId, day, period, roomId, realRoomIds } of placements) {
    const activity = activities.get(lessonId);
    if (activity === undefined || day >= problem.days.length) continue;
    const duration = problem.activities[activity]?.duration ?? 1;
    if (period + duration > problem.hours.length) continue;
    solution.slot[activity] = day * problem.hours.length + period;
    const room = rooms.get(roomId ?? "") ?? -1;
    solution.room[activity] = room;
    if (problem.rooms[room]?.realRoomSets)
      solution.realRooms[activity] = realRoomIds.map((id) => rooms.get(id) ?? -1);
  }
  return solution;
}

/** The engine's solution as rows to store; what it did not place has none. `pinned` are ids of lessons. */
export function toPlacements(model: Model, solution: Solution, pinned: ReadonlySet<string>): Placement[] {
  const hours = model.problem.hours.length;
  const roomId = (room: number) => model.roomIds[room] ?? null;
  return model.lessonIds.flatMap((lessonId, activity) => {
    const slot = solution.slot[activity] ?? -1;
    if (slot < 0 || !lessonId) return [];
    return [
      {
        lessonId,
        day: Math.floor(slot / hours),
        period: slot % hours,
        roomId: roomId(solution.room[activity] ?? -1),
        realRoomIds: (solution.realRooms[activity] ?? []).flatMap((room) => roomId(room) ?? []),
        pinned: pinned.has(lessonId),
      },
    ];
  });
}

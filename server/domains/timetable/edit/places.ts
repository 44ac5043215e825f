import { type Evaluation, evaluate } from "../solver/evaluate.ts";
import { copySolution, type Problem, type Solution } from "../solver/model.ts";
import type { Model } from "../stock/model.ts";
import type { Place } from "./schema.ts";

/**
 * Judges every slot of the week for one activity while all others stay. Two evaluations of the whole timetable a slot
 * would be slow on large schools, so each slot costs one, against one of the present.
 */
export function judgePlaces(model: Model, solution: Solution, activity: number): Place[] {
  const { problem } = model;
  const hours = problem.hours.length;
  const duration = problem.activities[activity]?.duration ?? 1;
  const now = evaluate(problem, solution);
  const held = model.roomIds[solution.room[activity] ?? -1] ?? null;
  const without = copySolution(solution);
  without.slot[activity] = -1;
  return Array.from({ length: problem.days.length * hours }, (_, slot): Place => {
    const day = Math.floor(slot / hours);
    const period = slot % hours;
    if (period + duration > hours)
      return { day, period, state: "off", hard: 0, soft: 0, kinds: [], roomId: null };
    const room = roomAt(model, without, activity, { day, period }, held);
    const tried = put(model, without, activity, slot, room);
    return judged(problem, { day, period }, room.roomId, now, evaluate(problem, tried));
  });
}

function judged(
  problem: Problem,
  { day, period }: { day: number; period: number },
  roomId: string | null,
  before: Evaluation,
  after: Evaluation,
): Place {
  const hard = after.hard - before.hard;
  const soft = after.soft - before.soft;
  const broken = new Map(before.byConstraint.map(({ constraint, n }) => [constraint, n]));
  const worse = after.byConstraint
    .filter(({ constraint, n }) => n > (broken.get(constraint) ?? 0))
    .sort((a, b) => b.hard - a.hard || b.cost - a.cost);
  const hardWorse = worse.some((result) => result.hard > 0);
  const kinds = worse.flatMap(({ constraint }) => problem.constraints[constraint]?.kind ?? []);
  const state = hardWorse ? "bad" : soft > 1e-9 ? "wish" : "good";
  return { day, period, state, hard, soft, kinds: [...new Set(kinds)].slice(0, 4), roomId };
}

type Room = { roomId: string | null; realRoomIds: string[] };

/** The room a lesson would get at a time: the one it has if that is free then, else the first free one it may have. */
export function roomAt(
  model: Model,
  others: Solution,
  activity: number,
  { day, period }: { day: number; period: number },
  held: string | null,
): Room {
  const { problem } = model;
  const start = day * problem.hours.length + period;
  const busy = busyRooms(problem, others, activity, start);
  const allowed = allowedRooms(problem, activity);
  const has = model.roomIds.indexOf(held ?? "");
  const candidates = [...(has >= 0 ? [has] : []), ...allowed];
  for (const room of candidates) {
    const parts = occupied(problem, room, busy);
    if (parts)
      return {
        roomId: model.roomIds[room] ?? null,
        realRoomIds: parts.flatMap((part) => model.roomIds[part] ?? []),
      };
  }
  const fallback = candidates[0];
  return { roomId: fallback === undefined ? null : (model.roomIds[fallback] ?? null), realRoomIds: [] };
}

/** Real rooms to take for a room (none beside itself for a real one), or null if it is not free. */
function occupied(problem: Problem, room: number, busy: ReadonlySet<number>): number[] | null {
  const sets = problem.rooms[room]?.realRoomSets;
  if (!sets) return busy.has(room) ? null : [];
  const taken: number[] = [];
  for (const set of sets) {
    const free = set.find((one) => !busy.has(one) && !taken.includes(one));
    if (free === undefined) return null;
    taken.push(free);
  }
  return taken;
}

/** Rooms that the rules name for an activity, those of compulsory rules first. */
function allowedRooms(problem: Problem, activity: number): number[] {
  const rules = problem.constraints.flatMap((rule) =>
    (rule.kind === "preferredRooms" || rule.kind === "homeRooms") && rule.activities.includes(activity)
      ? [rule]
      : [],
  );
  return [...new Set(rules.sort((a, b) => b.weight - a.weight).flatMap(({ rooms }) => rooms))];
}

function busyRooms(problem: Problem, others: Solution, activity: number, start: number): Set<number> {
  const end = start + (problem.activities[activity]?.duration ?? 1);
  const busy = new Set<number>();
  problem.activities.forEach(({ duration }, other) => {
    const from = others.slot[other] ?? -1;
    if (other === activity || from < 0 || from >= end || from + duration <= start) return;
    const parts = others.realRooms[other];
    for (const room of parts ?? [others.room[other] ?? -1]) busy.add(room);
  });
  return busy;
}

function put(model: Model, others: Solution, activity: number, slot: number, room: Room): Solution {
  const tried = copySolution(others);
  const indexOf = (id: string) => model.roomIds.indexOf(id);
  tried.slot[activity] = slot;
  tried.room[activity] = room.roomId ? indexOf(room.roomId) : -1;
  tried.realRooms[activity] = room.realRoomIds.length > 0 ? room.realRoomIds.map(indexOf) : null;
  return tried;
}

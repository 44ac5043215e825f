// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Places } from "../exchange.ts";
import type { Compiled } from "./compiled.ts";
import type { Conflicts } from "./conflicts.ts";
import { placeTime, type State, takeRoom } from "./state.ts";

/** Of what a move costs, what changing the room alone costs: people find a room sooner than a free hour. */
const ROOM_SHARE = 0.25;

/**
 * The problem with a price on leaving home: each start but the one that an activity had costs `movePenalty` more, each
 * room but its own a quarter of it. Nothing else of the search needs to know about it.
 */
export function withMovePenalty(compiled: Compiled, home: Places, movePenalty: number): Compiled {
  const { slots, rooms } = compiled;
  const startCost = compiled.startCost.slice();
  const candidateCost = rooms.candidateCost.slice();
  for (let activity = 0; activity < compiled.count; activity++) {
    const slot = home.slot[activity]!;
    if (slot < 0) continue;
    for (let other = 0; other < slots; other++) {
      if (other !== slot) startCost[activity * slots + other]! += movePenalty;
    }
    for (let i = rooms.candidateStart[activity]!; i < rooms.candidateStart[activity + 1]!; i++) {
      if (rooms.candidate[i] !== home.room[activity]) candidateCost[i]! += movePenalty * ROOM_SHARE;
    }
  }
  return { ...compiled, startCost, rooms: { ...rooms, candidateCost } };
}

/**
 * Puts each activity where it was, as far as the rules allow: those with one possible start first.
 *
 * @returns those that cannot be there, or were nowhere.
 */
export function settleAtHome(state: State, conflicts: Conflicts, home: Places): number[] {
  const { problem } = state;
  const order = Array.from(problem.fixedTime.keys()).sort(
    (a, b) => problem.fixedTime[b]! - problem.fixedTime[a]! || a - b,
  );
  return order.filter((activity) => {
    const slot = home.slot[activity]!;
    if (slot < 0 || conflicts.collect(activity, slot, 0) !== 0) return true;
    if (conflicts.rooms.room !== home.room[activity]) {
      // the room is lost, or another's now: whoever can stay at the time alone still does
      takeBoth(state, activity, slot, conflicts);
      return false;
    }
    const { width } = problem.rooms;
    const own = conflicts.rooms.real;
    const real = home.real.subarray(activity * width, (activity + 1) * width);
    takeBoth(state, activity, slot, {
      rooms: { room: home.room[activity]!, real: isFree(state, activity, slot, real) ? real : own },
    });
    return false;
  });
}

function takeBoth(
  state: State,
  activity: number,
  slot: number,
  { rooms }: { rooms: { room: number; real: Int32Array } },
): void {
  placeTime(state, activity, slot);
  takeRoom(state, activity, rooms.room, rooms.real, 0);
}

/** Whether all the real rooms that a virtual room was given are free, and open, for the activity. */
function isFree(state: State, activity: number, slot: number, real: Int32Array): boolean {
  const { slots, duration, rooms, blocks } = state.problem;
  if (blocks) return false;
  for (let i = 0; i < real.length && real[i]! >= 0; i++) {
    for (let at = slot; at < slot + duration[activity]!; at++) {
      if (state.roomOccupant[real[i]! * slots + at]! >= 0 || rooms.closed[real[i]! * slots + at])
        return false;
      if (rooms.teacherClosed[activity]?.get(real[i]!)?.[at]) return false;
    }
  }
  return true;
}

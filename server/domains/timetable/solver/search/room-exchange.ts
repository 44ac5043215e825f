// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Conflicts } from "./conflicts.ts";
import type { Random } from "./random.ts";
import { roomCost } from "./soft-cost.ts";
import type { SoftLedger } from "./soft-ledger.ts";
import type { State } from "./state.ts";

/** Most lessons that give up their room for another one. */
const MOST_LEAVING = 4;
/** Candidate rooms looked at to find a cheaper one. */
const TRIES = 4;

/**
 * Room exchange at the same time: an activity gets a room that it likes better, and those who are in it take others.
 * To find a free room first, as the other moves do, never brings two lessons to swap theirs.
 *
 * @returns a move that answers false when the others find no room at their time, or when the total cannot end at or
 *   below `most`; the ledger must then be rolled back. The slot is not looked at.
 */
export function createRoomExchange(
  state: State,
  conflicts: Conflicts,
  ledger: SoftLedger,
  random: Random,
): (activity: number, slot: number, most: number) => boolean {
  const { problem } = state;
  const { rooms, slots, duration, fixedTime } = problem;
  const leaving = new Int32Array(MOST_LEAVING);
  const at = new Int32Array(MOST_LEAVING);
  let number = 0;

  /** A random candidate that costs less than the present room, or -1. */
  const better = (activity: number): number => {
    const from = rooms.candidateStart[activity]!;
    const count = rooms.candidateStart[activity + 1]! - from;
    const cost = roomCost(state, activity);
    for (let i = 0; i < TRIES && count > 0; i++) {
      const candidate = from + random.below(count);
      const room = rooms.candidate[candidate]!;
      if (room < 0 || rooms.sets[room] || room === state.room[activity]) continue;
      if (rooms.candidateCost[candidate]! < cost) return room;
    }
    return -1;
  };

  const collectThose = (room: number, activity: number): boolean => {
    number = 0;
    const start = room * slots + state.slot[activity]!;
    for (let k = 0; k < duration[activity]!; k++) {
      const other = state.roomOccupant[start + k]!;
      // The activity itself may be there, as in a part of its virtual room.
      if (other < 0 || other === activity || (number > 0 && leaving[number - 1] === other)) continue;
      const isBound =
        fixedTime[other] === 1 && rooms.candidateStart[other + 1]! - rooms.candidateStart[other]! < 2;
      if (number === MOST_LEAVING || isBound) return false;
      at[number] = state.slot[other]!;
      leaving[number++] = other;
    }
    return true;
  };

  const put = (activity: number, slot: number): boolean => {
    if (conflicts.collect(activity, slot, 0) !== 0) return false;
    ledger.put(activity, slot, conflicts.rooms.room, conflicts.rooms.real);
    return true;
  };

  return (activity, _, most) => {
    const room = better(activity);
    if (room < 0 || !collectThose(room, activity)) return false;
    const slot = state.slot[activity]!;
    ledger.take(activity);
    for (let i = 0; i < number; i++) ledger.take(leaving[i]!);
    if (!put(activity, slot)) return false;
    for (let i = 0; i < number; i++) {
      if (ledger.total > most || !put(leaving[i]!, at[i]!)) return false;
    }
    return true;
  };
}

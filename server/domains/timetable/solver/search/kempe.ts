// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Conflicts } from "./conflicts.ts";
import type { SoftLedger } from "./soft-ledger.ts";
import type { State } from "./state.ts";

/** Most activities that change their places in one exchange. */
const CHAIN_MOST = 16;

/**
 * Kempe chains: an activity goes to another time, all it meets there go the opposite way, those that they meet go
 * with the first, and so on until nobody meets anybody; lessons tied to one of them come along. In full weeks this
 * is often the only way to exchange two lessons. From graph colouring (Kempe 1879); for timetables Thompson &
 * Dowsland, "A robust simulated annealing based examination timetabling system", COR 25, 1998.
 *
 * @returns a move that answers false when the chain is too long, meets what is fixed, or breaks a rule; the ledger
 *   must then be rolled back. It gives up as soon as the total is above `most`.
 */
export function createKempe(
  state: State,
  conflicts: Conflicts,
  ledger: SoftLedger,
): (activity: number, slot: number, most: number) => boolean {
  const { problem } = state;
  const { slots, duration, allowed, fixedTime, entityStart, clashEnd, entityList } = problem;
  const { hardPairStart, hardPairOther, hardPairTable, tables } = problem;
  const chain = new Int32Array(CHAIN_MOST);
  const goal = new Int32Array(CHAIN_MOST);
  const mark = new Int32Array(problem.count);
  let stamp = 0;
  let number = 0;

  const add = (activity: number, slot: number): boolean => {
    if (mark[activity] === stamp) return true;
    if (number >= CHAIN_MOST || fixedTime[activity] || slot < 0 || slot >= slots) return false;
    if (!allowed[activity * slots + slot]) return false;
    mark[activity] = stamp;
    chain[number] = activity;
    goal[number++] = slot;
    return true;
  };

  /** Those met at the goal go the opposite way. */
  const addMet = (activity: number, target: number): boolean => {
    const back = state.slot[activity]! - target;
    for (let e = entityStart[activity]!, end = clashEnd[activity]!; e < end; e++) {
      const base = entityList[e]! * slots + target;
      for (let k = 0; k < duration[activity]!; k++) {
        const other = state.occupant[base + k]!;
        if (other >= 0 && !add(other, state.slot[other]! + back)) return false;
      }
    }
    return true;
  };

  /** Those tied by a relation that would break: from the same slot along, from elsewhere the opposite way. */
  const addTied = (activity: number, target: number): boolean => {
    const from = state.slot[activity]!;
    for (let p = hardPairStart[activity]!, end = hardPairStart[activity + 1]!; p < end; p++) {
      const other = hardPairOther[p]!;
      const at = state.slot[other]!;
      if (mark[other] === stamp || at < 0 || tables[hardPairTable[p]!]![at * slots + target] === 0) continue;
      if (!add(other, at === from ? target : at + from - target)) return false;
    }
    return true;
  };

  return (activity, slot, most) => {
    stamp++;
    number = 0;
    if (!add(activity, slot)) return false;
    for (let i = 0; i < number; i++) {
      if (!addMet(chain[i]!, goal[i]!) || !addTied(chain[i]!, goal[i]!)) return false;
    }
    for (let i = 0; i < number; i++) ledger.take(chain[i]!);
    for (let i = 0; i < number; i++) {
      if (ledger.total > most || conflicts.collect(chain[i]!, goal[i]!, 0) !== 0) return false;
      ledger.put(chain[i]!, goal[i]!, conflicts.rooms.room, conflicts.rooms.real);
    }
    return true;
  };
}

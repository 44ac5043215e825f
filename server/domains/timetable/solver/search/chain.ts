// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { State } from "./state.ts";

/** Most activities that change their places in one exchange. */
const MOST = 16;

/** A Kempe chain: activities and where each of them goes. */
export interface Chain {
  readonly activities: Int32Array;
  /** The start of each, or -1 for one that can go nowhere. */
  readonly goals: Int32Array;
  number: number;
  /**
   * Lays out the chain that begins with the activity going to the slot. `mayDrop` is asked of each of the others that
   * cannot go the opposite way; where it answers false, and when the chain is too long, there is none.
   */
  follow(activity: number, slot: number, mayDrop: (activity: number) => boolean): boolean;
}

/**
 * Kempe chains: an activity goes to another time, all it meets there go the opposite way, those that they meet go
 * with the first, and so on until nobody meets anybody; lessons tied to one of them come along. In full weeks this
 * is often the only way to exchange two lessons. From graph colouring (Kempe 1879); for timetables Thompson &
 * Dowsland, "A robust simulated annealing based examination timetabling system", COR 25, 1998.
 */
export function createChain({ problem, slot: at, occupant }: State): Chain {
  const { slots, duration, allowed, fixedTime, entityStart, clashEnd, entityList } = problem;
  const { hardPairStart, hardPairOther, hardPairTable, tables } = problem;
  const activities = new Int32Array(MOST);
  const goals = new Int32Array(MOST);
  const mark = new Int32Array(problem.count);
  let stamp = 0;
  let drop: (activity: number) => boolean = () => false;

  const add = (activity: number, slot: number): boolean => {
    if (mark[activity] === stamp) return true;
    if (chain.number >= MOST || fixedTime[activity]) return false;
    const isOpen = slot >= 0 && slot < slots && allowed[activity * slots + slot] !== 0;
    if (!isOpen && (chain.number === 0 || !drop(activity))) return false;
    mark[activity] = stamp;
    activities[chain.number] = activity;
    goals[chain.number++] = isOpen ? slot : -1;
    return true;
  };

  /** Those met at the goal go the opposite way. */
  const addMet = (activity: number, target: number): boolean => {
    const back = at[activity]! - target;
    for (let e = entityStart[activity]!, end = clashEnd[activity]!; e < end; e++) {
      const base = entityList[e]! * slots + target;
      for (let k = 0; k < duration[activity]!; k++) {
        const other = occupant[base + k]!;
        if (other >= 0 && !add(other, at[other]! + back)) return false;
      }
    }
    return true;
  };

  /** Those tied by a relation that would break: from the same slot along, from elsewhere the opposite way. */
  const addTied = (activity: number, target: number): boolean => {
    const from = at[activity]!;
    for (let p = hardPairStart[activity]!, end = hardPairStart[activity + 1]!; p < end; p++) {
      const other = hardPairOther[p]!;
      const now = at[other]!;
      if (mark[other] === stamp || now < 0 || tables[hardPairTable[p]!]![now * slots + target] === 0)
        continue;
      if (!add(other, now === from ? target : now + from - target)) return false;
    }
    return true;
  };

  const chain: Chain = {
    activities,
    goals,
    number: 0,
    follow(activity, slot, mayDrop) {
      stamp++;
      chain.number = 0;
      drop = mayDrop;
      if (!add(activity, slot)) return false;
      for (let i = 0; i < chain.number; i++) {
        const goal = goals[i]!;
        if (goal >= 0 && !(addMet(activities[i]!, goal) && addTied(activities[i]!, goal))) return false;
      }
      return true;
    },
  };
  return chain;
}

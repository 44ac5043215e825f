// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Random } from "./random.ts";
import type { State } from "./state.ts";

/**
 * Finds a room for one activity at one slot: the candidate that pushes out the fewest others, then the
 * cheapest by soft preferences, then a random one. A virtual room takes one real room of each of its
 * sets, all distinct: a bipartite matching by augmenting paths (Kuhn 1955), free rooms first.
 */
export interface RoomChooser {
  /** Chosen room (-1 for none) after `choose` returned a count. */
  room: number;
  /** Soft cost of the chosen candidate. */
  cost: number;
  /** Its real rooms, -1 after the last. */
  readonly real: Int32Array;
  /** The least number of activities that must leave (those marked with `stamp` count as gone), or -1. */
  choose(activity: number, slot: number, mark: Int32Array, stamp: number): number;
}

export function createRoomChooser(state: State, random: Random, locked: Uint8Array): RoomChooser {
  const { problem } = state;
  const { rooms, slots } = problem;
  const width = rooms.width;
  const trial = new Int32Array(width);
  const owner = new Int32Array(rooms.count).fill(-1);
  const tried = new Uint8Array(rooms.count);
  const load = new Int32Array(rooms.count);

  /** Activities to push out of a real room, or -1 when it cannot be had. */
  const pushes = (room: number, activity: number, slot: number, mark: Int32Array, stamp: number): number => {
    const duration = problem.duration[activity]!;
    for (let k = 0; k < duration; k++) if (rooms.closed[room * slots + slot + k]) return -1;
    const first = problem.blocks ? slot % problem.hours : slot;
    const stride = problem.blocks ? problem.hours : slots;
    let count = 0;
    let last = -1;
    for (let at = first; at < slots; at += stride)
      for (let k = 0; k < duration; k++) {
        const other = state.roomOccupant[room * slots + at + k]!;
        if (other < 0 || other === last || other === activity || mark[other] === stamp) continue;
        if (locked[other]) return -1;
        if (problem.fixedTime[other] && rooms.candidateStart[other + 1]! - rooms.candidateStart[other]! < 2)
          return -1;
        last = other;
        count++;
      }
    return count;
  };

  const closedToTeacher = (activity: number, room: number, slot: number): boolean => {
    const closed = rooms.teacherClosed[activity]?.get(room);
    if (!closed) return false;
    for (let k = 0; k < problem.duration[activity]!; k++) if (closed[slot + k]) return true;
    return false;
  };

  /** Gives set `index` a room no dearer than `most`, moving earlier sets if needed. */
  const augment = (sets: readonly Int32Array[], index: number, most: number): boolean => {
    const set = sets[index]!;
    const offset = set.length > 1 ? random.below(set.length) : 0;
    for (let i = 0; i < set.length; i++) {
      const room = set[(i + offset) % set.length]!;
      if (tried[room] || load[room]! < 0 || load[room]! > most) continue;
      tried[room] = 1;
      if (owner[room]! < 0 || augment(sets, owner[room]!, most)) {
        owner[room] = index;
        return true;
      }
    }
    return false;
  };

  /** Matches every set of a virtual room; fills `trial`; returns the pushes or -1. */
  const match = (
    sets: readonly Int32Array[],
    activity: number,
    slot: number,
    mark: Int32Array,
    stamp: number,
  ): number => {
    for (const set of sets) {
      for (let i = 0; i < set.length; i++) {
        const room = set[i]!;
        owner[room] = -1;
        load[room] = closedToTeacher(activity, room, slot) ? -1 : pushes(room, activity, slot, mark, stamp);
      }
    }
    for (let index = 0; index < sets.length; index++) {
      let found = false;
      for (let most = 0; most <= 2 && !found; most++) {
        for (const set of sets) for (let i = 0; i < set.length; i++) tried[set[i]!] = 0;
        found = augment(sets, index, most === 2 ? slots : most);
      }
      if (!found) return -1;
    }
    let total = 0;
    for (const set of sets) {
      for (let i = 0; i < set.length; i++) {
        const room = set[i]!;
        if (owner[room]! < 0) continue;
        trial[owner[room]!] = room;
        total += load[room]!;
        owner[room] = -1;
      }
    }
    return total;
  };

  const chooser: RoomChooser = {
    room: -1,
    cost: 0,
    real: new Int32Array(width).fill(-1),
    choose(activity, slot, mark, stamp) {
      const from = rooms.candidateStart[activity]!;
      const number = rooms.candidateStart[activity + 1]! - from;
      chooser.room = -1;
      chooser.cost = 0;
      if (number === 0) return 0;
      let best = -1;
      let bestCost = 0;
      const offset = number > 1 ? random.below(number) : 0;
      for (let i = 0; i < number; i++) {
        const at = from + ((i + offset) % number);
        const room = rooms.candidate[at]!;
        const cost = rooms.candidateCost[at]!;
        let count = 0;
        trial.fill(-1);
        if (room === -1) {
          // "No room" is the last resort among candidates that push nobody out.
          count = 0;
        } else if (room < 0 || closedToTeacher(activity, room, slot)) {
          continue;
        } else if (rooms.sets[room] === null || rooms.sets[room] === undefined) {
          trial[0] = room;
          count = pushes(room, activity, slot, mark, stamp);
        } else {
          if (rooms.closed[room * slots + slot]) continue;
          count = match(
            prescribedSets(rooms.sets[room]!, rooms.prescribed[at] ?? null),
            activity,
            slot,
            mark,
            stamp,
          );
        }
        if (count < 0 || (best >= 0 && (count > best || (count === best && cost >= bestCost)))) continue;
        best = count;
        bestCost = cost;
        chooser.room = room;
        chooser.cost = cost;
        chooser.real.set(trial);
        if (best === 0 && bestCost === 0) break;
      }
      return best;
    },
  };
  return chooser;
}

/** Prescribed real rooms replace each set by what the set and the prescription share. */
function prescribedSets(sets: readonly Int32Array[], prescribed: Int32Array | null): readonly Int32Array[] {
  if (prescribed === null) return sets;
  return sets.map((set) => set.filter((room) => prescribed.includes(room)));
}

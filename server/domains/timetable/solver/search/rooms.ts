// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Compiled } from "./compiled.ts";
import { GROUP } from "./group-kinds.ts";
import { groupCount } from "./group-rules.ts";
import type { Random } from "./random.ts";
import { closedCost } from "./soft-cost.ts";
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
  const hidden = new Int32Array(problem.count);
  const settled = settledActivities(problem);
  const setsOf = candidateSets(problem);
  const tied = Uint8Array.from(problem.hardGroups, (of) => (of.some(isOfRooms) ? 1 : 0));

  function isOfRooms(group: number): boolean {
    const { kind } = problem.groups[group]!;
    return kind === GROUP.mostRooms || kind === GROUP.sameRoom;
  }

  const isClosed = (room: number, activity: number, slot: number): boolean => {
    for (let k = 0; k < problem.duration[activity]!; k++)
      if (rooms.closed[room * slots + slot + k]) return true;
    return false;
  };

  /** Activities to push out of a real room, or -1 when it cannot be had. */
  const pushes = (room: number, activity: number, slot: number, mark: Int32Array, stamp: number): number => {
    const duration = problem.duration[activity]!;
    if (isClosed(room, activity, slot)) return -1;
    const first = problem.blocks ? slot % problem.hours : slot;
    const stride = problem.blocks ? problem.hours : slots;
    let count = 0;
    let last = -1;
    for (let at = first; at < slots; at += stride)
      for (let k = 0; k < duration; k++) {
        const other = state.roomOccupant[room * slots + at + k]!;
        if (other < 0 || other === last || other === activity || mark[other] === stamp) continue;
        if (locked[other]) return -1;
        if (settled[other]) return -1;
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

  /** How many rules on the rooms of a set this room would break, given where the others of the set stay. */
  const strange = (activity: number, room: number, slot: number, mark: Int32Array, stamp: number): number => {
    const groups = problem.hardGroups[activity]!;
    const savedSlot = state.slot[activity]!;
    let broken = 0;
    for (let g = 0; g < groups.length; g++) {
      if (!isOfRooms(groups[g]!)) continue;
      const group = problem.groups[groups[g]!]!;
      for (let i = 0; i < group.activities.length; i++) hide(group.activities[i]!, mark, stamp);
      state.slot[activity] = slot;
      state.room[activity] = room;
      if (groupCount(state, group) > 0) broken++;
      state.slot[activity] = savedSlot;
      state.room[activity] = -1;
      for (let i = 0; i < group.activities.length; i++) unhide(group.activities[i]!, mark, stamp);
    }
    return broken;
  };

  /** Those that leave anyway have no room for a moment. */
  const hide = (other: number, mark: Int32Array, stamp: number): void => {
    if (mark[other] !== stamp) return;
    hidden[other] = state.room[other]!;
    state.room[other] = -1;
  };
  const unhide = (other: number, mark: Int32Array, stamp: number): void => {
    if (mark[other] === stamp) state.room[other] = hidden[other]!;
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
      let bestBurden = 0;
      let bestCost = 0;
      const offset = number > 1 ? random.below(number) : 0;
      for (let i = 0; i < number; i++) {
        const at = from + ((i + offset) % number);
        const room = rooms.candidate[at]!;
        let count = 0;
        trial.fill(-1);
        if (room === -1) {
          // "No room" is the last resort among candidates that push nobody out.
          count = 0;
        } else if (room < 0 || closedToTeacher(activity, room, slot)) {
          continue;
        } else if (setsOf[at] === null) {
          trial[0] = room;
          count = pushes(room, activity, slot, mark, stamp);
        } else {
          if (isClosed(room, activity, slot)) continue;
          count = match(setsOf[at]!, activity, slot, mark, stamp);
        }
        if (count < 0) continue;
        const cost = rooms.candidateCost[at]! + closedCost(problem, activity, room, slot, trial, 0);
        const burden = count + (tied[activity] ? strange(activity, room, slot, mark, stamp) : 0);
        if (best >= 0 && (burden > bestBurden || (burden === bestBurden && cost >= bestCost))) continue;
        best = count;
        bestBurden = burden;
        bestCost = cost;
        chooser.room = room;
        chooser.cost = cost;
        chooser.real.set(trial);
        if (bestBurden === 0 && bestCost === 0) break;
      }
      return best;
    },
  };
  return chooser;
}

/** 1 for activities that have one start and one room, so that pushing them out of it is in vain. */
function settledActivities({ count, fixedTime, rooms }: Compiled): Uint8Array {
  return Uint8Array.from({ length: count }, (_, activity) => {
    const at = rooms.candidateStart[activity]!;
    const choice = rooms.candidateStart[activity + 1]! - at > 1;
    const room = rooms.candidate[at] ?? -1;
    const sets = room >= 0 && !rooms.prescribed[at] && rooms.sets[room];
    return fixedTime[activity] && !choice && !sets ? 1 : 0;
  });
}

/** Per candidate: the sets of a virtual room, each narrowed to the prescribed real rooms; null for a real room. */
function candidateSets({ rooms }: Compiled): (readonly Int32Array[] | null)[] {
  return Array.from(rooms.candidate, (room, at) => {
    const sets = room < 0 ? null : (rooms.sets[room] ?? null);
    const prescribed = rooms.prescribed[at] ?? null;
    if (sets === null || prescribed === null) return sets;
    return sets.map((set) => set.filter((one) => prescribed.includes(one)));
  });
}

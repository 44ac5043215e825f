// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { createExpeller, type Leaving } from "./expel.ts";
import { groupCount } from "./group-rules.ts";
import { placeHolds } from "./place-rules.ts";
import { ruleExcess } from "./profile-rules.ts";
import type { Random } from "./random.ts";
import { createRoomChooser, type RoomChooser } from "./rooms.ts";
import type { State } from "./state.ts";
import { excessOfSums } from "./week-need.ts";

/**
 * What it would take to put an unplaced activity at a slot: the activities that would have to leave so
 * that every hard rule still can be kept. This is the heart of the search; it allocates nothing.
 */
export interface Conflicts {
  /** Those that must leave, after `collect` returned their number. */
  readonly list: Int32Array;
  /** The room that goes with it. */
  readonly rooms: RoomChooser;
  /** Activities that may not be pushed out now. */
  readonly locked: Uint8Array;
  /** How reluctantly an activity is chosen to leave when a limit leaves the choice; grows by use. */
  readonly reluctance: Float64Array;
  /** The number of activities that must leave, or -1 when the slot cannot be had by pushing out at most `most`. */
  collect(activity: number, slot: number, most?: number): number;
}

export function createConflicts(state: State, random: Random): Conflicts {
  const { problem, tallies } = state;
  const { entityStart, entityList, clashEnd, rulesBegin, slots, days } = problem;
  const { hardPairStart, hardPairOther, hardPairTable, tables } = problem;
  const { otherRules, placeRules, hardGroups } = problem;
  const { dayAt, excess, needAt, words, late, gaps } = problem.weekTables;
  const locked = new Uint8Array(problem.count);
  const reluctance = new Float64Array(problem.count);
  const leaving: Leaving = {
    list: new Int32Array(problem.count),
    mark: new Int32Array(problem.count),
    stamp: 0,
    count: 0,
    limit: problem.count,
  };
  const { list, mark } = leaving;
  const rooms = createRoomChooser(state, random, locked);
  const expeller = createExpeller(state, random, locked, reluctance, leaving);

  /** Notes that an activity must leave; false when it cannot. */
  const push = (other: number): boolean => {
    if (mark[other] === leaving.stamp) return true;
    if (locked[other] || problem.fixedTime[other] || leaving.count >= leaving.limit) return false;
    mark[other] = leaving.stamp;
    list[leaving.count++] = other;
    return true;
  };

  const collectClashes = (activity: number, slot: number, day: number, bits: number): boolean => {
    const last = slot + problem.duration[activity]! - 1;
    for (let i = entityStart[activity]!, end = clashEnd[activity]!; i < end; i++) {
      const entity = entityList[i]!;
      if ((state.masks[entity * days + day]! & bits) === 0) continue;
      const base = entity * slots;
      for (let at = slot; at <= last; at++) {
        const other = state.occupant[base + at]!;
        if (other >= 0 && !push(other)) return false;
      }
    }
    return true;
  };

  const collectPairs = (activity: number, slot: number): boolean => {
    for (let i = hardPairStart[activity]!, end = hardPairStart[activity + 1]!; i < end; i++) {
      const other = hardPairOther[i]!;
      const at = state.slot[other]!;
      if (at < 0 || tables[hardPairTable[i]!]![at * slots + slot] === 0) continue;
      if (!push(other)) return false;
    }
    return true;
  };

  const pushFromRoom = (activity: number, room: number, slot: number): void => {
    const base = room * slots + slot;
    for (let k = 0; k < problem.duration[activity]!; k++) {
      const other = state.roomOccupant[base + k]!;
      if (other < 0 || mark[other] === leaving.stamp) continue;
      mark[other] = leaving.stamp;
      list[leaving.count++] = other;
    }
  };

  const collectRoom = (activity: number, slot: number): boolean => {
    if (rooms.choose(activity, slot, mark, leaving.stamp) < 0) return false;
    if (rooms.room < 0) return true;
    for (let i = 0; i < problem.rooms.width && rooms.real[i]! >= 0; i++) {
      const room = rooms.real[i]!;
      if (!problem.blocks) pushFromRoom(activity, room, slot);
      else {
        for (let at = slot % problem.hours; at < slots; at += problem.hours) pushFromRoom(activity, room, at);
      }
    }
    return leaving.count <= leaving.limit;
  };

  /** Whether the rules that no table holds allow the pattern, everybody staying. */
  const othersHold = (entity: number, at: number, mask: number): boolean => {
    const rules = otherRules[entity]!;
    const before = state.masks[at]!;
    state.masks[at] = mask;
    state.lessonsPlaced[entity]!++;
    let hold = true;
    for (let r = 0; r < rules.length && hold; r++) hold = ruleExcess(state, rules[r]!) === 0;
    state.lessonsPlaced[entity]!--;
    state.masks[at] = before;
    return hold;
  };

  /**
   * Whether every rule of weeks, places and sets holds with nobody leaving: then none asks more to leave,
   * as taking lessons away breaks none of them. Most slots are settled here, without touching the state.
   */
  const allHold = (activity: number, slot: number, day: number, bits: number): boolean => {
    for (let i = rulesBegin[activity]!, end = entityStart[activity + 1]!; i < end; i++) {
      const entity = entityList[i]!;
      const at = entity * days + day;
      const before = state.masks[at]!;
      const after = before | bits;
      if (dayAt[entity]! >= 0 && excess[dayAt[entity]! + after] !== 0) return false;
      const table = needAt[at]!;
      if (table >= 0) {
        const first = state.needFirst[entity]! + words[table + 2 * after]! - words[table + 2 * before]!;
        const second =
          state.needSecond[entity]! + words[table + 2 * after + 1]! - words[table + 2 * before + 1]!;
        if (excessOfSums(first, second, late[entity]!, gaps[entity]!, problem.entityHours[entity]!) > 0)
          return false;
      }
      if (otherRules[entity]!.length > 0 && !othersHold(entity, at, after)) return false;
      if (placeRules[entity]!.length > 0 && !placesHold(entity, activity, slot)) return false;
    }
    return groupsHold(activity, slot);
  };

  const placesHold = (entity: number, activity: number, slot: number): boolean => {
    const rules = placeRules[entity]!;
    for (let r = 0; r < rules.length; r++) {
      if (!placeHolds(state, rules[r]!, slot, problem.duration[activity]!, rooms.room)) return false;
    }
    return true;
  };

  const groupsHold = (activity: number, slot: number): boolean => {
    const groups = hardGroups[activity]!;
    if (groups.length === 0) return true;
    state.slot[activity] = slot;
    state.room[activity] = rooms.room;
    let hold = true;
    for (let g = 0; g < groups.length && hold; g++) {
      const group = groups[g]!;
      if (!tallies.counted[group]) hold = groupCount(state, problem.groups[group]!) === 0;
      else {
        tallies.shift(group, activity, slot, 1);
        hold = tallies.excess(group) === 0;
        tallies.shift(group, activity, slot, -1);
      }
    }
    state.slot[activity] = -1;
    state.room[activity] = -1;
    return hold;
  };

  return {
    list,
    rooms,
    locked,
    reluctance,
    collect(activity, slot, most = problem.count) {
      if (!problem.allowed[activity * slots + slot]) return -1;
      leaving.stamp++;
      leaving.count = 0;
      leaving.limit = most;
      const day = state.dayOf[slot]!;
      const bits = ((1 << problem.duration[activity]!) - 1) << state.hourOf[slot]!;
      if (!collectClashes(activity, slot, day, bits) || !collectPairs(activity, slot)) return -1;
      if (!collectRoom(activity, slot)) return -1;
      if (allHold(activity, slot, day, bits)) return leaving.count;
      // Where nobody is in the way yet somebody would have to leave, and nobody may.
      if (most === 0) return -1;
      return expeller.expel(activity, slot, rooms.room) ? leaving.count : -1;
    },
  };
}

// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Compiled } from "./compiled.ts";
import { createGroupTallies, type GroupTallies } from "./group-tallies.ts";

/**
 * A partial timetable on typed arrays: who is where, and every entity's week as bit masks. `place` and
 * `remove` are exact inverses and allocate nothing; nothing is checked here (conflicts.ts does).
 */
export interface State {
  readonly problem: Compiled;
  /** Start slot per activity, -1 while unplaced. */
  readonly slot: Int32Array;
  /** Room per activity, -1 for none. */
  readonly room: Int32Array;
  /** [activity * width + i] real rooms taken, -1 after the last. */
  readonly real: Int32Array;
  /** [entity * days + day] taken periods. */
  readonly masks: Int32Array;
  /** [entity * slots + slot] the activity there, or -1. */
  readonly occupant: Int32Array;
  /** [real room * slots + slot] the activity there, or -1. */
  readonly roomOccupant: Int32Array;
  /** Hours and lessons placed per entity. */
  readonly hoursPlaced: Int32Array;
  readonly lessonsPlaced: Int32Array;
  /** Per entity: the two words of its week need, added up over its days (week-need.ts). */
  readonly needFirst: Int32Array;
  readonly needSecond: Int32Array;
  /** The rules over sets, counted so far. */
  readonly tallies: GroupTallies;
  readonly dayOf: Int32Array;
  readonly hourOf: Int32Array;
  placed: number;
}

export function createState(problem: Compiled): State {
  const { count, days, hours, slots, entityCount, rooms } = problem;
  const dayOf = new Int32Array(slots);
  const hourOf = new Int32Array(slots);
  for (let slot = 0; slot < slots; slot++) {
    dayOf[slot] = Math.floor(slot / hours);
    hourOf[slot] = slot % hours;
  }
  return {
    problem,
    slot: new Int32Array(count).fill(-1),
    room: new Int32Array(count).fill(-1),
    real: new Int32Array(count * rooms.width).fill(-1),
    masks: new Int32Array(entityCount * days),
    occupant: new Int32Array(entityCount * slots).fill(-1),
    roomOccupant: new Int32Array(rooms.count * slots).fill(-1),
    hoursPlaced: new Int32Array(entityCount),
    lessonsPlaced: new Int32Array(entityCount),
    ...emptyWeeks(problem),
    tallies: createGroupTallies(problem),
    dayOf,
    hourOf,
    placed: 0,
  };
}

function emptyWeeks({ entityCount, days, weekTables }: Compiled) {
  const needFirst = new Int32Array(entityCount);
  const needSecond = new Int32Array(entityCount);
  for (let entity = 0; entity < entityCount; entity++) {
    for (let day = 0; day < days; day++) {
      const at = weekTables.needAt[entity * days + day]!;
      if (at < 0) break;
      needFirst[entity]! += weekTables.words[at]!;
      needSecond[entity]! += weekTables.words[at + 1]!;
    }
  }
  return { needFirst, needSecond };
}

/** Sets an entity's day pattern at `entity * days + day`, and keeps the sums of its week's need. */
export function setMask(state: State, entity: number, at: number, mask: number): void {
  const { needAt, words } = state.problem.weekTables;
  const table = needAt[at]!;
  if (table >= 0) {
    const before = table + 2 * state.masks[at]!;
    const after = table + 2 * mask;
    state.needFirst[entity]! += words[after]! - words[before]!;
    state.needSecond[entity]! += words[after + 1]! - words[before + 1]!;
  }
  state.masks[at] = mask;
}

/** Puts an unplaced activity at a slot; its entities must be free there. Rooms are taken apart. */
export function placeTime(state: State, activity: number, slot: number): void {
  const { problem, masks, occupant } = state;
  const { entityStart, entityList, slots, days } = problem;
  const duration = problem.duration[activity]!;
  const day = state.dayOf[slot]!;
  const bits = ((1 << duration) - 1) << state.hourOf[slot]!;
  for (let i = entityStart[activity]!, end = entityStart[activity + 1]!; i < end; i++) {
    const entity = entityList[i]!;
    const at = entity * days + day;
    setMask(state, entity, at, masks[at]! | bits);
    const base = entity * slots + slot;
    for (let k = 0; k < duration; k++) occupant[base + k] = activity;
    state.hoursPlaced[entity]! += duration;
    state.lessonsPlaced[entity]!++;
  }
  state.tallies.note(activity, slot, 1);
  state.slot[activity] = slot;
  state.placed++;
}

/** Takes the room `room` with the real rooms at `real[from …]` for a placed activity. */
export function takeRoom(state: State, activity: number, room: number, real: Int32Array, from: number): void {
  state.room[activity] = room;
  if (room < 0) return;
  const { problem } = state;
  const width = problem.rooms.width;
  const duration = problem.duration[activity]!;
  const slot = state.slot[activity]!;
  for (let i = 0; i < width; i++) {
    const taken = real[from + i]!;
    state.real[activity * width + i] = taken;
    if (taken < 0) break;
    const base = taken * problem.slots + slot;
    for (let k = 0; k < duration; k++) state.roomOccupant[base + k] = activity;
  }
}

/** Gives back the activity's rooms, keeping its time. */
export function leaveRoom(state: State, activity: number): void {
  if (state.room[activity]! < 0) return;
  const { problem } = state;
  const width = problem.rooms.width;
  const duration = problem.duration[activity]!;
  const slot = state.slot[activity]!;
  for (let i = 0; i < width; i++) {
    const taken = state.real[activity * width + i]!;
    if (taken < 0) break;
    const base = taken * problem.slots + slot;
    for (let k = 0; k < duration; k++) state.roomOccupant[base + k] = -1;
    state.real[activity * width + i] = -1;
  }
  state.room[activity] = -1;
}

/** Takes a placed activity out of the timetable, with its rooms. */
export function remove(state: State, activity: number): void {
  leaveRoom(state, activity);
  removeTime(state, activity);
}

/** Takes away the time only; the rooms must be given back already. */
export function removeTime(state: State, activity: number): void {
  const { problem, masks, occupant } = state;
  const { entityStart, entityList, slots, days } = problem;
  const duration = problem.duration[activity]!;
  const slot = state.slot[activity]!;
  const day = state.dayOf[slot]!;
  const bits = ~(((1 << duration) - 1) << state.hourOf[slot]!);
  for (let i = entityStart[activity]!, end = entityStart[activity + 1]!; i < end; i++) {
    const entity = entityList[i]!;
    const at = entity * days + day;
    setMask(state, entity, at, masks[at]! & bits);
    const base = entity * slots + slot;
    for (let k = 0; k < duration; k++) occupant[base + k] = -1;
    state.hoursPlaced[entity]! -= duration;
    state.lessonsPlaced[entity]!--;
  }
  state.tallies.note(activity, slot, -1);
  state.slot[activity] = -1;
  state.placed--;
}

// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Compiled } from "./compiled.ts";
import { groupCount } from "./group-rules.ts";
import { ruleCount } from "./profile-rules.ts";
import type { State } from "./state.ts";

/** Soft cost of an activity starting at a slot by its own wishes and by pairs with what is placed. */
export function startingCost(state: State, activity: number, slot: number): number {
  const { problem } = state;
  const { softPairStart, softPairOther, softPairTable, softPairCost, tables, slots } = problem;
  let cost = problem.startCost[activity * slots + slot]!;
  for (let i = softPairStart[activity]!, end = softPairStart[activity + 1]!; i < end; i++) {
    const at = state.slot[softPairOther[i]!]!;
    if (at < 0) continue;
    const violations = tables[softPairTable[i]!]![at * slots + slot]!;
    if (violations > 0) cost += violations * softPairCost[i]!;
  }
  return cost;
}

/** The whole soft cost, counted from nothing. */
export function softTotal(state: State): number {
  const { problem } = state;
  let total = 0;
  for (let activity = 0; activity < problem.count; activity++) {
    const slot = state.slot[activity]!;
    if (slot < 0) continue;
    const wishes = problem.startCost[activity * problem.slots + slot]!;
    // Pairs are met from both sides.
    total += wishes + (startingCost(state, activity, slot) - wishes) / 2 + roomCost(state, activity);
  }
  for (let entity = 0; entity < problem.entityCount; entity++) {
    for (const rule of problem.softRules[entity]!) total += ruleCount(state, rule) * rule.cost;
  }
  for (const group of problem.groups) {
    if (group.cost < Number.POSITIVE_INFINITY) total += groupCount(state, group) * group.cost;
  }
  return total;
}

/** Soft cost of the room an activity has (or lacks), at its time. */
export function roomCost(state: State, activity: number): number {
  const { candidateStart, candidate, candidateCost, width } = state.problem.rooms;
  const room = state.room[activity]!;
  for (let i = candidateStart[activity]!, end = candidateStart[activity + 1]!; i < end; i++) {
    if (candidate[i] !== room) continue;
    const closed = closedCost(
      state.problem,
      activity,
      room,
      state.slot[activity]!,
      state.real,
      activity * width,
    );
    return candidateCost[i]! + closed;
  }
  return 0;
}

/**
 * What it costs an activity to be in a room, with the real rooms at `real[from …]`, where that is closed as a wish:
 * by the room itself and by each real room of a virtual one.
 */
export function closedCost(
  problem: Compiled,
  activity: number,
  room: number,
  slot: number,
  real: Int32Array,
  from: number,
): number {
  const { rooms } = problem;
  if (room < 0 || (rooms.closedCost === null && rooms.teacherClosedCost[activity] === null)) return 0;
  let cost = closedCostOfOne(problem, activity, room, slot);
  if (!rooms.sets[room]) return cost;
  for (let i = from; i < from + rooms.width && real[i]! >= 0; i++)
    cost += closedCostOfOne(problem, activity, real[i]!, slot);
  return cost;
}

function closedCostOfOne(problem: Compiled, activity: number, room: number, slot: number): number {
  const { rooms, slots } = problem;
  const ofTeacher = rooms.teacherClosedCost[activity]?.get(room);
  let cost = 0;
  for (let k = 0; k < problem.duration[activity]!; k++) {
    if (rooms.closedCost !== null) cost += rooms.closedCost[room * slots + slot + k]!;
    if (ofTeacher) cost += ofTeacher[slot + k]!;
  }
  return cost;
}

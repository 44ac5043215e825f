// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
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

/** Soft cost of the room an activity has (or lacks). */
export function roomCost(state: State, activity: number): number {
  const { candidateStart, candidate, candidateCost } = state.problem.rooms;
  const room = state.room[activity]!;
  for (let i = candidateStart[activity]!, end = candidateStart[activity + 1]!; i < end; i++) {
    if (candidate[i] === room) return candidateCost[i]!;
  }
  return 0;
}

// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Compiled } from "./compiled.ts";
import { RULE } from "./profile-rules.ts";

/**
 * Activities, hardest first. The measure is the one FET documents (algorithm-details: "most difficult
 * first … speeds up the algorithm maybe ten times"): duration times the hours it can clash with, the
 * slots it may not use and the load of its rooms. Those with one possible slot come first, and tied
 * activities (same start, consecutive, grouped) share the greatest difficulty among them.
 */
export function hardestFirst(problem: Compiled): Int32Array {
  const difficulty = new Float64Array(problem.count);
  for (let activity = 0; activity < problem.count; activity++) {
    difficulty[activity] =
      problem.duration[activity]! *
      (clashHours(problem, activity) + closedSlots(problem, activity) + roomLoad(problem, activity));
  }
  shareAmongTied(problem, difficulty);
  for (let activity = 0; activity < problem.count; activity++) {
    if (problem.fixedTime[activity]) difficulty[activity]! += 1e9;
  }
  return Int32Array.from(difficulty.keys()).sort((a, b) => difficulty[b]! - difficulty[a]! || a - b);
}

function clashHours(problem: Compiled, activity: number): number {
  let hours = 0;
  for (let i = problem.entityStart[activity]!; i < problem.entityStart[activity + 1]!; i++) {
    const entity = problem.entityList[i]!;
    if (i < problem.clashEnd[activity]!) hours += problem.entityHours[entity]!;
    for (const rule of problem.hardRules[entity]!) {
      if (rule.kind === RULE.mostDays && rule.b === 0) hours += (problem.days - rule.a) * problem.hours;
    }
  }
  return hours;
}

function closedSlots(problem: Compiled, activity: number): number {
  let closed = 0;
  for (let slot = 0; slot < problem.slots; slot++) {
    const index = activity * problem.slots + slot;
    if (!problem.allowed[index] || problem.startCost[index]! >= 0.8) closed++;
  }
  return closed;
}

/** Mean of closed hours over the candidate rooms; few candidates make it harder. */
function roomLoad(problem: Compiled, activity: number): number {
  const { rooms, slots } = problem;
  const from = rooms.candidateStart[activity]!;
  const to = rooms.candidateStart[activity + 1]!;
  if (from === to) return 0;
  let closed = 0;
  for (let i = from; i < to; i++) {
    const room = rooms.candidate[i]!;
    if (room < 0) continue;
    for (let slot = 0; slot < slots; slot++) closed += rooms.closed[room * slots + slot]!;
  }
  return closed / (to - from) + slots / (4 * (to - from));
}

/** A relation is tight when each start of one leaves very few starts to the other. */
function shareAmongTied(problem: Compiled, difficulty: Float64Array): void {
  const { tables, slots, hardPairStart, hardPairOther, hardPairTable } = problem;
  const tight = tables.map((table) => {
    let open = 0;
    for (let i = 0; i < table.length; i++) if (table[i] === 0) open++;
    return open <= slots * 3;
  });
  const leader = Int32Array.from({ length: problem.count }, (_, i) => i);
  const find = (activity: number): number => {
    let at = activity;
    while (leader[at] !== at) {
      leader[at] = leader[leader[at]!]!;
      at = leader[at]!;
    }
    return at;
  };
  for (let activity = 0; activity < problem.count; activity++) {
    for (let i = hardPairStart[activity]!; i < hardPairStart[activity + 1]!; i++) {
      if (tight[hardPairTable[i]!]) leader[find(activity)] = find(hardPairOther[i]!);
    }
  }
  const most = new Float64Array(problem.count);
  for (let i = 0; i < problem.count; i++) most[find(i)] = Math.max(most[find(i)]!, difficulty[i]!);
  for (let i = 0; i < problem.count; i++) difficulty[i] = most[find(i)]!;
}

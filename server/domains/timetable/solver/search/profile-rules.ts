// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { countBits, highestBit, lowestBit } from "./bits.ts";
import type { Compiled, Rule } from "./compiled.ts";
import type { State } from "./state.ts";
import { realDayNeedExcess, weekNeedExcess } from "./week-need.ts";

/** The limits on one entity's week. `a`, `b` and `mask` are fields of the rule. */
export const RULE = {
  /** Hours per (half-)day at most a. */
  hoursPerDay: 0,
  /** Hours per real day at most a. */
  hoursPerRealDay: 1,
  /** Runs of taken periods at most a long. */
  hoursRunning: 2,
  /** Gaps, beginnings, least hours: see weekNeedExcess. */
  weekNeed: 3,
  realDayNeed: 4,
  /** Last minus first plus one at most a per (half-)day; with b = 1 one day may have one more. */
  span: 5,
  /** The same on the axis of a real day. */
  spanRealDay: 6,
  /** Taken days at most a; b is one of DAYS. */
  mostDays: 7,
  /** Taken days at least a; b is one of DAYS. */
  leastDays: 8,
  /** Days with a lesson in the hours of `mask` at most a; b is one of DAYS. */
  intervalDays: 9,
  /** Free hours between the end of a day and the beginning of the next at least a; b = 1: also around the week. */
  rest: 10,
  /** Free hours between morning and afternoon of a real day at least a. */
  restBetweenHalves: 11,
  /** No four taken half-days in a row; with b = 1, runs that begin with an afternoon may be four long. */
  threeHalvesInRow: 12,
  /** No three taken mornings (b = 1) or afternoons (b = 2) on three real days in a row. */
  twoInRow: 13,
  /** Hours of all afternoons at most a. */
  afternoonHours: 14,
  /** Real days with both halves taken at most a. */
  fullRealDays: 15,
} as const;

/** Which days a rule counts. */
export const DAYS = { all: 0, mornings: 1, afternoons: 2, real: 3 } as const;

/** By how much a hard rule cannot be kept any more, given what is placed: 0 when it still can. */
export function ruleExcess(state: State, rule: Rule): number {
  const problem = state.problem;
  const base = rule.entity * problem.days;
  switch (rule.kind) {
    case RULE.hoursPerDay:
      return hoursOver(state.masks, base, problem.days, 1, rule.a);
    case RULE.hoursPerRealDay:
      return hoursOver(state.masks, base, problem.days, 2, rule.a);
    case RULE.hoursRunning:
      return runsOver(state.masks, base, problem.days, rule.a, true);
    case RULE.weekNeed:
      return weekNeedExcess(
        rule.need!,
        state.masks,
        problem.countable,
        base,
        problem.days,
        problem.entityHours[rule.entity]!,
      );
    case RULE.realDayNeed:
      return realDayNeedExcess(
        rule.realNeed!,
        state.masks,
        problem.countable,
        base,
        problem.days,
        problem.entityHours[rule.entity]!,
      );
    case RULE.span:
    case RULE.spanRealDay:
      return spanOver(state.masks, base, problem, rule);
    case RULE.leastDays: {
      const left = problem.entityLessons[rule.entity]! - state.lessonsPlaced[rule.entity]!;
      return Math.max(0, rule.a - takenDays(state.masks, base, problem.days, rule.b, -1) - left);
    }
    case RULE.mostDays:
    case RULE.intervalDays:
      return Math.max(0, takenDays(state.masks, base, problem.days, rule.b, rule.mask) - rule.a);
    default:
      return halfDayExcess(state.masks, base, problem, rule);
  }
}

/** The excess of one day by itself, for rules that look at each day alone. */
export function dayExcess(rule: Rule, mask: number): number {
  const day = Int32Array.of(mask);
  if (rule.kind === RULE.hoursPerDay) return hoursOver(day, 0, 1, 1, rule.a);
  if (rule.kind === RULE.hoursRunning) return runsOver(day, 0, 1, rule.a, true);
  return mask === 0 ? 0 : Math.max(0, highestBit(mask) - lowestBit(mask) + 1 - rule.a);
}

/** Violations of a soft rule in the counting of FET: one per day over, one per run over. */
export function ruleCount(state: State, rule: Rule): number {
  const { days } = state.problem;
  const base = rule.entity * days;
  if (rule.kind === RULE.hoursRunning) return runsOver(state.masks, base, days, rule.a, false);
  const step = rule.kind === RULE.hoursPerRealDay ? 2 : 1;
  let count = 0;
  for (let day = 0; day < days; day += step) {
    let hours = countBits(state.masks[base + day]!);
    if (step === 2) hours += countBits(state.masks[base + day + 1]!);
    if (hours > rule.a) count++;
  }
  return count;
}

function hoursOver(masks: Int32Array, base: number, days: number, step: number, most: number): number {
  let excess = 0;
  for (let day = 0; day < days; day += step) {
    let hours = countBits(masks[base + day]!);
    if (step === 2) hours += countBits(masks[base + day + 1]!);
    if (hours > most) excess += hours - most;
  }
  return excess;
}

function runsOver(masks: Int32Array, base: number, days: number, most: number, graded: boolean): number {
  let excess = 0;
  for (let day = 0; day < days; day++) {
    let mask = masks[base + day]!;
    while (mask !== 0) {
      mask >>>= lowestBit(mask);
      const run = lowestBit(~mask);
      if (run > most) excess += graded ? run - most : 1;
      mask >>>= run;
    }
  }
  return excess;
}

function spanOver(masks: Int32Array, base: number, problem: Compiled, rule: Rule): number {
  const step = rule.kind === RULE.spanRealDay ? 2 : 1;
  let excess = 0;
  let widest = 0;
  for (let day = 0; day < problem.days; day += step) {
    const first = masks[base + day]!;
    const second = step === 2 ? masks[base + day + 1]! : 0;
    if (first === 0 && second === 0) continue;
    const low = first !== 0 ? lowestBit(first) : problem.hours + lowestBit(second);
    const high = second !== 0 ? problem.hours + highestBit(second) : highestBit(first);
    const over = high - low + 1 - rule.a;
    if (over > 0) excess += over;
    if (over > widest) widest = over;
  }
  return rule.b === 1 && widest > 0 ? excess - 1 : excess;
}

/** Days of one sort that have a taken period within `hourMask`. */
function takenDays(masks: Int32Array, base: number, days: number, which: number, hourMask: number): number {
  let count = 0;
  if (which === DAYS.real) {
    for (let day = 0; day < days; day += 2) {
      if (((masks[base + day]! | masks[base + day + 1]!) & hourMask) !== 0) count++;
    }
    return count;
  }
  const step = which === DAYS.all ? 1 : 2;
  for (let day = which === DAYS.afternoons ? 1 : 0; day < days; day += step) {
    if ((masks[base + day]! & hourMask) !== 0) count++;
  }
  return count;
}

function halfDayExcess(masks: Int32Array, base: number, problem: Compiled, rule: Rule): number {
  switch (rule.kind) {
    case RULE.rest:
      return restShort(masks, base, problem, rule);
    case RULE.restBetweenHalves: {
      let excess = 0;
      for (let day = 0; day < problem.days; day += 2) {
        excess += restGap(masks[base + day]!, masks[base + day + 1]!, problem.hours, rule.a);
      }
      return excess;
    }
    case RULE.threeHalvesInRow:
      return halvesInRow(masks, base, problem.days, rule.b === 1);
    case RULE.twoInRow: {
      let excess = 0;
      for (let day = rule.b - 1; day + 4 < problem.days; day += 2) {
        if (masks[base + day]! && masks[base + day + 2]! && masks[base + day + 4]!) excess++;
      }
      return excess;
    }
    case RULE.afternoonHours: {
      let hours = 0;
      for (let day = 1; day < problem.days; day += 2) hours += countBits(masks[base + day]!);
      return Math.max(0, hours - rule.a);
    }
    default: {
      let full = 0;
      for (let day = 0; day < problem.days; day += 2) {
        if (masks[base + day]! && masks[base + day + 1]!) full++;
      }
      return Math.max(0, full - rule.a);
    }
  }
}

/** Missing rest between two neighbouring days; an empty one leaves enough by itself unless a is above H. */
function restGap(earlier: number, later: number, hours: number, least: number): number {
  const after = earlier === 0 ? hours : hours - 1 - highestBit(earlier);
  const before = later === 0 ? hours : lowestBit(later);
  return Math.max(0, least - after - before);
}

function restShort(masks: Int32Array, base: number, problem: Compiled, rule: Rule): number {
  let excess = 0;
  for (let day = 0; day + 1 < problem.days; day++) {
    excess += restGap(masks[base + day]!, masks[base + day + 1]!, problem.hours, rule.a);
  }
  if (rule.b === 1) {
    excess += restGap(masks[base + problem.days - 1]!, masks[base]!, problem.hours, rule.a);
  }
  return excess;
}

function halvesInRow(masks: Int32Array, base: number, days: number, exception: boolean): number {
  let excess = 0;
  for (let day = 0; day + 3 < days; day++) {
    if (exception && day % 2 === 1) continue;
    if (masks[base + day]! && masks[base + day + 1]! && masks[base + day + 2]! && masks[base + day + 3]!)
      excess++;
  }
  return excess;
}

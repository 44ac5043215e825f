// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { countBits } from "./bits.ts";
import type { Rule } from "./compiled.ts";
import { GROUP } from "./group-kinds.ts";
import { groupCount } from "./group-rules.ts";
import { placeExcess } from "./place-rules.ts";
import { RULE, ruleExcess } from "./profile-rules.ts";
import type { Random } from "./random.ts";
import { placeTime, removeTime, type State } from "./state.ts";
import { excessOfSums } from "./week-need.ts";

/** Those found to be in the way of one placement so far. */
export interface Leaving {
  readonly list: Int32Array;
  /** `mark[activity] === stamp` for those in the list. */
  readonly mark: Int32Array;
  stamp: number;
  count: number;
  /** No more than so many may leave. */
  limit: number;
}

/**
 * Finds out who else must leave for the sake of rules on whole weeks, places and sets. Each rule
 * chooses: the lesson whose leaving helps it most, among equals the one least often pushed out.
 */
export interface Expeller {
  /** Adds to `leaving` all that must go if the activity starts at the slot; false when that is impossible. */
  expel(activity: number, slot: number, room: number): boolean;
}

/** Rules that are broken in the cells of the activity that comes, and nowhere else. */
function crowding(kind: number): boolean {
  return kind === GROUP.mostAtOnce || kind === GROUP.perDay || kind === GROUP.mostPerTerm;
}

/** Rules that gain only by days that become empty. */
function needsEmptyDays(kind: number): boolean {
  return (
    kind === RULE.mostDays ||
    kind === RULE.threeHalvesInRow ||
    kind === RULE.twoInRow ||
    kind === RULE.fullRealDays
  );
}

/** One unit of excess weighs more than chance and reluctance together. */
const EXCESS_WEIGHT = 4;

export function createExpeller(
  state: State,
  random: Random,
  locked: Uint8Array,
  reluctance: Float64Array,
  leaving: Leaving,
): Expeller {
  const { problem, tallies } = state;
  const { slots, days, hours, duration } = problem;
  const { dayAt, excess, needAt, words, late, gaps } = problem.weekTables;
  const { list, mark } = leaving;
  const savedSlot = new Int32Array(problem.count);
  const savedRoom = new Int32Array(problem.count);
  const lengths = 1 + duration.reduce((most, hours) => Math.max(most, hours), 0);
  const known = new Int32Array(slots * lengths);
  const knownAt = new Int32Array(slots * lengths);
  let choice = 0;
  let best = -1;
  let bestKey = 0;
  let spare = -1;
  let spareKey = 0;

  return { expel };

  function expel(activity: number, slot: number, room: number): boolean {
    for (let i = 0; i < leaving.count; i++) suspend(list[i]!);
    placeTime(state, activity, slot);
    state.room[activity] = room;
    const possible = settle(activity, state.dayOf[slot]!);
    state.room[activity] = -1;
    removeTime(state, activity);
    for (let i = leaving.count - 1; i >= 0; i--) restore(list[i]!);
    return possible;
  }

  function settle(activity: number, day: number): boolean {
    const { rulesBegin, entityStart, entityList, otherRules, placeRules } = problem;
    for (let i = rulesBegin[activity]!, end = entityStart[activity + 1]!; i < end; i++) {
      const entity = entityList[i]!;
      if (dayAt[entity]! >= 0 && !settleDay(entity, activity, day)) return false;
      if (needAt[entity * days]! >= 0 && !settleNeed(entity, activity)) return false;
      const rules = otherRules[entity]!;
      for (let r = 0; r < rules.length; r++) if (!settleRule(rules[r]!, activity)) return false;
      if (placeRules[entity]!.length > 0 && !settlePlaces(entity, activity)) return false;
    }
    const groups = problem.hardGroups[activity]!;
    for (let g = 0; g < groups.length; g++) if (!settleGroup(groups[g]!, activity)) return false;
    return true;
  }

  /** Takes times (and what is known of rooms) out without touching room occupancy, to try something. */
  function suspend(other: number): void {
    savedSlot[other] = state.slot[other]!;
    savedRoom[other] = state.room[other]!;
    state.room[other] = -1;
    removeTime(state, other);
  }

  function restore(other: number): void {
    placeTime(state, other, savedSlot[other]!);
    state.room[other] = savedRoom[other]!;
  }

  function mayLeave(other: number, activity: number): boolean {
    return other !== activity && !locked[other] && !problem.fixedTime[other];
  }

  /** A lesson of one time only may leave for the sake of a rule on rooms, if it has others to choose from. */
  function mayChangeRoom(other: number, activity: number): boolean {
    const { candidateStart } = problem.rooms;
    return other !== activity && !locked[other] && candidateStart[other + 1]! - candidateStart[other]! > 1;
  }

  function noise(other: number): number {
    return random.unit() + reluctance[other]!;
  }

  function forgetChoice(): void {
    choice++;
    best = -1;
    bestKey = Number.POSITIVE_INFINITY;
    spare = -1;
    spareKey = Number.POSITIVE_INFINITY;
  }

  function offer(other: number, key: number): void {
    if (key >= bestKey) return;
    bestKey = key;
    best = other;
  }

  /** For want of a lesson that helps at once: one of another day that is easy to empty. */
  function offerSpare(other: number, key: number): void {
    if (key >= spareKey) return;
    spareKey = key;
    spare = other;
  }

  /** Pushes out what was chosen; false when nothing was, or too many leave. */
  function leave(): boolean {
    const other = best >= 0 ? best : spare;
    if (other < 0 || leaving.count >= leaving.limit) return false;
    mark[other] = leaving.stamp;
    list[leaving.count++] = other;
    suspend(other);
    return true;
  }

  function withoutLesson(mask: number, other: number, start: number): number {
    return mask & ~(((1 << duration[other]!) - 1) << state.hourOf[start]!);
  }

  /** Limits on each day by itself: only the day of the activity can be over. */
  function settleDay(entity: number, activity: number, day: number): boolean {
    const table = dayAt[entity]!;
    const at = entity * days + day;
    for (;;) {
      const mask = state.masks[at]!;
      const over = excess[table + mask]!;
      if (over === 0) return true;
      forgetChoice();
      const base = entity * slots + day * hours;
      for (let hour = 0; hour < hours; hour++) {
        const other = state.occupant[base + hour]!;
        if (other < 0) continue;
        const after = excess[table + withoutLesson(mask, other, day * hours + hour)]!;
        hour += duration[other]! - 1;
        if (!mayLeave(other, activity)) continue;
        if (after < over) offer(other, after * EXCESS_WEIGHT + noise(other));
        else offerSpare(other, noise(other));
      }
      if (!leave()) return false;
    }
  }

  function needExcess(entity: number, first: number, second: number): number {
    return excessOfSums(first, second, late[entity]!, gaps[entity]!, problem.entityHours[entity]!);
  }

  function settleNeed(entity: number, activity: number): boolean {
    for (;;) {
      const over = needExcess(entity, state.needFirst[entity]!, state.needSecond[entity]!);
      if (over === 0) return true;
      forgetChoice();
      for (let day = 0; day < days; day++) {
        const mask = state.masks[entity * days + day]!;
        if (mask === 0) continue;
        const table = needAt[entity * days + day]!;
        const first = state.needFirst[entity]! - words[table + 2 * mask]!;
        const second = state.needSecond[entity]! - words[table + 2 * mask + 1]!;
        const emptied = needExcess(entity, first + words[table]!, second + words[table + 1]!);
        if (emptied >= over) continue;
        const base = entity * slots + day * hours;
        const mayEmpty = allMayLeave(base, activity);
        for (let hour = 0; hour < hours; hour++) {
          const other = state.occupant[base + hour]!;
          if (other < 0) continue;
          const left = table + 2 * withoutLesson(mask, other, day * hours + hour);
          hour += duration[other]! - 1;
          if (!mayLeave(other, activity)) continue;
          const after = needExcess(entity, first + words[left]!, second + words[left + 1]!);
          if (after < over) offer(other, after * EXCESS_WEIGHT + noise(other));
          else if (mayEmpty) offerSpare(other, countBits(mask) + noise(other) * 0.5);
        }
      }
      if (!leave()) return false;
    }
  }

  /** Whether every lesson of the day that begins at `base` of the occupants may leave. */
  function allMayLeave(base: number, activity: number): boolean {
    for (let hour = 0; hour < hours; hour++) {
      const other = state.occupant[base + hour]!;
      if (other >= 0 && !mayLeave(other, activity)) return false;
    }
    return true;
  }

  function settleRule(rule: Rule, activity: number): boolean {
    for (;;) {
      const over = ruleExcess(state, rule);
      if (over === 0) return true;
      forgetChoice();
      for (let day = 0; day < days; day++) {
        if (state.masks[rule.entity * days + day] !== 0) offerDay(rule, activity, day, over);
      }
      if (!leave()) return false;
    }
  }

  /** Offers the lessons of a day, unless the rule would gain nothing even if the whole day became empty. */
  function offerDay(rule: Rule, activity: number, day: number, over: number): void {
    const at = rule.entity * days + day;
    const base = rule.entity * slots + day * hours;
    const mask = state.masks[at]!;
    if (rule.kind !== RULE.leastDays && excessWith(rule, at, 0) >= over) return;
    const mayEmpty = allMayLeave(base, activity);
    for (let hour = 0; hour < hours; hour++) {
      const other = state.occupant[base + hour]!;
      if (other < 0) continue;
      const left = withoutLesson(mask, other, day * hours + hour);
      hour += duration[other]! - 1;
      if (!mayLeave(other, activity)) continue;
      const after = left !== 0 && needsEmptyDays(rule.kind) ? over : excessWith(rule, at, left);
      if (after < over) offer(other, after * EXCESS_WEIGHT + noise(other));
      else if (mayEmpty) offerSpare(other, countBits(mask) + noise(other) * 0.5);
    }
  }

  /** A rule's excess if one day looked so, one lesson being gone. */
  function excessWith(rule: Rule, at: number, mask: number): number {
    const before = state.masks[at]!;
    state.masks[at] = mask;
    state.lessonsPlaced[rule.entity]!--;
    const after = ruleExcess(state, rule);
    state.lessonsPlaced[rule.entity]!++;
    state.masks[at] = before;
    return after;
  }

  function settleGroup(index: number, activity: number): boolean {
    if (tallies.counted[index]) return settleTally(index, activity);
    const group = problem.groups[index]!;
    const ofRooms = group.kind === GROUP.mostRooms || group.kind === GROUP.sameRoom;
    while (groupCount(state, group) > 0) {
      forgetChoice();
      for (let i = 0; i < group.activities.length; i++) {
        const other = group.activities[i]!;
        const slot = state.slot[other]!;
        if (slot < 0 || !(mayLeave(other, activity) || (ofRooms && mayChangeRoom(other, activity)))) continue;
        const room = state.room[other]!;
        state.slot[other] = -1;
        state.room[other] = -1;
        offer(other, groupCount(state, group) * EXCESS_WEIGHT + noise(other));
        state.slot[other] = slot;
        state.room[other] = room;
      }
      if (!leave()) return false;
    }
    return true;
  }

  function settleTally(index: number, activity: number): boolean {
    const { activities, kind } = problem.groups[index]!;
    const emptying = kind === GROUP.mostSlots || kind === GROUP.mostTerms;
    const own = state.slot[activity]!;
    for (;;) {
      const over = tallies.excess(index);
      if (over === 0) return true;
      if (emptying && tallies.fewestElsewhere(index, activity, own) > leaving.limit - leaving.count)
        return false;
      forgetChoice();
      for (let i = 0; i < activities.length; i++) {
        const other = activities[i]!;
        const slot = state.slot[other]!;
        if (slot < 0 || !tallies.concerns(index, other, slot) || !mayLeave(other, activity)) continue;
        const meets = tallies.meet(index, activity, own, other, slot);
        if (emptying && !meets) offerToEmpty(index, other, slot);
        else if (!emptying && (meets || !crowding(kind))) offerTally(index, other, slot, over);
      }
      if (!leave()) return false;
    }
  }

  /** The cells of the activity itself cannot become empty; of the others, those nearly empty come first. */
  function offerToEmpty(index: number, other: number, slot: number): void {
    const company = tallies.company(index, other, slot);
    if (company > 0) offer(other, company + noise(other) * 0.5); // 0: in no cell, so its leaving empties none
  }

  /** What is left of a rule's excess without a lesson; the same for all of one start and length. */
  function excessWithout(index: number, other: number, slot: number): number {
    const at = slot * lengths + duration[other]!;
    if (knownAt[at] === choice) return known[at]!;
    tallies.shift(index, other, slot, -1);
    knownAt[at] = choice;
    known[at] = tallies.excess(index);
    tallies.shift(index, other, slot, 1);
    return known[at]!;
  }

  function offerTally(index: number, other: number, slot: number, over: number): void {
    const after = excessWithout(index, other, slot);
    if (after < over) offer(other, after * EXCESS_WEIGHT + noise(other));
    else offerSpare(other, noise(other));
  }

  function settlePlaces(entity: number, activity: number): boolean {
    for (const rule of problem.placeRules[entity]!) {
      while (placeExcess(state, rule) > 0) {
        forgetChoice();
        for (let slot = 0; slot < slots; slot++) {
          const other = state.occupant[entity * slots + slot]!;
          if (other < 0 || state.room[other]! < 0) continue;
          if (!mayLeave(other, activity) && !mayChangeRoom(other, activity)) continue;
          const room = state.room[other]!;
          state.room[other] = -1;
          offer(other, placeExcess(state, rule) * EXCESS_WEIGHT + noise(other));
          state.room[other] = room;
        }
        if (!leave()) return false;
      }
    }
    return true;
  }
}

// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { countBits } from "./bits.ts";
import type { Compiled, Rule } from "./compiled.ts";
import { groupCount } from "./group-rules.ts";
import { placeExcess } from "./place-rules.ts";
import { RULE, ruleExcess } from "./profile-rules.ts";
import type { Random } from "./random.ts";
import { createRoomChooser, type RoomChooser } from "./rooms.ts";
import { placeTime, removeTime, type State } from "./state.ts";

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
  /** The number of activities that must leave, or -1 when the slot cannot be had. */
  collect(activity: number, slot: number): number;
}

export function createConflicts(state: State, random: Random): Conflicts {
  const { problem } = state;
  const locked = new Uint8Array(problem.count);
  const rooms = createRoomChooser(state, random, locked);
  const list = new Int32Array(problem.count);
  const savedSlot = new Int32Array(problem.count);
  const savedRoom = new Int32Array(problem.count);
  const mark = new Int32Array(problem.count);
  const reluctance = new Float64Array(problem.count);
  const judged = judgedActivities(problem);
  let stamp = 0;
  let count = 0;

  /** Notes that an activity must leave; false when it cannot. */
  const push = (other: number): boolean => {
    if (mark[other] === stamp) return true;
    if (locked[other] || problem.fixedTime[other]) return false;
    mark[other] = stamp;
    list[count++] = other;
    return true;
  };

  const collectClashes = (activity: number, slot: number): boolean => {
    const { entityStart, clashEnd, entityList, slots, days } = problem;
    const duration = problem.duration[activity]!;
    const day = state.dayOf[slot]!;
    const bits = ((1 << duration) - 1) << state.hourOf[slot]!;
    for (let i = entityStart[activity]!, end = clashEnd[activity]!; i < end; i++) {
      const entity = entityList[i]!;
      if ((state.masks[entity * days + day]! & bits) === 0) continue;
      const base = entity * slots + slot;
      for (let k = 0; k < duration; k++) {
        const other = state.occupant[base + k]!;
        if (other >= 0 && !push(other)) return false;
      }
    }
    return true;
  };

  const collectPairs = (activity: number, slot: number): boolean => {
    const { hardPairStart, hardPairOther, hardPairTable, tables, slots } = problem;
    for (let i = hardPairStart[activity]!, end = hardPairStart[activity + 1]!; i < end; i++) {
      const other = hardPairOther[i]!;
      const at = state.slot[other]!;
      if (at < 0 || tables[hardPairTable[i]!]![at * slots + slot] === 0) continue;
      if (!push(other)) return false;
    }
    return true;
  };

  const pushFromRoom = (activity: number, room: number, slot: number): void => {
    const base = room * problem.slots + slot;
    for (let k = 0; k < problem.duration[activity]!; k++) {
      const other = state.roomOccupant[base + k]!;
      if (other < 0 || mark[other] === stamp) continue;
      mark[other] = stamp;
      list[count++] = other;
    }
  };

  const collectRoom = (activity: number, slot: number): boolean => {
    if (rooms.choose(activity, slot, mark, stamp) < 0) return false;
    if (rooms.room < 0) return true;
    for (let i = 0; i < problem.rooms.width && rooms.real[i]! >= 0; i++) {
      const room = rooms.real[i]!;
      if (!problem.blocks) pushFromRoom(activity, room, slot);
      else {
        for (let at = slot % problem.hours; at < problem.slots; at += problem.hours) {
          pushFromRoom(activity, room, at);
        }
      }
    }
    return true;
  };

  /** Takes times (and what is known of rooms) out without touching room occupancy, to try something. */
  const suspend = (other: number): void => {
    savedSlot[other] = state.slot[other]!;
    savedRoom[other] = state.room[other]!;
    state.room[other] = -1;
    removeTime(state, other);
  };
  const restore = (other: number): void => {
    placeTime(state, other, savedSlot[other]!);
    state.room[other] = savedRoom[other]!;
  };

  const mayLeave = (other: number, activity: number): boolean =>
    other !== activity && !locked[other] && !problem.fixedTime[other];

  /** Pushes out one more activity and suspends it. */
  const expel = (other: number): void => {
    mark[other] = stamp;
    list[count++] = other;
    suspend(other);
  };

  const expelForRule = (rule: Rule, activity: number): boolean => {
    let excess = ruleExcess(state, rule);
    while (excess > 0) {
      const other = chooseByRule(rule, activity, excess);
      if (other < 0) return false;
      expel(other);
      excess = ruleExcess(state, rule);
    }
    return true;
  };

  /** The lesson of the entity whose leaving helps most; else one of the day that is easiest to empty. */
  const chooseByRule = (rule: Rule, activity: number, excess: number): number => {
    const { slots, days } = problem;
    const base = rule.entity * slots;
    let best = -1;
    let bestKey = Number.POSITIVE_INFINITY;
    let lightest = -1;
    let lightestKey = Number.POSITIVE_INFINITY;
    const ownDay = state.dayOf[state.slot[activity]!]!;
    for (let slot = 0; slot < slots; slot++) {
      const other = state.occupant[base + slot]!;
      if (other < 0) continue;
      const duration = problem.duration[other]!;
      slot += duration - 1;
      if (!mayLeave(other, activity)) continue;
      const start = state.slot[other]!;
      const at = rule.entity * days + state.dayOf[start]!;
      const before = state.masks[at]!;
      state.masks[at] = before & ~(((1 << duration) - 1) << state.hourOf[start]!);
      if (rule.kind === RULE.leastDays) state.lessonsPlaced[rule.entity]!--;
      const after = ruleExcess(state, rule);
      if (rule.kind === RULE.leastDays) state.lessonsPlaced[rule.entity]!++;
      state.masks[at] = before;
      const noise = random.unit() + reluctance[other]!;
      if (after < excess) {
        const key = after * 4 + noise;
        if (key < bestKey) {
          bestKey = key;
          best = other;
        }
      } else if (state.dayOf[start] !== ownDay) {
        const key = countBits(before) + noise * 0.5;
        if (key < lightestKey) {
          lightestKey = key;
          lightest = other;
        }
      }
    }
    return best >= 0 ? best : lightest;
  };

  const expelForGroup = (index: number, activity: number): boolean => {
    const group = problem.groups[index]!;
    let excess = groupCount(state, group);
    while (excess > 0) {
      let best = -1;
      let bestKey = Number.POSITIVE_INFINITY;
      for (let i = 0; i < group.activities.length; i++) {
        const other = group.activities[i]!;
        const slot = state.slot[other]!;
        if (slot < 0 || !mayLeave(other, activity)) continue;
        state.slot[other] = -1;
        const key = groupCount(state, group) * 4 + random.unit() + reluctance[other]!;
        state.slot[other] = slot;
        if (key < bestKey) {
          bestKey = key;
          best = other;
        }
      }
      if (best < 0) return false;
      expel(best);
      excess = groupCount(state, group);
    }
    return true;
  };

  const expelForPlaces = (entity: number, activity: number): boolean => {
    for (const rule of problem.placeRules[entity]!) {
      let excess = placeExcess(state, rule);
      while (excess > 0) {
        let best = -1;
        let bestKey = Number.POSITIVE_INFINITY;
        for (let slot = 0; slot < problem.slots; slot++) {
          const other = state.occupant[entity * problem.slots + slot]!;
          if (other < 0 || state.room[other]! < 0 || !mayLeave(other, activity)) continue;
          const room = state.room[other]!;
          state.room[other] = -1;
          const key = placeExcess(state, rule) * 4 + random.unit() + reluctance[other]!;
          state.room[other] = room;
          if (key < bestKey) {
            bestKey = key;
            best = other;
          }
        }
        if (best < 0) return false;
        expel(best);
        excess = placeExcess(state, rule);
      }
    }
    return true;
  };

  /** Everything that depends on whole weeks or sets, judged with the activity tentatively placed. */
  const expelForWeeks = (activity: number): boolean => {
    const { rulesBegin, entityStart, entityList, hardRules, hardGroups } = problem;
    for (let i = rulesBegin[activity]!, end = entityStart[activity + 1]!; i < end; i++) {
      const entity = entityList[i]!;
      const rules = hardRules[entity]!;
      for (let r = 0; r < rules.length; r++) if (!expelForRule(rules[r]!, activity)) return false;
      if (problem.placeRules[entity]!.length > 0 && !expelForPlaces(entity, activity)) return false;
    }
    const groups = hardGroups[activity]!;
    for (let g = 0; g < groups.length; g++) if (!expelForGroup(groups[g]!, activity)) return false;
    return true;
  };

  return {
    list,
    rooms,
    locked,
    reluctance,
    collect(activity, slot) {
      if (!problem.allowed[activity * problem.slots + slot]) return -1;
      stamp++;
      count = 0;
      if (!collectClashes(activity, slot) || !collectPairs(activity, slot)) return -1;
      if (!collectRoom(activity, slot)) return -1;
      if (!judged[activity]) return count;
      for (let i = 0; i < count; i++) suspend(list[i]!);
      placeTime(state, activity, slot);
      state.room[activity] = rooms.room;
      const possible = expelForWeeks(activity);
      state.room[activity] = -1;
      removeTime(state, activity);
      for (let i = count - 1; i >= 0; i--) restore(list[i]!);
      return possible ? count : -1;
    },
  };
}

/** 1 for activities that some week, place or set rule looks at. */
function judgedActivities(problem: Compiled): Uint8Array {
  const judged = new Uint8Array(problem.count);
  for (let activity = 0; activity < problem.count; activity++) {
    let rules = problem.hardGroups[activity]!.length;
    for (let i = problem.rulesBegin[activity]!; i < problem.entityStart[activity + 1]!; i++) {
      const entity = problem.entityList[i]!;
      rules += problem.hardRules[entity]!.length + problem.placeRules[entity]!.length;
    }
    if (rules > 0) judged[activity] = 1;
  }
  return judged;
}

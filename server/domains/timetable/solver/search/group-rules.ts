// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Group } from "./compiled.ts";
import { GROUP } from "./group-kinds.ts";
import type { State } from "./state.ts";

/** Per-slot counters reused by every count; as large as the largest week seen. */
let counters = new Int32Array(512);

/**
 * Violations of a group given what is placed; for "at least" rules the activities still to place are
 * assumed to help as much as they can, so that a partial timetable is not blamed for being partial.
 */
export function groupCount(state: State, group: Group): number {
  if (counters.length < state.problem.slots * 2) counters = new Int32Array(state.problem.slots * 2);
  switch (group.kind) {
    case GROUP.perDay:
      return perDay(state, group);
    case GROUP.threeTogether:
      return threeTogether(state, group);
    case GROUP.mostSlots:
    case GROUP.leastSlots:
    case GROUP.mostAtOnce:
    case GROUP.leastAtOnce:
    case GROUP.mostTouching:
      return inSelection(state, group);
    case GROUP.mostPerTerm:
    case GROUP.leastPerTerm:
    case GROUP.mostTerms:
      return inTerms(state, group);
    case GROUP.mostRooms:
      return mostRooms(state, group);
    case GROUP.sameRoom:
      return sameRoom(state, group);
    default:
      return twoTags(state, group);
  }
}

function perDay(state: State, group: Group): number {
  const { activities } = group;
  let excess = 0;
  for (let i = 0; i < activities.length; i++) {
    const slot = state.slot[activities[i]!]!;
    if (slot < 0) continue;
    const day = state.dayOf[slot]! >> group.b;
    let earlier = 0;
    for (let j = 0; j < i; j++) {
      const other = state.slot[activities[j]!]!;
      if (other >= 0 && state.dayOf[other]! >> group.b === day) earlier++;
    }
    if (earlier >= group.a) excess++;
  }
  return excess;
}

/** `selection[slot]` is here the number of non-break slots before it: distances skip breaks by themselves. */
function threeTogether(state: State, group: Group): number {
  const { activities, selection } = group;
  let day = -1;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  let hours = 0;
  for (let i = 0; i < 3; i++) {
    const activity = activities[i]!;
    const duration = state.problem.duration[activity]!;
    hours += duration;
    const slot = state.slot[activity]!;
    if (slot < 0) continue;
    if (day >= 0 && day !== state.dayOf[slot]!) return 1;
    day = state.dayOf[slot]!;
    first = Math.min(first, selection[slot]!);
    last = Math.max(last, selection[slot]! + duration);
    for (let j = 0; j < i; j++) {
      const other = activities[j]!;
      const start = state.slot[other]!;
      if (start >= 0 && start < slot + duration && slot < start + state.problem.duration[other]!) return 1;
    }
  }
  return day >= 0 && last - first > hours ? 1 : 0;
}

function inSelection(state: State, group: Group): number {
  const { activities, selection, a, b, kind } = group;
  const { slots, duration } = state.problem;
  let selected = 0;
  for (let slot = 0; slot < slots; slot++) {
    counters[slot] = 0;
    if (selection[slot]! >= 0) selected++;
  }
  let touching = 0;
  let waitingHours = 0;
  let waiting = 0;
  for (let i = 0; i < activities.length; i++) {
    const activity = activities[i]!;
    const start = state.slot[activity]!;
    if (start < 0) {
      waiting++;
      waitingHours += duration[activity]!;
      continue;
    }
    let touches = 0;
    for (let slot = start; slot < start + duration[activity]!; slot++) {
      if (selection[slot]! < 0) continue;
      counters[slot]!++;
      touches = 1;
    }
    touching += touches;
  }
  if (kind === GROUP.mostTouching) return Math.max(0, touching - a);
  let occupied = 0;
  let over = 0;
  let under = 0;
  for (let slot = 0; slot < slots; slot++) {
    const running = counters[slot]!;
    if (selection[slot]! < 0) continue;
    if (running > 0) occupied++;
    if (running > a) over += running - a;
    if (running < a && !(b === 1 && running === 0)) under += a - running;
  }
  if (kind === GROUP.mostSlots) return Math.max(0, occupied - a);
  if (kind === GROUP.leastSlots) return Math.max(0, Math.min(a, selected) - occupied - waitingHours);
  if (kind === GROUP.mostAtOnce) return over;
  return waiting > 0 ? Math.max(0, under - waitingHours) : under;
}

function inTerms(state: State, group: Group): number {
  const { activities, a, b, kind } = group;
  const terms = Math.ceil(state.problem.days / b);
  for (let term = 0; term < terms; term++) counters[term] = 0;
  let waiting = 0;
  for (let i = 0; i < activities.length; i++) {
    const slot = state.slot[activities[i]!]!;
    if (slot < 0) waiting++;
    else counters[Math.floor(state.dayOf[slot]! / b)]!++;
  }
  let over = 0;
  let under = 0;
  let used = 0;
  for (let term = 0; term < terms; term++) {
    const starts = counters[term]!;
    if (starts > 0) used++;
    if (starts > a) over += starts - a;
    const least = Math.abs(a);
    if (starts < least && !(a < 0 && starts === 0)) under += least - starts;
  }
  if (kind === GROUP.mostTerms) return Math.max(0, used - a);
  return kind === GROUP.mostPerTerm ? over : Math.max(0, under - waiting);
}

function mostRooms(state: State, group: Group): number {
  const { activities, a } = group;
  let rooms = 0;
  for (let i = 0; i < activities.length; i++) {
    const room = state.room[activities[i]!]!;
    if (room < 0) continue;
    let known = false;
    for (let j = 0; j < i && !known; j++) known = state.room[activities[j]!]! === room;
    if (!known) rooms++;
  }
  return Math.max(0, rooms - a);
}

function sameRoom(state: State, group: Group): number {
  const { activities } = group;
  const { duration } = state.problem;
  let count = 0;
  for (let i = 0; i < activities.length; i++) {
    const one = activities[i]!;
    const start = state.slot[one]!;
    if (start < 0 || state.room[one]! < 0) continue;
    const end = start + duration[one]!;
    for (let j = 0; j < activities.length; j++) {
      const other = activities[j]!;
      if (state.slot[other]! !== end || state.room[other]! < 0) continue;
      if (state.dayOf[start] === state.dayOf[end] && state.room[one] !== state.room[other]) count++;
    }
  }
  return count;
}

function twoTags(state: State, group: Group): number {
  const { activities, selection, b } = group;
  const days = Math.ceil(state.problem.days / (b + 1));
  for (let day = 0; day < days; day++) counters[day] = 0;
  for (let i = 0; i < activities.length; i++) {
    const slot = state.slot[activities[i]!]!;
    if (slot >= 0) counters[state.dayOf[slot]! >> b]! |= selection[i]!;
  }
  let excess = 0;
  for (let day = 0; day < days; day++) {
    let tags = counters[day]!;
    let number = 0;
    for (; tags !== 0; tags &= tags - 1) number++;
    if (number > 2) excess += number - 2;
  }
  return excess;
}

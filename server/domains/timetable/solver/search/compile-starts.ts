// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Constraint } from "../constraint-types.ts";
import type { Problem } from "../model.ts";

export interface Starts {
  allowed: Uint8Array;
  startCost: Float64Array;
  fixedTime: Uint8Array;
  startRow: Int32Array;
  startList: Int32Array;
}

/** What each activity alone may do: availability, breaks, the end of the day, and preferred times. */
export function compileStarts(problem: Problem): Starts {
  const hours = problem.hours.length;
  const slots = problem.days.length * hours;
  const count = problem.activities.length;
  const starts: Starts = {
    allowed: new Uint8Array(count * slots),
    startCost: new Float64Array(count * slots),
    fixedTime: new Uint8Array(count),
    startRow: new Int32Array(count + 1),
    startList: new Int32Array(0),
  };
  problem.activities.forEach((activity, index) => {
    for (let slot = 0; slot < slots; slot++) {
      if ((slot % hours) + activity.duration <= hours) starts.allowed[index * slots + slot] = 1;
    }
  });
  forbidClosedSlots(problem, starts.allowed, slots);
  applyPreferences(problem, starts, slots);
  const list: number[] = [];
  for (let activity = 0; activity < count; activity++) {
    for (let slot = 0; slot < slots; slot++) if (starts.allowed[activity * slots + slot]) list.push(slot);
    starts.startRow[activity + 1] = list.length;
    if (list.length - starts.startRow[activity]! === 1) starts.fixedTime[activity] = 1;
  }
  starts.startList = Int32Array.from(list);
  return starts;
}

/** Breaks and the not-available times of every teacher and subgroup, hour by hour. */
function forbidClosedSlots(problem: Problem, allowed: Uint8Array, slots: number): void {
  const breaks = new Uint8Array(slots);
  const ofTeacher = problem.teachers.map(() => null as Uint8Array | null);
  const ofSubgroup = problem.subgroups.map(() => null as Uint8Array | null);
  for (const constraint of problem.constraints) {
    if (constraint.kind === "breakTimes") for (const slot of constraint.slots) breaks[slot] = 1;
    if (constraint.kind !== "notAvailableTimes") continue;
    const people = constraint.who.of === "teachers" ? ofTeacher : ofSubgroup;
    for (const id of constraint.who.ids) {
      const closed = people[id] ?? new Uint8Array(slots);
      people[id] = closed;
      for (const slot of constraint.slots) closed[slot] = 1;
    }
  }
  problem.activities.forEach((activity, index) => {
    const closed = breaks.slice();
    for (const teacher of activity.teachers) mergeInto(closed, ofTeacher[teacher] ?? null);
    for (const subgroup of activity.subgroups) mergeInto(closed, ofSubgroup[subgroup] ?? null);
    for (let slot = 0; slot < slots; slot++) {
      for (let k = 0; k < activity.duration && slot + k < slots; k++) {
        if (closed[slot + k]) allowed[index * slots + slot] = 0;
      }
    }
  });
}

function mergeInto(target: Uint8Array, source: Uint8Array | null): void {
  if (source === null) return;
  for (let i = 0; i < source.length; i++) target[i]! |= source[i]!;
}

function applyPreferences(problem: Problem, starts: Starts, slots: number): void {
  for (const constraint of problem.constraints) {
    const { kind } = constraint;
    if (kind !== "preferredStartingTimes" && kind !== "preferredTimeSlots" && kind !== "preferredDay")
      continue;
    const listed = listedSlots(problem, constraint, slots);
    const outsideBy = new Map<number, Uint8Array>();
    for (const activity of constraint.activities) {
      const length = kind === "preferredTimeSlots" ? problem.activities[activity]!.duration : 1;
      const outside = outsideBy.get(length) ?? hoursOutside(listed, length);
      outsideBy.set(length, outside);
      const base = activity * slots;
      for (let slot = 0; slot < slots; slot++) {
        if (outside[slot] === 0) continue;
        if (constraint.weight >= 100) starts.allowed[base + slot] = 0;
        else starts.startCost[base + slot]! += (outside[slot]! * constraint.weight) / 100;
      }
    }
  }
}

type Preference = Extract<
  Constraint,
  { kind: "preferredStartingTimes" | "preferredTimeSlots" | "preferredDay" }
>;

function listedSlots(problem: Problem, constraint: Preference, slots: number): Uint8Array {
  const hours = problem.hours.length;
  const listed = new Uint8Array(slots);
  if (constraint.kind === "preferredDay")
    return listed.fill(1, constraint.day * hours, (constraint.day + 1) * hours);
  for (const slot of constraint.slots) listed[slot] = 1;
  return listed;
}

/** Per start: how many of so many hours from there on are not listed. */
function hoursOutside(listed: Uint8Array, length: number): Uint8Array {
  return listed.map((_, slot) => {
    let outside = 0;
    for (let k = 0; k < length; k++) if (!listed[slot + k]) outside++;
    return outside;
  });
}

/** Whether an activity may, as far as it alone is concerned, run in one of the marked slots (1; others 0). */
export function mayTouch(
  problem: Problem,
  { startRow, startList }: Pick<Starts, "startRow" | "startList">,
  activity: number,
  marked: Uint8Array,
): boolean {
  const { duration } = problem.activities[activity]!;
  for (let i = startRow[activity]!; i < startRow[activity + 1]!; i++) {
    for (let k = 0; k < duration; k++) if (marked[startList[i]! + k] === 1) return true;
  }
  return false;
}

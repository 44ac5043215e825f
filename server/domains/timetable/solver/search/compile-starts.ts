// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Problem } from "../model.ts";

export interface Starts {
  allowed: Uint8Array;
  startCost: Float64Array;
  fixedTime: Uint8Array;
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
  };
  problem.activities.forEach((activity, index) => {
    for (let slot = 0; slot < slots; slot++) {
      if ((slot % hours) + activity.duration <= hours) starts.allowed[index * slots + slot] = 1;
    }
  });
  forbidClosedSlots(problem, starts.allowed, slots);
  applyPreferences(problem, starts, slots);
  for (let activity = 0; activity < count; activity++) {
    let left = 0;
    for (let slot = 0; slot < slots; slot++) left += starts.allowed[activity * slots + slot]!;
    if (left === 1) starts.fixedTime[activity] = 1;
  }
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
  const hours = problem.hours.length;
  for (const constraint of problem.constraints) {
    const { kind } = constraint;
    if (kind !== "preferredStartingTimes" && kind !== "preferredTimeSlots" && kind !== "preferredDay")
      continue;
    const listed = new Uint8Array(slots);
    if (kind === "preferredDay") listed.fill(1, constraint.day * hours, (constraint.day + 1) * hours);
    else for (const slot of constraint.slots) listed[slot] = 1;
    for (const activity of constraint.activities) {
      const length = kind === "preferredTimeSlots" ? problem.activities[activity]!.duration : 1;
      for (let slot = 0; slot < slots; slot++) {
        let outside = 0;
        for (let k = 0; k < length; k++) if (!listed[slot + k]) outside++;
        if (outside === 0) continue;
        if (constraint.weight >= 100) starts.allowed[activity * slots + slot] = 0;
        else starts.startCost[activity * slots + slot]! += (outside * constraint.weight) / 100;
      }
    }
  }
}

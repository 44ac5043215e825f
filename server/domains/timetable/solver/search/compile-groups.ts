// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint } from "../constraint-types.ts";
import type { Problem } from "../model.ts";
import { activitiesOf } from "./compile-pairs.ts";
import { mayTouch, type Starts } from "./compile-starts.ts";
import type { Group } from "./compiled.ts";
import { GROUP } from "./group-kinds.ts";

const NOTHING = new Int32Array(0);

/** Rules over sets of activities that are neither pairs nor weeks of people. */
export function compileGroups(problem: Problem, starts: Starts): Group[] {
  return groupsOf(problem).map((group) => {
    if (!limiting.has(group.kind)) return group;
    const selected = Uint8Array.from(group.selection, (cell) => (cell >= 0 ? 1 : 0));
    const activities = group.activities.filter((activity) => mayTouch(problem, starts, activity, selected));
    return { ...group, activities };
  });
}

/** Kinds to which activities that never come near a selected slot are nothing; schools often list all they have. */
const limiting: ReadonlySet<number> = new Set([GROUP.mostSlots, GROUP.mostAtOnce, GROUP.mostTouching]);

function groupsOf(problem: Problem): Group[] {
  return problem.constraints.flatMap((constraint) => {
    if ("activities" in constraint && constraint.activities.length === 0) return [];
    if (constraint.kind === "minDaysBetweenActivities") return perDayGroup(problem, constraint);
    if (constraint.weight <= 0) return [];
    if (constraint.kind === "threeActivitiesGrouped") {
      const activities = [constraint.first, constraint.second, constraint.third];
      return [group(GROUP.threeTogether, activities, 0, 0, constraint.weight, workingSlotsBefore(problem))];
    }
    if (constraint.kind === "maxTwoActivityTagsPerDay") return tagGroups(problem, constraint);
    return selectionGroup(problem, constraint);
  });
}

function group(
  kind: number,
  activities: readonly number[],
  a: number,
  b: number,
  weight: number,
  selection: Int32Array = NOTHING,
): Group {
  const cost = weight >= 100 ? Number.POSITIVE_INFINITY : weight / 100;
  return { kind, activities: Int32Array.from(activities), a, b, selection, cost };
}

/** Whatever its weight, "min days between" lets at most two of its activities share a day. */
function perDayGroup(
  problem: Problem,
  constraint: Extract<Constraint, { kind: "minDaysBetweenActivities" }>,
): Group[] {
  if (constraint.activities.length < 3 || (constraint.weight >= 100 && constraint.minDays > 0)) return [];
  const real = constraint.unit === "realDay" && problem.mode === "mornings-afternoons" ? 1 : 0;
  return [group(GROUP.perDay, constraint.activities, 2, real, 100)];
}

function workingSlotsBefore(problem: Problem): Int32Array {
  const slots = problem.days.length * problem.hours.length;
  const breaks = new Set(problem.constraints.flatMap((c) => (c.kind === "breakTimes" ? c.slots : [])));
  const before = new Int32Array(slots);
  for (let slot = 1; slot < slots; slot++) before[slot] = before[slot - 1]! + (breaks.has(slot - 1) ? 0 : 1);
  return before;
}

function tagGroups(
  problem: Problem,
  constraint: Extract<Constraint, { kind: "maxTwoActivityTagsPerDay" }>,
): Group[] {
  const lessons = activitiesOf(problem, constraint.who.of);
  const bits = (activity: number) =>
    constraint.tags.reduce(
      (mask, tag, i) => (problem.activities[activity]!.tags.includes(tag) ? mask | (1 << i) : mask),
      0,
    );
  return constraint.who.ids.map((person) => {
    const activities = lessons[person]!.filter((activity) => bits(activity) !== 0);
    const selection = Int32Array.from(activities.map(bits));
    const real = constraint.unit === "realDay" && problem.mode === "mornings-afternoons" ? 1 : 0;
    return group(GROUP.twoTags, activities, 2, real, constraint.weight, selection);
  });
}

function selectionGroup(problem: Problem, constraint: Constraint): Group[] {
  const select = (slots: readonly number[]) => {
    const selection = new Int32Array(problem.days.length * problem.hours.length).fill(-1);
    slots.forEach((slot, index) => {
      selection[slot] = index;
    });
    return selection;
  };
  const { weight } = constraint;
  switch (constraint.kind) {
    case "occupyMaxTimeSlots":
      return [
        group(
          GROUP.mostSlots,
          constraint.activities,
          constraint.maxSlots,
          0,
          weight,
          select(constraint.slots),
        ),
      ];
    case "occupyMinTimeSlots":
      return [
        group(
          GROUP.leastSlots,
          constraint.activities,
          constraint.minSlots,
          0,
          weight,
          select(constraint.slots),
        ),
      ];
    case "maxSimultaneous": {
      const { activities, maxActivities, slots } = constraint;
      return [group(GROUP.mostAtOnce, activities, maxActivities, 0, weight, select(slots))];
    }
    case "minSimultaneous": {
      const { activities, minActivities, allowEmptySlots, slots } = constraint;
      return [
        group(GROUP.leastAtOnce, activities, minActivities, allowEmptySlots ? 1 : 0, weight, select(slots)),
      ];
    }
    case "maxTotalInSlots": {
      const { activities, maxActivities, slots } = constraint;
      return [group(GROUP.mostTouching, activities, maxActivities, 0, weight, select(slots))];
    }
    default:
      return termOrRoomGroup(problem, constraint);
  }
}

function termOrRoomGroup(problem: Problem, constraint: Constraint): Group[] {
  const { weight } = constraint;
  const days = problem.daysPerTerm;
  switch (constraint.kind) {
    case "maxInATerm":
      return [group(GROUP.mostPerTerm, constraint.activities, constraint.maxActivities, days, weight)];
    case "minInATerm": {
      const least = constraint.allowEmptyTerms ? -constraint.minActivities : constraint.minActivities;
      return [group(GROUP.leastPerTerm, constraint.activities, least, days, weight)];
    }
    case "occupyMaxTerms":
      return [group(GROUP.mostTerms, constraint.activities, constraint.maxTerms, days, weight)];
    case "occupyMaxDifferentRooms":
      return [group(GROUP.mostRooms, constraint.activities, constraint.maxRooms, 0, weight)];
    case "sameRoomIfConsecutive":
      return [group(GROUP.sameRoom, constraint.activities, 0, 0, weight)];
    default:
      return [];
  }
}

// biome-ignore-all lint/style/noNonNullAssertion: drawn from lists that are not empty.
import type { Constraint } from "../../constraint-types.ts";
import type { Activity, Mode, Problem } from "../../model.ts";
import { createRandom, type Random } from "../random.ts";

const SOURCE = { type: "Drawn", index: 0, line: null, id: null };
const DAYS = 6;
const HOURS = 6;
const SLOTS = DAYS * HOURS;

/** A small school drawn from a seed: two thirds full, with a dozen rules of random kinds and weights. */
export function randomProblem(seed: number): Problem {
  const random = createRandom(seed);
  const mode: Mode = random.below(3) === 0 ? "mornings-afternoons" : "official";
  const activities = drawActivities(random);
  const base = {
    name: `drawn ${seed}`,
    mode,
    days: Array.from({ length: DAYS }, (_, day) => `D${day}`),
    hours: Array.from({ length: HOURS }, (_, hour) => `H${hour}`),
    daysPerTerm: DAYS,
    teachers: Array.from({ length: 6 }, (_, i) => ({ name: `T${i}`, maxMixedRealDays: null })),
    subgroups: Array.from({ length: 6 }, (_, i) => ({ name: `G${i}` })),
    studentsSets: Array.from({ length: 6 }, (_, i) => ({
      name: `G${i}`,
      level: "subgroup" as const,
      students: 20,
      subgroups: [i],
    })),
    subjects: ["S0", "S1"],
    tags: ["A", "B"],
    buildings: ["East", "West"],
    rooms: Array.from({ length: 6 }, (_, i) => ({
      name: `R${i}`,
      capacity: 30,
      building: i % 3 === 2 ? -1 : i % 2,
      realRoomSets:
        i === 5
          ? [
              [0, 1],
              [1, 2, 3],
            ]
          : null,
    })),
    activities,
  };
  const drawn = Array.from({ length: 14 }, () => drawConstraint(random, activities));
  const compulsory: Constraint[] = [
    { kind: "basicCompulsoryTime", weight: 100, source: SOURCE },
    { kind: "basicCompulsorySpace", weight: 100, source: SOURCE },
  ];
  return { ...base, constraints: [...compulsory, ...onePerPerson(drawn)] };
}

/** Not-available times come once per person, breaks once per school. */
function onePerPerson(constraints: Constraint[]): Constraint[] {
  const seen = new Set<string>();
  return constraints.filter((constraint) => {
    if (constraint.kind !== "notAvailableTimes" && constraint.kind !== "breakTimes") return true;
    const key = "who" in constraint ? `${constraint.who.of}${constraint.who.ids}` : "breaks";
    return seen.has(key) ? false : seen.add(key);
  });
}

function drawActivities(random: Random): Activity[] {
  return Array.from({ length: 40 }, (_, index) => {
    const groups = random.below(6) === 0 ? [index % 6, (index + 1) % 6].sort() : [index % 6];
    return {
      id: String(index),
      duration: 1 + random.below(2),
      teachers: random.below(10) === 0 ? [] : [random.below(6)],
      subgroups: groups,
      studentsSets: groups,
      subject: index % 2,
      tags: [0, 1].filter(() => random.below(3) === 0),
      students: 20,
      component: 1,
      splitGroup: "",
    };
  });
}

function drawConstraint(random: Random, all: readonly Activity[]): Constraint {
  const some = (number: number, bound: number) =>
    [...new Set(Array.from({ length: number }, () => random.below(bound)))].sort((a, b) => a - b);
  const weight = [100, 100, 95, 50][random.below(4)]!;
  const hard = { weight: 100, source: SOURCE };
  const soft = { weight, source: SOURCE };
  const activities = some(2 + random.below(3), all.length);
  const slots = some(24, SLOTS);
  const who = { of: random.below(2) === 0 ? ("teachers" as const) : ("subgroups" as const), ids: some(2, 6) };
  const unit = random.below(2) === 0 ? ("day" as const) : ("realDay" as const);
  const [first, second, third] = [random.below(13), 13 + random.below(13), 26 + random.below(13)];
  const draws: (() => Constraint)[] = [
    () => ({
      kind: "minDaysBetweenActivities",
      ...soft,
      activities,
      minDays: 1 + random.below(2),
      consecutiveIfSameDay: random.below(2) === 0,
      unit,
    }),
    () => ({ kind: "maxDaysBetweenActivities", ...soft, activities, maxDays: 2, unit }),
    () => ({ kind: "minGapsBetweenActivities", ...soft, activities, minGaps: 1 }),
    () => ({ kind: "activitiesSameStartingTime", weight: 50, source: SOURCE, activities }),
    () => ({ kind: "activitiesSameStartingDay", ...soft, activities: activities.slice(0, 2) }),
    () => ({ kind: "activitiesSameStartingHour", ...soft, activities: activities.slice(0, 2) }),
    () => ({ kind: "activitiesNotOverlapping", ...soft, activities }),
    () => ({ kind: "twoActivitiesConsecutive", weight: 60, source: SOURCE, first, second }),
    () => ({ kind: "twoActivitiesGrouped", weight: 60, source: SOURCE, first, second }),
    () => ({ kind: "threeActivitiesGrouped", weight: 60, source: SOURCE, first, second, third }),
    () => ({ kind: "twoActivitiesOrdered", ...soft, first, second }),
    () => ({ kind: "twoActivitiesOrderedIfSameDay", ...soft, first, second }),
    () => ({ kind: "preferredStartingTimes", ...soft, activities, slots }),
    () => ({ kind: "preferredTimeSlots", weight: 70, source: SOURCE, activities, slots }),
    () => ({ kind: "preferredDay", weight: 80, source: SOURCE, activities, day: random.below(DAYS) }),
    () => ({ kind: "maxHoursDaily", ...soft, who, maxHours: 4, tag: -1, unit }),
    () => ({ kind: "maxHoursDaily", ...soft, who, maxHours: 2, tag: 0, unit: "day" }),
    () => ({ kind: "maxHoursContinuously", ...soft, who, maxHours: 3, tag: -1 }),
    () => ({
      kind: "teachersMinHoursDaily",
      ...hard,
      who: { ...who, of: "teachers" },
      minHours: 2,
      unit: "day",
    }),
    () => ({ kind: "maxGapsPerWeek", ...hard, who, maxGaps: 2, unit }),
    () => ({ kind: "maxGapsPerDay", ...hard, who, maxGaps: 1, unit, oneDayException: false }),
    () => ({ kind: "earlyMaxBeginningsAtSecondHour", ...hard, who, maxBeginnings: 2, unit: "day" }),
    () => ({ kind: "maxSpanPerDay", ...hard, who, maxSpan: 5, unit: "day", oneDayException: false }),
    () => ({ kind: "minRestingHours", ...hard, who, minHours: 2, circular: false }),
    () => ({ kind: "notAvailableTimes", ...hard, who, slots: some(4, SLOTS) }),
    () => ({ kind: "breakTimes", ...hard, slots: some(2, SLOTS) }),
    () => ({ kind: "maxDaysPerWeek", ...hard, who, maxDays: 5, unit: "day" }),
    () => ({ kind: "minDaysPerWeek", ...hard, who, minDays: 3, unit: "day" }),
    () => ({
      kind: "intervalMaxDaysPerWeek",
      ...hard,
      who,
      startHour: 4,
      endHour: 6,
      maxDays: 3,
      unit: "day",
    }),
    () => ({ kind: "minGapsBetweenActivityTag", ...hard, who, tag: 0, minGaps: 1 }),
    () => ({ kind: "activitiesEndDay", ...hard, activities: activities.slice(0, 1), of: "subgroups" }),
    () => ({ kind: "occupyMaxTimeSlots", ...hard, activities, slots, maxSlots: 3 }),
    () => ({ kind: "maxSimultaneous", ...hard, activities, slots, maxActivities: 1 }),
    () => ({ kind: "maxTotalInSlots", ...hard, activities, slots, maxActivities: 3 }),
    () => ({ kind: "preferredRooms", ...soft, activities, rooms: some(4, 6), realRooms: null }),
    () => ({ kind: "preferredRooms", ...hard, activities, rooms: [5], realRooms: null }),
    () => ({ kind: "homeRooms", ...soft, activities, rooms: some(3, 5) }),
    () => ({ kind: "roomNotAvailableTimes", ...soft, room: random.below(6), slots: some(4, SLOTS) }),
    () => ({
      kind: "teacherRoomNotAvailableTimes",
      ...soft,
      teacher: random.below(6),
      room: random.below(6),
      slots: some(12, SLOTS),
    }),
    () => ({ kind: "maxChangesPerDay", ...hard, who, place: "building", maxChanges: 1, unit: "day" }),
    () => ({ kind: "sameRoomIfConsecutive", ...hard, activities }),
    () => ({ kind: "occupyMaxDifferentRooms", ...hard, activities, maxRooms: 2 }),
  ];
  return draws[random.below(draws.length)]!();
}

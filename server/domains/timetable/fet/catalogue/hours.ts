import type { ParamReader } from "../param-reader.ts";
import { type Field, flag, integer, nameOf } from "./fields.ts";
import { type ConstraintSpec, forPeople, halvesMode, notHalvesMode } from "./spec.ts";

const both = ["teachers", "students"] as const;
const teachers = ["teachers"] as const;
const students = ["students"] as const;

const maxHours = integer("maxHours", "Maximum_Hours_Daily");
const continuously = integer("maxHours", "Maximum_Hours_Continuously");
const minHours = integer("minHours", "Minimum_Hours_Daily");

function tagField(of: "teachers" | "students"): Field {
  return nameOf("tag", of === "teachers" ? "Activity_Tag_Name" : "Activity_Tag");
}

/** Hours per day, per morning, in a row. */
export const hoursSpecs: readonly ConstraintSpec[] = [
  ...forPeople(
    "MaxHoursDaily",
    { of: both, soft: true },
    () => [maxHours],
    (read, who) => ({
      kind: "maxHoursDaily",
      who,
      maxHours: read.integer("maxHours"),
      tag: -1,
      unit: "day",
    }),
  ),
  ...forPeople(
    "MaxHoursDailyRealDays",
    { of: both, soft: true, modes: halvesMode },
    () => [maxHours],
    (read, who) => ({
      kind: "maxHoursDaily",
      who,
      maxHours: read.integer("maxHours"),
      tag: -1,
      unit: "realDay",
    }),
  ),
  ...forPeople(
    "ActivityTagMaxHoursDaily",
    { of: both, soft: true, modes: notHalvesMode },
    (of) => [tagField(of), maxHours],
    (read, who) => ({
      kind: "maxHoursDaily",
      who,
      maxHours: read.integer("maxHours"),
      tag: read.tag("tag"),
      unit: "day",
    }),
  ),
  ...forPeople(
    "ActivityTagMaxHoursDailyRealDays",
    { of: both, soft: true, modes: halvesMode },
    (of) => [tagField(of), maxHours],
    (read, who) => ({
      kind: "maxHoursDaily",
      who,
      maxHours: read.integer("maxHours"),
      tag: read.tag("tag"),
      unit: "realDay",
    }),
  ),
  ...forPeople(
    "MaxHoursContinuously",
    { of: both, soft: true },
    () => [continuously],
    (read, who) => ({
      kind: "maxHoursContinuously",
      who,
      maxHours: read.integer("maxHours"),
      tag: -1,
    }),
  ),
  ...forPeople(
    "ActivityTagMaxHoursContinuously",
    { of: both, soft: true },
    (of) => [tagField(of), continuously],
    (read, who) => ({
      kind: "maxHoursContinuously",
      who,
      maxHours: read.integer("maxHours"),
      tag: read.tag("tag"),
    }),
  ),
  ...forPeople(
    "ActivityTagMinHoursDaily",
    { of: both },
    (of) => [tagField(of), minHours, flag("allowEmpty", "Allow_Empty_Days", of === "teachers")],
    (read, who) => ({
      kind: "tagMinHoursDaily",
      who: read.peopleWithTag(who, read.tag("tag")),
      tag: read.tag("tag"),
      minHours: read.integer("minHours"),
      allowEmpty: read.flag("allowEmpty"),
    }),
  ),
  ...forPeople(
    "MinHoursDaily",
    { of: teachers },
    () => [minHours, flag("allowEmpty", "Allow_Empty_Days", true)],
    (read, who) => {
      return { kind: "teachersMinHoursDaily", who, minHours: teachersMinimum(read), unit: "day" };
    },
  ),
  ...forPeople(
    "MinHoursDailyRealDays",
    { of: teachers, modes: halvesMode },
    () => [minHours, flag("allowEmpty", "Allow_Empty_Days", true)],
    (read, who) => ({ kind: "teachersMinHoursDaily", who, minHours: teachersMinimum(read), unit: "realDay" }),
  ),
  ...forPeople(
    "MinHoursDaily",
    { of: students },
    () => [minHours, flag("allowEmpty", "Allow_Empty_Days", false)],
    (read, who) => {
      const minHours = read.integer("minHours");
      const allowEmpty = read.flag("allowEmpty");
      if (allowEmpty && minHours < 2 && !read.hasHalves) read.refusal("trivial-min-hours");
      return { kind: "studentsMinHoursDaily", who, minHours, allowEmpty, unit: "day" };
    },
  ),
  ...(["morning", "afternoon"] as const).flatMap(minHoursPerHalf),
  ...forPeople(
    "MaxHoursPerAllAfternoons",
    { of: both, modes: halvesMode },
    () => [integer("maxHours", "Maximum_Hours_Per_All_Afternoons")],
    (read, who) => ({ kind: "maxHoursPerAllAfternoons", who, maxHours: read.integer("maxHours") }),
  ),
];

/** Teachers' empty days are always allowed: FET refuses the contrary, and then a minimum of 1 hour. */
function teachersMinimum(read: ParamReader): number {
  const minHours = read.integer("minHours");
  if (!read.flag("allowEmpty")) read.refusal("min-hours-empty-days");
  else if (minHours < 2) read.refusal("trivial-min-hours");
  return minHours;
}

function minHoursPerHalf(unit: "morning" | "afternoon"): ConstraintSpec[] {
  const half = unit === "morning" ? "Morning" : "Afternoon";
  const hours = integer("minHours", `Minimum_Hours_Per_${half}`);
  const allowEmpty = (fallback: boolean) =>
    flag("allowEmpty", `Allow_Empty_${half}s`, fallback, "Allow_Empty_Days");
  return [
    ...forPeople(
      `MinHoursPer${half}`,
      { of: teachers, modes: halvesMode },
      () => [hours, allowEmpty(true)],
      (read, who) => {
        if (!read.flag("allowEmpty")) read.refusal("min-hours-empty-days");
        return { kind: "teachersMinHoursDaily", who, minHours: read.integer("minHours"), unit };
      },
    ),
    ...forPeople(
      `MinHoursPer${half}`,
      { of: students, modes: halvesMode },
      () => [hours, allowEmpty(false)],
      (read, who) => ({
        kind: "studentsMinHoursDaily",
        who,
        minHours: read.integer("minHours"),
        allowEmpty: read.flag("allowEmpty"),
        unit,
      }),
    ),
  ];
}

import type { People } from "../../solver/constraint-types.ts";
import type { ParamReader } from "../param-reader.ts";
import { flag, integer, nameOf } from "./fields.ts";
import { type ConstraintBody, type ConstraintSpec, forPeople, halvesMode, notHalvesMode } from "./spec.ts";

const both = ["teachers", "students"] as const;
const teachers = ["teachers"] as const;
const students = ["students"] as const;

const maxGaps = integer("maxGaps", "Max_Gaps");
const maxSpan = integer("maxSpan", "Max_Span");
const resting = integer("minHours", "Minimum_Resting_Hours");
const minGaps = integer("minGaps", "MinGaps");
const oneDayException = flag("oneDayException", "Allow_One_Day_Exception_of_Plus_One", false);

/** Gaps, span, early start, rest, and distances between tags. */
export const gapsSpecs: readonly ConstraintSpec[] = [
  ...forPeople(
    "MaxGapsPerWeek",
    { of: both },
    () => [maxGaps],
    (read, who) => ({
      kind: "maxGapsPerWeek",
      who,
      maxGaps: read.integer("maxGaps"),
      unit: "day",
    }),
  ),
  ...forPeople(
    "MaxGapsPerWeekForRealDays",
    { of: both, modes: halvesMode },
    () => [maxGaps],
    (read, who) => ({
      kind: "maxGapsPerWeek",
      who,
      maxGaps: read.integer("maxGaps"),
      unit: "realDay",
    }),
  ),
  ...forPeople(
    "MaxGapsPerDay",
    { of: both },
    () => [maxGaps],
    (read, who) => ({
      kind: "maxGapsPerDay",
      who,
      maxGaps: read.integer("maxGaps"),
      unit: "day",
      oneDayException: false,
    }),
  ),
  ...forPeople(
    "MaxGapsPerRealDay",
    { of: both, modes: halvesMode },
    (of) => (of === "teachers" ? [maxGaps, oneDayException] : [maxGaps]),
    (read, who) => ({
      kind: "maxGapsPerDay",
      who,
      maxGaps: read.integer("maxGaps"),
      unit: "realDay",
      oneDayException: who.of === "teachers" && read.flag("oneDayException"),
    }),
  ),
  ...forPeople(
    "MaxZeroGapsPerAfternoon",
    { of: teachers, modes: halvesMode },
    () => [],
    (_, who) => ({
      kind: "maxGapsPerDay",
      who,
      maxGaps: 0,
      unit: "afternoon",
      oneDayException: false,
    }),
  ),
  ...forPeople(
    "MaxGapsPerMorningAndAfternoon",
    { of: teachers, modes: halvesMode },
    () => [maxGaps],
    (read, who) => ({
      kind: "maxGapsPerMorningAndAfternoon",
      who,
      maxGaps: read.integer("maxGaps"),
    }),
  ),
  ...forPeople("MaxSpanPerDay", { of: teachers }, () => [maxSpan, oneDayException], spanPer("day")),
  ...forPeople("MaxSpanPerDay", { of: students, modes: notHalvesMode }, () => [maxSpan], spanPer("day")),
  ...forPeople(
    "MaxSpanPerRealDay",
    { of: both, modes: halvesMode },
    (of) => (of === "teachers" ? [maxSpan, oneDayException] : [maxSpan]),
    spanPer("realDay"),
  ),
  ...earlyForms("", "day"),
  ...earlyForms("Mornings", "morning"),
  ...earlyForms("Afternoons", "afternoon"),
  ...forPeople(
    "MinRestingHours",
    { of: both, modes: notHalvesMode },
    () => [resting, flag("circular", "Circular", true)],
    (read, who) => ({
      kind: "minRestingHours",
      who,
      minHours: read.integer("minHours"),
      circular: read.flag("circular"),
    }),
  ),
  ...forPeople(
    "MinRestingHoursBetweenMorningAndAfternoon",
    { of: both, modes: halvesMode },
    () => [resting],
    (read, who) => ({
      kind: "minRestingHoursBetweenMorningAndAfternoon",
      who,
      minHours: read.integer("minHours"),
    }),
  ),
  ...forPeople(
    "MinGapsBetweenOrderedPairOfActivityTags",
    { of: both, teacherElement: "Teacher" },
    () => [
      nameOf("tag", "First_Activity_Tag", "firstTag"),
      nameOf("tag", "Second_Activity_Tag", "secondTag"),
      minGaps,
    ],
    (read, who) => {
      const firstTag = read.tag("firstTag");
      const secondTag = read.tag("secondTag");
      read.refuseSharedTags([firstTag, secondTag], who);
      const minGaps = read.integer("minGaps");
      return { kind: "minGapsBetweenOrderedPairOfActivityTags", who, firstTag, secondTag, minGaps };
    },
  ),
  ...forPeople(
    "MinGapsBetweenActivityTag",
    { of: both, teacherElement: "Teacher" },
    () => [nameOf("tag", "Activity_Tag"), minGaps],
    (read, who) => ({
      kind: "minGapsBetweenActivityTag",
      who,
      tag: read.tag("tag"),
      minGaps: read.integer("minGaps"),
    }),
  ),
];

function spanPer(unit: "day" | "realDay"): (read: ParamReader, who: People) => ConstraintBody {
  return (read, who) => ({
    kind: "maxSpanPerDay",
    who,
    maxSpan: read.integer("maxSpan"),
    unit,
    oneDayException: who.of === "teachers" && read.flag("oneDayException"),
  });
}

function earlyForms(prefix: string, unit: "day" | "morning" | "afternoon"): ConstraintSpec[] {
  return forPeople(
    `${prefix}EarlyMaxBeginningsAtSecondHour`,
    unit === "day" ? { of: students } : { of: both, modes: halvesMode, teacherElement: "Teacher" },
    () => [integer("maxBeginnings", "Max_Beginnings_At_Second_Hour")],
    (read, who) => {
      const maxBeginnings = read.integer("maxBeginnings");
      const days = unit === "day" ? read.dayCount : read.dayCount / 2;
      if (maxBeginnings > days) read.refusal("too-many-beginnings", { days });
      return { kind: "earlyMaxBeginningsAtSecondHour", who, maxBeginnings, unit };
    },
  );
}

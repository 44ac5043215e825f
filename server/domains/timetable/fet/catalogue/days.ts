import { breakSlots, type Field, flag, integer, nameOf, notAvailableSlots } from "./fields.ts";
import { type ConstraintSpec, forPeople, halvesMode, spec } from "./spec.ts";

const both = ["teachers", "students"] as const;
const teachers = ["teachers"] as const;

const units = [
  { stem: "DaysPerWeek", unit: "day", element: "Days_Per_Week" },
  { stem: "RealDaysPerWeek", unit: "realDay", element: "Days_Per_Week" },
  { stem: "MorningsPerWeek", unit: "morning", element: "Mornings_Per_Week" },
  { stem: "AfternoonsPerWeek", unit: "afternoon", element: "Afternoons_Per_Week" },
] as const;

/** The hour names of an interval; an empty end is the end of the day. */
const interval: readonly Field[] = [
  { key: "startHour", element: "Interval_Start_Hour", shape: "hour" },
  { key: "endHour", element: "Interval_End_Hour", shape: "hour", optional: true, emptyIsNull: true },
  integer("maxDays", "Max_Days_Per_Week"),
];

/** Days and half-days of the week, intervals, availability. */
export const daysSpecs: readonly ConstraintSpec[] = [
  spec("TeacherNotAvailableTimes", [nameOf("teacher", "Teacher"), notAvailableSlots], (read) => ({
    kind: "notAvailableTimes",
    who: read.people("teachers", "teacher"),
    slots: read.slots("slots"),
  })),
  spec("StudentsSetNotAvailableTimes", [nameOf("students", "Students"), notAvailableSlots], (read) => ({
    kind: "notAvailableTimes",
    who: read.people("students", "students"),
    slots: read.slots("slots"),
  })),
  spec("BreakTimes", [breakSlots], (read) => ({ kind: "breakTimes", slots: read.slots("slots") })),
  ...units.flatMap(({ stem, unit, element }) => [
    ...forPeople(
      `Max${stem}`,
      unit === "day" ? { of: both } : { of: both, modes: halvesMode },
      () => [integer("maxDays", `Max_${element}`, `Maximum_${element}`)],
      (read, who) => ({ kind: "maxDaysPerWeek", who, maxDays: read.integer("maxDays"), unit }),
    ),
    ...forPeople(
      `Min${stem}`,
      unit === "day" ? { of: teachers } : { of: unit === "realDay" ? teachers : both, modes: halvesMode },
      (of) => [
        of === "teachers"
          ? integer("minDays", `Minimum_${element}`, `Min_${element}`)
          : integer("minDays", `Min_${element}`, `Minimum_${element}`),
      ],
      (read, who) => ({ kind: "minDaysPerWeek", who, minDays: read.integer("minDays"), unit }),
    ),
  ]),
  ...(["day", "morning", "afternoon"] as const).flatMap((unit) =>
    forPeople(
      `${unit === "day" ? "" : unit === "morning" ? "Morning" : "Afternoon"}IntervalMaxDaysPerWeek`,
      unit === "day" ? { of: both } : { of: both, modes: halvesMode },
      () => interval,
      (read, who) => {
        const startHour = read.hour("startHour") ?? 0;
        const endHour = read.hour("endHour") ?? read.hourCount;
        if (startHour >= endHour) read.refusal("empty-interval");
        const maxDays = read.integer("maxDays");
        return { kind: "intervalMaxDaysPerWeek", who, startHour, endHour, maxDays, unit };
      },
    ),
  ),
  ...forPeople(
    "MaxThreeConsecutiveDays",
    { of: both, modes: halvesMode },
    () => [
      flag("allowAfternoonMorningException", "Allow_Afternoon_Morning_Afternoon_Morning_Exception", false),
    ],
    (read, who) => ({
      kind: "maxThreeConsecutiveDays",
      who,
      allowAfternoonMorningException: read.flag("allowAfternoonMorningException"),
    }),
  ),
  ...(["morning", "afternoon"] as const).flatMap((unit) =>
    forPeople(
      unit === "morning" ? "MaxTwoConsecutiveMornings" : "MaxTwoConsecutiveAfternoons",
      { of: teachers, modes: halvesMode },
      () => [],
      (_, who) => ({ kind: "maxTwoConsecutiveHalves", who, unit }),
    ),
  ),
  ...(["day", "realDay"] as const).flatMap((unit) =>
    forPeople(
      `MaxTwoActivityTagsPer${unit === "day" ? "Day" : "RealDay"}FromN1N2N3`,
      { of: both, modes: halvesMode },
      () => [],
      (read, who) => {
        const tags = ["N1", "N2", "N3"].flatMap((name) => read.tagNamed(name) ?? []);
        read.refuseSharedTags(tags);
        return { kind: "maxTwoActivityTagsPerDay", who, tags, unit };
      },
    ),
  ),
];

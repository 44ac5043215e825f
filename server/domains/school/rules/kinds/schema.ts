import type { NamedKind } from "../../names/schema.ts";

/** One parameter of a rule that people can enter. Names and shapes are those of the timetable's constraint catalogue. */
export type RuleParam =
  | { name: string; kind: "ref"; of: NamedKind; list?: boolean; least?: number }
  | { name: string; kind: "integer"; min: number; max: number; start: number }
  | { name: string; kind: "flag"; start: boolean }
  | { name: string; kind: "slots" };

export type RuleKind = {
  type: string;
  /** Whether a weight below 100 is possible. */
  soft: boolean;
  params: readonly RuleParam[];
};

const ref = (name: string, of: NamedKind): RuleParam => ({ name, kind: "ref", of });
const refs = (name: string, of: NamedKind, least = 1): RuleParam => ({
  name,
  kind: "ref",
  of,
  list: true,
  least,
});
const count = (name: string, min: number, max: number, start: number): RuleParam => ({
  name,
  kind: "integer",
  min,
  max,
  start,
});
const flag = (name: string, start: boolean): RuleParam => ({ name, kind: "flag", start });
const slots: RuleParam = { name: "slots", kind: "slots" };
const teacher = ref("teacher", "teacher");
const students = ref("students", "set");
const lessons = refs("activities", "lesson", 2);

const hard = (type: string, ...params: RuleParam[]): RuleKind => ({ type, soft: false, params });
const soft = (type: string, ...params: RuleParam[]): RuleKind => ({ type, soft: true, params });

/** The form for one teacher or class and the form for all of them. */
const forPeople = (make: typeof hard, stem: string, ...params: RuleParam[]): RuleKind[] => [
  make(`Teacher${stem}`, teacher, ...params),
  make(`Teachers${stem}`, ...params),
  make(`StudentsSet${stem}`, students, ...params),
  make(`Students${stem}`, ...params),
];

/** Rules that can be made by hand, in the order in which they are offered; the most used first. */
export const ruleKinds: readonly RuleKind[] = [
  hard("TeacherNotAvailableTimes", teacher, slots),
  hard("StudentsSetNotAvailableTimes", students, slots),
  soft("RoomNotAvailableTimes", ref("room", "room"), slots),
  soft("MinDaysBetweenActivities", lessons, count("minDays", 1, 10, 1), flag("consecutiveIfSameDay", true)),
  soft("ActivitiesSameStartingTime", lessons),
  soft("ActivitiesNotOverlapping", lessons),
  soft("ActivityPreferredTimeSlots", ref("activity", "lesson"), slots),
  soft("ActivityPreferredStartingTimes", ref("activity", "lesson"), slots),
  soft("SubjectPreferredRooms", ref("subject", "subject"), refs("rooms", "room")),
  soft("ActivityPreferredRooms", ref("activity", "lesson"), refs("rooms", "room")),
  soft("StudentsSetHomeRoom", students, ref("room", "room")),
  soft("TeacherHomeRoom", teacher, ref("room", "room")),
  ...forPeople(hard, "MaxGapsPerWeek", count("maxGaps", 0, 60, 3)),
  ...forPeople(hard, "MaxGapsPerDay", count("maxGaps", 0, 20, 1)),
  ...forPeople(soft, "MaxHoursDaily", count("maxHours", 1, 60, 6)),
  ...forPeople(soft, "MaxHoursContinuously", count("maxHours", 1, 60, 4)),
  ...forPeople(hard, "MaxDaysPerWeek", count("maxDays", 1, 40, 4)),
  hard("TeacherMinHoursDaily", teacher, count("minHours", 1, 20, 2)),
  hard("TeachersMinHoursDaily", count("minHours", 1, 20, 2)),
  hard("StudentsSetMinHoursDaily", students, count("minHours", 1, 20, 4), flag("allowEmpty", false)),
  hard("StudentsMinHoursDaily", count("minHours", 1, 20, 4), flag("allowEmpty", false)),
  hard("StudentsEarlyMaxBeginningsAtSecondHour", count("maxBeginnings", 0, 40, 0)),
  soft("TwoActivitiesConsecutive", ref("first", "lesson"), ref("second", "lesson")),
  hard("BreakTimes", slots),
];

export const ruleKindOf = (type: string): RuleKind | undefined =>
  ruleKinds.find((kind) => kind.type === type);

/** What is wrong with a rule's parameters, by name, as keys of `school.errors`; empty for kinds made elsewhere. */
export function paramProblems(
  type: string,
  params: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const param of ruleKindOf(type)?.params ?? []) {
    const problem = problemOf(param, params[param.name]);
    if (problem) problems[param.name] = problem;
  }
  return problems;
}

function problemOf(param: RuleParam, value: unknown): string | null {
  switch (param.kind) {
    case "flag":
      return typeof value === "boolean" ? null : "required";
    case "integer":
      if (!Number.isInteger(value)) return "required";
      return Number(value) < param.min || Number(value) > param.max ? "outOfRange" : null;
    case "slots":
      return Array.isArray(value) && value.length > 0 && value.every(isSlot) ? null : "slotsNeeded";
    case "ref": {
      if (!param.list) return isId(value) ? null : "required";
      if (!Array.isArray(value) || !value.every(isId)) return "required";
      return value.length < (param.least ?? 1) ? (param.least === 2 ? "twoNeeded" : "required") : null;
    }
  }
}

const isId = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

const isSlot = (value: unknown): boolean => {
  const slot = value as { day?: unknown; hour?: unknown } | null;
  return isId(slot?.day) && isId(slot?.hour);
};

/** Every id in a rule's parameters: a name to look up, or a reference to check. */
export const idsIn = (params: unknown): string[] => [
  ...new Set(JSON.stringify(params ?? {}).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []),
];

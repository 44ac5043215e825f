import { childrenNamed, childText, type XmlElement } from "./xml.ts";

/** Constraint types that FET has ignored since version 5 (equipment, room types, minimising rooms …). */
export const ignoredTypes = new Set([
  "SubjectRequiresEquipments",
  "SubjectSubjectTagRequireEquipments",
  "RoomTypeNotAllowedSubjects",
  "TeacherRequiresRoom",
  "TeacherSubjectRequireRoom",
  "MinimizeNumberOfRoomsForStudents",
  "MinimizeNumberOfRoomsForTeachers",
  "ActivitiesSameRoom",
  "TeachersSubgroupsMaxHoursDaily",
  "TeachersSubgroupsNoMoreThanXHoursDaily",
  "StudentsNHoursDaily",
  "StudentsSetNHoursDaily",
]);

/** Types that came after 6.8.5, by a part of their name. */
const laterParts = [
  "MaxHourlySpan",
  "MaxHoursDailyInInterval",
  "ChangesPerDayInInterval",
  "ChangesPerRealDayInInterval",
  "PerRealDayBetween",
  "BetweenMorningAndAfternoonBetween",
  "MaxActivityTags",
  "NoTwoConsecutiveDays",
];

/** True for a type known to belong to a version after 6.8.5. */
export function isLaterType(type: string): boolean {
  return laterParts.some((part) => type.includes(part));
}

const renamed: Readonly<Record<string, string>> = {
  MinNDaysBetweenActivities: "MinDaysBetweenActivities",
  ActivityPreferredTime: "ActivityPreferredStartingTime",
  ActivityPreferredTimes: "ActivityPreferredStartingTimes",
  ActivitiesPreferredTimes: "ActivitiesPreferredStartingTimes",
  ActivityEndsDay: "ActivityEndsStudentsDay",
  StudentsEarly: "StudentsEarlyMaxBeginningsAtSecondHour",
  StudentsSetEarly: "StudentsSetEarlyMaxBeginningsAtSecondHour",
  StudentsNoGaps: "StudentsMaxGapsPerWeek",
  StudentsSetNoGaps: "StudentsSetMaxGapsPerWeek",
  TeachersNoGaps: "TeachersMaxGapsPerWeek",
  TeachersMaxHoursDailyHalfDays: "TeachersMaxHoursDaily",
  TeacherMaxHoursDailyHalfDays: "TeacherMaxHoursDaily",
  TeachersSubjectTagMaxHoursContinuously: "TeachersActivityTagMaxHoursContinuously",
  TeachersSubjectTagsMaxHoursContinuously: "TeachersActivityTagMaxHoursContinuously",
  SubjectSubjectTagPreferredRoom: "SubjectActivityTagPreferredRoom",
  SubjectSubjectTagPreferredRooms: "SubjectActivityTagPreferredRooms",
  MaxBuildingChangesPerDayForStudents: "StudentsMaxBuildingChangesPerDay",
  MaxBuildingChangesPerDayForTeachers: "TeachersMaxBuildingChangesPerDay",
  MaxRoomChangesPerDayForStudents: "StudentsMaxRoomChangesPerDay",
  MaxRoomChangesPerDayForTeachers: "TeachersMaxRoomChangesPerDay",
  TeacherNotAvailable: "TeacherNotAvailableTimes",
  StudentsSetNotAvailable: "StudentsSetNotAvailableTimes",
  RoomNotAvailable: "RoomNotAvailableTimes",
  Break: "BreakTimes",
};

/** Parameters that the old name implies: no gaps, no late beginnings. */
const implied: Readonly<Record<string, string>> = {
  StudentsEarly: "Max_Beginnings_At_Second_Hour",
  StudentsSetEarly: "Max_Beginnings_At_Second_Hour",
  StudentsNoGaps: "Max_Gaps",
  StudentsSetNoGaps: "Max_Gaps",
  TeachersNoGaps: "Max_Gaps",
};

/** In the FET-5 mornings-afternoons variants these names meant real days. */
const realDayNames: readonly (readonly [RegExp, string])[] = [
  [/^(Teachers?|StudentsSet|Students)(Max|Min)DaysPerWeek$/, "$1$2RealDaysPerWeek"],
  [/^(Teachers?|StudentsSet|Students)((?:ActivityTag)?MaxHoursDaily)$/, "$1$2RealDays"],
  [/^(Teachers?|StudentsSet|Students)MaxSpanPerDay$/, "$1MaxSpanPerRealDay"],
  [/^(Teachers?|StudentsSet|Students)MaxRoomChangesPerDay$/, "$1MaxRoomChangesPerRealDay"],
];

/**
 * Gives a constraint element its present name (and implied or rewritten parameters); elements with a present name
 * come back as they are. `realDays`: the file is of a FET-5 mornings-afternoons variant.
 */
export function withPresentName(
  element: XmlElement,
  realDays: boolean,
  hours: readonly string[],
): XmlElement {
  const type = element.name.replace(/^Constraint/, "");
  if (realDays) {
    for (const [pattern, replacement] of realDayNames) {
      if (pattern.test(type)) return { ...element, name: `Constraint${type.replace(pattern, replacement)}` };
    }
  }
  const present = renamed[type];
  if (!present) return element;
  const children = [...element.children];
  const zero = implied[type];
  if (zero && !children.some(({ name }) => name === zero)) children.push(leaf(zero, "0", element.line));
  const item = present === "BreakTimes" ? "Break_Time" : "Not_Available_Time";
  const isRange = childText(element, "Start_Hour") !== undefined;
  return {
    ...element,
    name: `Constraint${present}`,
    children: isRange ? rangeAsSlots({ ...element, children }, item, hours) : children,
  };
}

/**
 * Old availability came one range at a time: the slots of a later range for the same teacher, students set, room or
 * break go to the first one, so that no range is dropped as a second availability. `presents[i]` is `originals[i]`
 * under its present name.
 */
export function mergeOldRanges(
  originals: readonly XmlElement[],
  presents: readonly XmlElement[],
): XmlElement[] {
  const first = new Map<string, XmlElement>();
  return presents.filter((present, index) => {
    const original = originals[index];
    if (!original || childText(original, "Start_Hour") === undefined) return true;
    const subject = childText(
      present,
      "Teacher",
      "Teacher_Name",
      "Students",
      "Students_Name",
      "Room",
      "Room_Name",
    );
    const key = `${present.name} ${subject ?? ""}`;
    const target = first.get(key);
    if (target) target.children.push(...childrenNamed(present, "Not_Available_Time", "Break_Time"));
    else first.set(key, present);
    return target === undefined;
  });
}

/** Old availability: one day and hours from `Start_Hour` up to, without, `End_Hour`. */
function rangeAsSlots(element: XmlElement, item: string, hours: readonly string[]): XmlElement[] {
  const day = childText(element, "Day") ?? "";
  const from = hours.indexOf(childText(element, "Start_Hour") ?? "");
  const end = hours.indexOf(childText(element, "End_Hour") ?? "");
  const slots = hours.slice(Math.max(0, from), end < 0 ? hours.length : end).map((hour) => ({
    ...leaf(item, "", element.line),
    children: [leaf("Day", day, element.line), leaf("Hour", hour, element.line)],
  }));
  const rest = element.children.filter(({ name }) => !["Day", "Start_Hour", "End_Hour"].includes(name));
  return [...rest, ...slots];
}

function leaf(name: string, text: string, line: number): XmlElement {
  return { name, line, text, attributes: {}, children: [] };
}

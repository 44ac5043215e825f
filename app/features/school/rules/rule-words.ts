import type { Messages } from "~/i18n/catalog.server.ts";

export type KindKey = keyof Messages["ruleKinds"];

/** Type names of the file format, without whom they are for, by the kind of rule they are; the first fit counts. */
const kinds: readonly (readonly [RegExp, KindKey])[] = [
  [/^BasicCompulsoryTime$/, "basicCompulsoryTime"],
  [/^BasicCompulsorySpace$/, "basicCompulsorySpace"],
  [/^Min(Half)?DaysBetweenActivities$/, "minDaysBetweenActivities"],
  [/^Max(Half)?DaysBetweenActivities$/, "maxDaysBetweenActivities"],
  [/^MaxTermsBetweenActivities$/, "maxTermsBetweenActivities"],
  [/^MinGapsBetweenActivities$/, "minGapsBetweenActivities"],
  [/^MaxGapsBetweenActivities$/, "maxGapsBetweenActivities"],
  [/^ActivitiesSameStartingTime$/, "activitiesSameStartingTime"],
  [/^ActivitiesSameStartingHour$/, "activitiesSameStartingHour"],
  [/^ActivitiesSameStartingDay$/, "activitiesSameStartingDay"],
  [/^ActivitiesNotOverlapping$/, "activitiesNotOverlapping"],
  [/^ActivityTagsNotOverlapping$/, "activityTagsNotOverlapping"],
  [/^TwoActivitiesConsecutive$/, "twoActivitiesConsecutive"],
  [/^TwoActivitiesGrouped$/, "twoActivitiesGrouped"],
  [/^ThreeActivitiesGrouped$/, "threeActivitiesGrouped"],
  [/^TwoActivitiesOrdered$/, "twoActivitiesOrdered"],
  [/^TwoActivitiesOrderedIfSameDay$/, "twoActivitiesOrderedIfSameDay"],
  [/^TwoSetsOfActivitiesOrdered$/, "twoSetsOfActivitiesOrdered"],
  [/PreferredStartingTimes?$/, "preferredStartingTimes"],
  [/PreferredTimeSlots$/, "preferredTimeSlots"],
  [/PreferredDay$/, "preferredDay"],
  [/PreferredRooms?$/, "preferredRooms"],
  [/HomeRooms?$/, "homeRooms"],
  [/^Activit(y|ies)Ends?(Students|Teachers)Day$/, "activitiesEndDay"],
  [/^Activit(y|ies)Begins?(Students|Teachers)Day$/, "activitiesBeginDay"],
  [/ActivityTagMinHours/, "tagMinHoursDaily"],
  [/MaxHoursDaily/, "maxHoursDaily"],
  [/MaxHoursContinuously$/, "maxHoursContinuously"],
  [/^Teachers?MinHours/, "teachersMinHoursDaily"],
  [/^Students(Set)?MinHours/, "studentsMinHoursDaily"],
  [/MaxGapsPerWeek/, "maxGapsPerWeek"],
  [/MaxGapsPerMorningAndAfternoon$/, "maxGapsPerMorningAndAfternoon"],
  [/Max(Zero)?GapsPer(Day|RealDay|Afternoon)$/, "maxGapsPerDay"],
  [/EarlyMaxBeginningsAtSecondHour$/, "earlyMaxBeginningsAtSecondHour"],
  [/MaxSpanPer/, "maxSpanPerDay"],
  [/MinRestingHoursBetween/, "minRestingHoursBetweenMorningAndAfternoon"],
  [/MinRestingHours$/, "minRestingHours"],
  [/MinGapsBetweenOrderedPairOfActivityTags/, "minGapsBetweenOrderedPairOfActivityTags"],
  [/MinGapsBetweenActivityTag/, "minGapsBetweenActivityTag"],
  [/^TeacherRoomNotAvailableTimes$/, "teacherRoomNotAvailableTimes"],
  [/^RoomNotAvailableTimes$/, "roomNotAvailableTimes"],
  [/NotAvailableTimes$/, "notAvailableTimes"],
  [/^BreakTimes$/, "breakTimes"],
  [/IntervalMaxDaysPerWeek$/, "intervalMaxDaysPerWeek"],
  [/Max(Real)?(Days|Mornings|Afternoons)PerWeek$/, "maxDaysPerWeek"],
  [/Min(Real)?(Days|Mornings|Afternoons)PerWeek$/, "minDaysPerWeek"],
  [/MaxThreeConsecutiveDays$/, "maxThreeConsecutiveDays"],
  [/MaxTwoConsecutive(Mornings|Afternoons)$/, "maxTwoConsecutiveHalves"],
  [/MaxHoursPerAllAfternoons$/, "maxHoursPerAllAfternoons"],
  [/MaxTwoActivityTags/, "maxTwoActivityTagsPerDay"],
  [/OccupyMaxTimeSlotsFromSelection$/, "occupyMaxTimeSlots"],
  [/OccupyMinTimeSlotsFromSelection$/, "occupyMinTimeSlots"],
  [/MaxSimultaneousInSelectedTimeSlots$/, "maxSimultaneous"],
  [/MinSimultaneousInSelectedTimeSlots$/, "minSimultaneous"],
  [/^MaxTotalActivitiesFromSet/, "maxTotalInSlots"],
  [/MaxInATerm$/, "maxInATerm"],
  [/MinInATerm$/, "minInATerm"],
  [/OccupyMaxTerms$/, "occupyMaxTerms"],
  [/Max(Room|Building)ChangesPer(Day|RealDay)$/, "maxChangesPerDay"],
  [/Max(Room|Building)ChangesPerWeek$/, "maxChangesPerWeek"],
  [/MinGapsBetween(Room|Building)Changes$/, "minGapsBetweenChanges"],
  [/OccupyMaxDifferentRooms$/, "occupyMaxDifferentRooms"],
  [/SameRoomIfConsecutive$/, "sameRoomIfConsecutive"],
];

/** The kind of rule a type is, or null for one we have no words for. */
export const kindOf = (type: string): KindKey | null => kinds.find(([form]) => form.test(type))?.[1] ?? null;

/** Whom a type is for: one teacher or all, one class or all, or whatever its parameters name. */
export function scopeOf(type: string): "teacher" | "teachers" | "class" | "classes" | "room" | "lessons" {
  if (/^Teachers(?=[A-Z])/.test(type)) return "teachers";
  if (/^Teacher(?=[A-Z])/.test(type)) return "teacher";
  if (/^StudentsSet(?=[A-Z])/.test(type)) return "class";
  if (/^Students(?=[A-Z])/.test(type)) return "classes";
  return /^Room/.test(type) ? "room" : "lessons";
}

/** A type name as words, for kinds we have no better ones for: "Max Two Lessons". */
export const spelledOut = (type: string): string => type.replace(/([a-z0-9])(?=[A-Z])/g, "$1 ");

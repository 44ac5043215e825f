import type { Constraint, ConstraintKind, ConstraintOf } from "../constraint-types.ts";
import {
  threeActivitiesGrouped,
  twoActivitiesConsecutive,
  twoActivitiesGrouped,
  twoActivitiesOrdered,
  twoActivitiesOrderedIfSameDay,
  twoSetsOfActivitiesOrdered,
} from "./activities-order.ts";
import {
  activitiesNotOverlapping,
  activitiesSameStartingDay,
  activitiesSameStartingHour,
  activitiesSameStartingTime,
  activityTagsNotOverlapping,
  maxDaysBetweenActivities,
  maxGapsBetweenActivities,
  maxTermsBetweenActivities,
  minDaysBetweenActivities,
  minGapsBetweenActivities,
} from "./activities-time.ts";
import type { Board } from "./board.ts";
import { basicCompulsorySpace, basicCompulsoryTime } from "./compulsory.ts";
import {
  activitiesBeginDay,
  activitiesEndDay,
  breakTimes,
  intervalMaxDaysPerWeek,
  maxDaysPerWeek,
  maxHoursPerAllAfternoons,
  maxThreeConsecutiveDays,
  maxTwoConsecutiveHalves,
  minDaysPerWeek,
  notAvailableTimes,
} from "./days.ts";
import {
  earlyMaxBeginningsAtSecondHour,
  minRestingHours,
  minRestingHoursBetweenMorningAndAfternoon,
} from "./early-and-rest.ts";
import { maxGapsPerDay, maxGapsPerMorningAndAfternoon, maxGapsPerWeek, maxSpanPerDay } from "./gaps.ts";
import {
  maxHoursContinuously,
  maxHoursDaily,
  studentsMinHoursDaily,
  tagMinHoursDaily,
  teachersMinHoursDaily,
} from "./hours-per-day.ts";
import { preferredDay, preferredStartingTimes, preferredTimeSlots } from "./preferred-times.ts";
import { maxChangesPerDay, maxChangesPerWeek, minGapsBetweenChanges } from "./room-changes.ts";
import {
  homeRooms,
  occupyMaxDifferentRooms,
  preferredRooms,
  roomNotAvailableTimes,
  sameRoomIfConsecutive,
  teacherRoomNotAvailableTimes,
} from "./rooms.ts";
import {
  maxInATerm,
  maxSimultaneous,
  maxTotalInSlots,
  minInATerm,
  minSimultaneous,
  occupyMaxTerms,
  occupyMaxTimeSlots,
  occupyMinTimeSlots,
} from "./selected-slots.ts";
import {
  maxTwoActivityTagsPerDay,
  minGapsBetweenActivityTag,
  minGapsBetweenOrderedPairOfActivityTags,
} from "./tag-gaps.ts";
import type { Violation } from "./violation.ts";

const judges: {
  readonly [Kind in ConstraintKind]: (board: Board, constraint: ConstraintOf<Kind>) => Violation[];
} = {
  basicCompulsoryTime,
  basicCompulsorySpace,
  minDaysBetweenActivities,
  maxDaysBetweenActivities,
  maxTermsBetweenActivities,
  minGapsBetweenActivities,
  maxGapsBetweenActivities,
  activitiesSameStartingTime,
  activitiesSameStartingHour,
  activitiesSameStartingDay,
  activitiesNotOverlapping,
  activityTagsNotOverlapping,
  twoActivitiesConsecutive,
  twoActivitiesGrouped,
  threeActivitiesGrouped,
  twoActivitiesOrdered,
  twoActivitiesOrderedIfSameDay,
  twoSetsOfActivitiesOrdered,
  preferredStartingTimes,
  preferredTimeSlots,
  preferredDay,
  maxHoursDaily,
  maxHoursContinuously,
  teachersMinHoursDaily,
  studentsMinHoursDaily,
  tagMinHoursDaily,
  maxGapsPerWeek,
  maxGapsPerDay,
  maxGapsPerMorningAndAfternoon,
  earlyMaxBeginningsAtSecondHour,
  maxSpanPerDay,
  minRestingHours,
  minRestingHoursBetweenMorningAndAfternoon,
  minGapsBetweenOrderedPairOfActivityTags,
  minGapsBetweenActivityTag,
  notAvailableTimes,
  breakTimes,
  maxDaysPerWeek,
  minDaysPerWeek,
  intervalMaxDaysPerWeek,
  maxThreeConsecutiveDays,
  maxTwoConsecutiveHalves,
  maxHoursPerAllAfternoons,
  activitiesEndDay,
  activitiesBeginDay,
  maxTwoActivityTagsPerDay,
  occupyMaxTimeSlots,
  occupyMinTimeSlots,
  maxSimultaneous,
  minSimultaneous,
  maxTotalInSlots,
  maxInATerm,
  minInATerm,
  occupyMaxTerms,
  preferredRooms,
  homeRooms,
  roomNotAvailableTimes,
  teacherRoomNotAvailableTimes,
  maxChangesPerDay,
  maxChangesPerWeek,
  minGapsBetweenChanges,
  occupyMaxDifferentRooms,
  sameRoomIfConsecutive,
};

/** Counts the violations of one constraint on a board by the function named like its kind. */
export function judge(board: Board, constraint: Constraint): Violation[] {
  const count = judges[constraint.kind] as (board: Board, constraint: Constraint) => Violation[];
  return count(board, constraint);
}

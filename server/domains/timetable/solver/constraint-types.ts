/**
 * One named type per kind of constraint. The exact meaning and the way violations are counted is the docstring of
 * the function of the same name in `constraints/`. Forms for one entity, for all entities, and old and new names of
 * the same meaning share a kind; `source.type` keeps the name the constraint came with.
 *
 * Conventions: indexes refer to the arrays of `Problem`; slots are `day * H + hour`; limits are in hours, days or
 * counts; activities, people, rooms and slots are distinct.
 */

/** The people a constraint speaks of, each judged alone: teachers, or subgroups (the atoms of students sets). */
export type People = { readonly of: "teachers" | "subgroups"; readonly ids: readonly number[] };

/**
 * What one "day" is. `day`: a day, which in mornings-afternoons mode is a half-day. `realDay`: the pair of
 * half-days (the day itself in other modes). `morning`, `afternoon`: only those half-days.
 */
export type DayUnit = "day" | "realDay" | "morning" | "afternoon";

/** Where a constraint came from, for reports. */
export type Source = {
  /** The file format's name without the prefix `Constraint`, e.g. `TeachersMaxGapsPerWeek`. */
  readonly type: string;
  /** Position in the source's list of constraints (time first, then space). */
  readonly index: number;
  /** Line in the file, or null. */
  readonly line: number | null;
  /** Database id of the rule, or null. */
  readonly id: string | null;
};

type Of<Kind extends string, Params = unknown> = {
  readonly kind: Kind;
  /** 0 … 100 %. 100 is hard; below, a violation costs weight/100 each. */
  readonly weight: number;
  readonly source: Source;
} & Readonly<Params>;

type Activities = { readonly activities: readonly number[] };
type ForPeople = { readonly who: People };
type Slots = { readonly slots: readonly number[] };
type Pair = { readonly first: number; readonly second: number };

// Compulsory
export type BasicCompulsoryTime = Of<"basicCompulsoryTime">;
export type BasicCompulsorySpace = Of<"basicCompulsorySpace">;

// Activities against each other
export type MinDaysBetweenActivities = Of<
  "minDaysBetweenActivities",
  Activities & { minDays: number; consecutiveIfSameDay: boolean; unit: "day" | "realDay" }
>;
export type MaxDaysBetweenActivities = Of<
  "maxDaysBetweenActivities",
  Activities & { maxDays: number; unit: "day" | "realDay" }
>;
export type MaxTermsBetweenActivities = Of<"maxTermsBetweenActivities", Activities & { maxTerms: number }>;
export type MinGapsBetweenActivities = Of<"minGapsBetweenActivities", Activities & { minGaps: number }>;
export type MaxGapsBetweenActivities = Of<"maxGapsBetweenActivities", Activities & { maxGaps: number }>;
export type ActivitiesSameStartingTime = Of<"activitiesSameStartingTime", Activities>;
export type ActivitiesSameStartingHour = Of<"activitiesSameStartingHour", Activities>;
export type ActivitiesSameStartingDay = Of<"activitiesSameStartingDay", Activities>;
export type ActivitiesNotOverlapping = Of<"activitiesNotOverlapping", Activities>;
/** `groups[i]`: the activities with the i-th of the tags. An activity with two of the tags is in both. */
export type ActivityTagsNotOverlapping = Of<
  "activityTagsNotOverlapping",
  { tags: readonly number[]; groups: readonly (readonly number[])[] }
>;
export type TwoActivitiesConsecutive = Of<"twoActivitiesConsecutive", Pair>;
export type TwoActivitiesGrouped = Of<"twoActivitiesGrouped", Pair>;
export type ThreeActivitiesGrouped = Of<"threeActivitiesGrouped", Pair & { third: number }>;
export type TwoActivitiesOrdered = Of<"twoActivitiesOrdered", Pair>;
export type TwoActivitiesOrderedIfSameDay = Of<"twoActivitiesOrderedIfSameDay", Pair>;
export type TwoSetsOfActivitiesOrdered = Of<
  "twoSetsOfActivitiesOrdered",
  { first: readonly number[]; second: readonly number[] }
>;

// Preferred times
export type PreferredStartingTimes = Of<"preferredStartingTimes", Activities & Slots>;
export type PreferredTimeSlots = Of<"preferredTimeSlots", Activities & Slots>;
export type PreferredDay = Of<"preferredDay", Activities & { day: number }>;

// Hours per day
/** `tag` -1: all hours; otherwise only hours of activities with the tag. */
export type MaxHoursDaily = Of<
  "maxHoursDaily",
  ForPeople & { maxHours: number; tag: number; unit: "day" | "realDay" }
>;
/** `tag` as in `MaxHoursDaily`. */
export type MaxHoursContinuously = Of<"maxHoursContinuously", ForPeople & { maxHours: number; tag: number }>;
export type TeachersMinHoursDaily = Of<
  "teachersMinHoursDaily",
  ForPeople & { minHours: number; unit: DayUnit }
>;
export type StudentsMinHoursDaily = Of<
  "studentsMinHoursDaily",
  ForPeople & { minHours: number; allowEmpty: boolean; unit: "day" | "morning" | "afternoon" }
>;
export type TagMinHoursDaily = Of<
  "tagMinHoursDaily",
  ForPeople & { tag: number; minHours: number; allowEmpty: boolean }
>;

// Gaps, early start, span, rest
export type MaxGapsPerWeek = Of<"maxGapsPerWeek", ForPeople & { maxGaps: number; unit: "day" | "realDay" }>;
export type MaxGapsPerDay = Of<
  "maxGapsPerDay",
  ForPeople & { maxGaps: number; unit: "day" | "realDay" | "afternoon"; oneDayException: boolean }
>;
export type MaxGapsPerMorningAndAfternoon = Of<
  "maxGapsPerMorningAndAfternoon",
  ForPeople & { maxGaps: number }
>;
export type EarlyMaxBeginningsAtSecondHour = Of<
  "earlyMaxBeginningsAtSecondHour",
  ForPeople & { maxBeginnings: number; unit: "day" | "morning" | "afternoon" }
>;
export type MaxSpanPerDay = Of<
  "maxSpanPerDay",
  ForPeople & { maxSpan: number; unit: "day" | "realDay"; oneDayException: boolean }
>;
export type MinRestingHours = Of<"minRestingHours", ForPeople & { minHours: number; circular: boolean }>;
export type MinRestingHoursBetweenMorningAndAfternoon = Of<
  "minRestingHoursBetweenMorningAndAfternoon",
  ForPeople & { minHours: number }
>;
export type MinGapsBetweenOrderedPairOfActivityTags = Of<
  "minGapsBetweenOrderedPairOfActivityTags",
  ForPeople & { firstTag: number; secondTag: number; minGaps: number }
>;
export type MinGapsBetweenActivityTag = Of<
  "minGapsBetweenActivityTag",
  ForPeople & { tag: number; minGaps: number }
>;

// Days, intervals, availability
export type NotAvailableTimes = Of<"notAvailableTimes", ForPeople & Slots>;
export type BreakTimes = Of<"breakTimes", Slots>;
export type MaxDaysPerWeek = Of<"maxDaysPerWeek", ForPeople & { maxDays: number; unit: DayUnit }>;
export type MinDaysPerWeek = Of<"minDaysPerWeek", ForPeople & { minDays: number; unit: DayUnit }>;
/** Hours `startHour` (inclusive) to `endHour` (exclusive). */
export type IntervalMaxDaysPerWeek = Of<
  "intervalMaxDaysPerWeek",
  ForPeople & { startHour: number; endHour: number; maxDays: number; unit: "day" | "morning" | "afternoon" }
>;
export type MaxThreeConsecutiveDays = Of<
  "maxThreeConsecutiveDays",
  ForPeople & { allowAfternoonMorningException: boolean }
>;
export type MaxTwoConsecutiveHalves = Of<
  "maxTwoConsecutiveHalves",
  ForPeople & { unit: "morning" | "afternoon" }
>;
export type MaxHoursPerAllAfternoons = Of<"maxHoursPerAllAfternoons", ForPeople & { maxHours: number }>;
/** The activities must be the last (first) of the day of each of their subgroups or teachers. */
export type ActivitiesEndDay = Of<"activitiesEndDay", Activities & { of: People["of"] }>;
export type ActivitiesBeginDay = Of<"activitiesBeginDay", Activities & { of: People["of"] }>;
export type MaxTwoActivityTagsPerDay = Of<
  "maxTwoActivityTagsPerDay",
  ForPeople & { tags: readonly number[]; unit: "day" | "realDay" }
>;

// Selected slots and terms
export type OccupyMaxTimeSlots = Of<"occupyMaxTimeSlots", Activities & Slots & { maxSlots: number }>;
export type OccupyMinTimeSlots = Of<"occupyMinTimeSlots", Activities & Slots & { minSlots: number }>;
export type MaxSimultaneous = Of<"maxSimultaneous", Activities & Slots & { maxActivities: number }>;
export type MinSimultaneous = Of<
  "minSimultaneous",
  Activities & Slots & { minActivities: number; allowEmptySlots: boolean }
>;
export type MaxTotalInSlots = Of<"maxTotalInSlots", Activities & Slots & { maxActivities: number }>;
export type MaxInATerm = Of<"maxInATerm", Activities & { maxActivities: number }>;
export type MinInATerm = Of<"minInATerm", Activities & { minActivities: number; allowEmptyTerms: boolean }>;
export type OccupyMaxTerms = Of<"occupyMaxTerms", Activities & { maxTerms: number }>;

// Rooms
/** `realRooms`: when not null, the real rooms a virtual room must take, as a set. */
export type PreferredRooms = Of<
  "preferredRooms",
  Activities & { rooms: readonly number[]; realRooms: readonly number[] | null }
>;
/** `activities`: those whose only students set (teacher) is the one with the home. */
export type HomeRooms = Of<"homeRooms", Activities & { rooms: readonly number[] }>;
export type RoomNotAvailableTimes = Of<"roomNotAvailableTimes", Slots & { room: number }>;
export type TeacherRoomNotAvailableTimes = Of<
  "teacherRoomNotAvailableTimes",
  Slots & { teacher: number; room: number }
>;
/** `place`: switches between rooms, or between the buildings of rooms. */
export type Place = "room" | "building";
export type MaxChangesPerDay = Of<
  "maxChangesPerDay",
  ForPeople & { place: Place; maxChanges: number; unit: "day" | "realDay" }
>;
export type MaxChangesPerWeek = Of<"maxChangesPerWeek", ForPeople & { place: Place; maxChanges: number }>;
export type MinGapsBetweenChanges = Of<
  "minGapsBetweenChanges",
  ForPeople & { place: Place; minGaps: number }
>;
export type OccupyMaxDifferentRooms = Of<"occupyMaxDifferentRooms", Activities & { maxRooms: number }>;
export type SameRoomIfConsecutive = Of<"sameRoomIfConsecutive", Activities>;

export type Constraint =
  | BasicCompulsoryTime
  | BasicCompulsorySpace
  | MinDaysBetweenActivities
  | MaxDaysBetweenActivities
  | MaxTermsBetweenActivities
  | MinGapsBetweenActivities
  | MaxGapsBetweenActivities
  | ActivitiesSameStartingTime
  | ActivitiesSameStartingHour
  | ActivitiesSameStartingDay
  | ActivitiesNotOverlapping
  | ActivityTagsNotOverlapping
  | TwoActivitiesConsecutive
  | TwoActivitiesGrouped
  | ThreeActivitiesGrouped
  | TwoActivitiesOrdered
  | TwoActivitiesOrderedIfSameDay
  | TwoSetsOfActivitiesOrdered
  | PreferredStartingTimes
  | PreferredTimeSlots
  | PreferredDay
  | MaxHoursDaily
  | MaxHoursContinuously
  | TeachersMinHoursDaily
  | StudentsMinHoursDaily
  | TagMinHoursDaily
  | MaxGapsPerWeek
  | MaxGapsPerDay
  | MaxGapsPerMorningAndAfternoon
  | EarlyMaxBeginningsAtSecondHour
  | MaxSpanPerDay
  | MinRestingHours
  | MinRestingHoursBetweenMorningAndAfternoon
  | MinGapsBetweenOrderedPairOfActivityTags
  | MinGapsBetweenActivityTag
  | NotAvailableTimes
  | BreakTimes
  | MaxDaysPerWeek
  | MinDaysPerWeek
  | IntervalMaxDaysPerWeek
  | MaxThreeConsecutiveDays
  | MaxTwoConsecutiveHalves
  | MaxHoursPerAllAfternoons
  | ActivitiesEndDay
  | ActivitiesBeginDay
  | MaxTwoActivityTagsPerDay
  | OccupyMaxTimeSlots
  | OccupyMinTimeSlots
  | MaxSimultaneous
  | MinSimultaneous
  | MaxTotalInSlots
  | MaxInATerm
  | MinInATerm
  | OccupyMaxTerms
  | PreferredRooms
  | HomeRooms
  | RoomNotAvailableTimes
  | TeacherRoomNotAvailableTimes
  | MaxChangesPerDay
  | MaxChangesPerWeek
  | MinGapsBetweenChanges
  | OccupyMaxDifferentRooms
  | SameRoomIfConsecutive;

export type ConstraintKind = Constraint["kind"];
export type ConstraintOf<Kind extends ConstraintKind> = Extract<Constraint, { kind: Kind }>;

import {
  activityAs,
  activityId,
  activityIds,
  activitySet,
  type Field,
  filterOf,
  flag,
  integer,
  optionalInteger,
  preferredSlots,
  preferredStarts,
  selectedSlots,
} from "./fields.ts";
import { blockMode, type ConstraintBody, type ConstraintSpec, halvesMode, spec, termsMode } from "./spec.ts";

const soft = { soft: true } as const;
const first = activityAs("first", "First_Activity_Id");
const second = activityAs("second", "Second_Activity_Id");
const third = activityAs("third", "Third_Activity_Id");
const preferredDay: Field = { key: "day", element: "Preferred_Day", shape: "day", optional: true };
const preferredHour: Field = { key: "hour", element: "Preferred_Hour", shape: "hour", optional: true };
const locked = flag("permanentlyLocked", "Permanently_Locked", false);

/** The filter of the forms that speak of many activities. */
const filter: readonly Field[] = [
  filterOf("teacher", "Teacher_Name"),
  filterOf("students", "Students_Name"),
  filterOf("subject", "Subject_Name"),
  filterOf("tag", "Activity_Tag_Name"),
];
const filterWithDuration = [...filter, optionalInteger("duration", "Duration")];
const filterOfParts = [integer("component", "Component_Number"), ...filterWithDuration];

type PairKind = Extract<
  ConstraintBody["kind"],
  | "activitiesSameStartingTime"
  | "activitiesSameStartingHour"
  | "activitiesSameStartingDay"
  | "activitiesNotOverlapping"
>;

function amongActivities(type: string, kind: PairKind): ConstraintSpec {
  return spec(type, [activityIds], (read) => ({ kind, activities: read.activities("activities", 2) }), soft);
}

type DayEdge = "activitiesEndDay" | "activitiesBeginDay";

function dayEdges(verbs: { one: string; many: string; kind: DayEdge }): ConstraintSpec[] {
  return (["Students", "Teachers"] as const).flatMap((people) => {
    const of = people === "Students" ? "subgroups" : "teachers";
    return [
      spec(`Activity${verbs.one}${people}Day`, [activityId], (read) => ({
        kind: verbs.kind,
        activities: [read.activity("activity")],
        of,
      })),
      spec(`Activities${verbs.many}${people}Day`, filter, (read) => ({
        kind: verbs.kind,
        activities: read.matchingActivities(),
        of,
      })),
    ];
  });
}

/** Activities against each other, preferred times, selected slots, terms. */
export const activitiesSpecs: readonly ConstraintSpec[] = [
  spec("BasicCompulsoryTime", [], () => ({ kind: "basicCompulsoryTime" })),
  ...(["realDay", "day"] as const).flatMap((unit) => {
    const half = unit === "day" ? "Half" : "";
    const options = unit === "day" ? { soft: true, modes: halvesMode } : soft;
    return [
      spec(
        `Min${half}DaysBetweenActivities`,
        [
          flag("consecutiveIfSameDay", "Consecutive_If_Same_Day", true, "Adjacent_If_Broken"),
          activityIds,
          integer("minDays", "MinDays"),
        ],
        (read) => ({
          kind: "minDaysBetweenActivities",
          activities: read.activities("activities", 2),
          minDays: read.integer("minDays"),
          consecutiveIfSameDay: read.flag("consecutiveIfSameDay"),
          unit,
        }),
        options,
      ),
      spec(
        `Max${half}DaysBetweenActivities`,
        [activityIds, integer("maxDays", "MaxDays")],
        (read) => ({
          kind: "maxDaysBetweenActivities",
          activities: read.activities("activities", 2),
          maxDays: read.integer("maxDays"),
          unit,
        }),
        options,
      ),
    ];
  }),
  spec(
    "MaxTermsBetweenActivities",
    [activityIds, integer("maxTerms", "MaxTerms")],
    (read) => ({
      kind: "maxTermsBetweenActivities",
      activities: read.activities("activities", 2),
      maxTerms: read.integer("maxTerms"),
    }),
    { soft: true, modes: termsMode },
  ),
  spec(
    "MinGapsBetweenActivities",
    [activityIds, integer("minGaps", "MinGaps")],
    (read) => ({
      kind: "minGapsBetweenActivities",
      activities: read.activities("activities", 2),
      minGaps: read.integer("minGaps"),
    }),
    soft,
  ),
  spec(
    "MaxGapsBetweenActivities",
    [activityIds, integer("maxGaps", "MaxGaps")],
    (read) => ({
      kind: "maxGapsBetweenActivities",
      activities: read.activities("activities", 2),
      maxGaps: read.integer("maxGaps"),
    }),
    { soft: true, modes: blockMode },
  ),
  amongActivities("ActivitiesSameStartingTime", "activitiesSameStartingTime"),
  amongActivities("ActivitiesSameStartingHour", "activitiesSameStartingHour"),
  amongActivities("ActivitiesSameStartingDay", "activitiesSameStartingDay"),
  amongActivities("ActivitiesNotOverlapping", "activitiesNotOverlapping"),
  spec(
    "ActivityTagsNotOverlapping",
    [
      {
        key: "tags",
        element: "Activity_Tag",
        shape: "names",
        of: "tag",
        counter: "Number_of_Activity_Tags",
      },
    ],
    (read) => {
      const tags = read.tags("tags");
      if (tags.length < 2) read.refusal("few-tags");
      read.refuseSharedTags(tags);
      read.refuseUnusedTags(tags);
      return {
        kind: "activityTagsNotOverlapping",
        tags,
        groups: tags.map((tag) => read.activitiesWithTag(tag)),
      };
    },
    soft,
  ),
  ...(["Consecutive", "Grouped", "Ordered", "OrderedIfSameDay"] as const).map((relation) =>
    spec(
      `TwoActivities${relation}`,
      [first, second],
      (read) => {
        const pair = { first: read.activity("first"), second: read.activity("second") };
        read.refuseRepeated([pair.first, pair.second]);
        return { kind: `twoActivities${relation}`, ...pair };
      },
      soft,
    ),
  ),
  spec(
    "ThreeActivitiesGrouped",
    [first, second, third],
    (read) => {
      const [first, second, third] = [
        read.activity("first"),
        read.activity("second"),
        read.activity("third"),
      ];
      read.refuseRepeated([first, second, third]);
      return { kind: "threeActivitiesGrouped", first, second, third };
    },
    soft,
  ),
  spec(
    "TwoSetsOfActivitiesOrdered",
    [activitySet("first", "First_Activities_Ids_Set"), activitySet("second", "Second_Activities_Ids_Set")],
    (read) => {
      const sets = { first: read.activities("first", 1), second: read.activities("second", 1) };
      read.refuseRepeated([...sets.first, ...sets.second]);
      return { kind: "twoSetsOfActivitiesOrdered", ...sets };
    },
    soft,
  ),
  spec(
    "ActivityPreferredStartingTime",
    [activityId, preferredDay, preferredHour, locked],
    (read) => ({
      kind: "preferredStartingTimes",
      activities: [read.activity("activity")],
      slots: read.slotsAt(read.day("day"), read.hour("hour")),
    }),
    soft,
  ),
  spec(
    "ActivityPreferredDay",
    [activityId, { ...preferredDay, optional: false }],
    (read) => ({
      kind: "preferredDay",
      activities: [read.activity("activity")],
      day: read.day("day") ?? 0,
    }),
    soft,
  ),
  ...preferredForms("PreferredStartingTimes", preferredStarts, "preferredStartingTimes"),
  ...preferredForms("PreferredTimeSlots", preferredSlots, "preferredTimeSlots"),
  ...dayEdges({ one: "Ends", many: "End", kind: "activitiesEndDay" }),
  ...dayEdges({ one: "Begins", many: "Begin", kind: "activitiesBeginDay" }),
  ...selectionSpecs(),
  ...termSpecs(),
];

function preferredForms(
  stem: string,
  slots: Field,
  kind: "preferredStartingTimes" | "preferredTimeSlots",
): ConstraintSpec[] {
  return [
    spec(
      `Activity${stem}`,
      [activityId, slots],
      (read) => ({ kind, activities: [read.activity("activity")], slots: read.slots("slots") }),
      soft,
    ),
    spec(
      `Activities${stem}`,
      [...filterWithDuration, slots],
      (read) => ({ kind, activities: read.matchingActivities(), slots: read.slots("slots") }),
      soft,
    ),
    spec(
      `Subactivities${stem}`,
      [...filterOfParts, slots],
      (read) => ({ kind, activities: read.matchingActivities(), slots: read.slots("slots") }),
      soft,
    ),
  ];
}

function selectionSpecs(): ConstraintSpec[] {
  const selection = [activityIds, selectedSlots];
  return [
    spec(
      "ActivitiesOccupyMaxTimeSlotsFromSelection",
      [...selection, integer("maxSlots", "Max_Number_of_Occupied_Time_Slots")],
      (read) => ({ kind: "occupyMaxTimeSlots", ...read.selection(), maxSlots: read.integer("maxSlots") }),
    ),
    spec(
      "ActivitiesOccupyMinTimeSlotsFromSelection",
      [...selection, integer("minSlots", "Min_Number_of_Occupied_Time_Slots")],
      (read) => ({ kind: "occupyMinTimeSlots", ...read.selection(), minSlots: read.integer("minSlots") }),
    ),
    spec(
      "ActivitiesMaxSimultaneousInSelectedTimeSlots",
      [...selection, integer("maxActivities", "Max_Number_of_Simultaneous_Activities")],
      (read) => ({
        kind: "maxSimultaneous",
        ...read.selection(),
        maxActivities: read.integer("maxActivities"),
      }),
    ),
    spec(
      "ActivitiesMinSimultaneousInSelectedTimeSlots",
      [
        ...selection,
        integer("minActivities", "Min_Number_of_Simultaneous_Activities"),
        flag("allowEmptySlots", "Allow_Empty_Slots", false),
      ],
      (read) => ({
        kind: "minSimultaneous",
        ...read.selection(),
        minActivities: read.integer("minActivities"),
        allowEmptySlots: read.flag("allowEmptySlots"),
      }),
    ),
    spec(
      "MaxTotalActivitiesFromSetInSelectedTimeSlots",
      [...selection, integer("maxActivities", "Max_Total_Number_of_Activities")],
      (read) => ({
        kind: "maxTotalInSlots",
        ...read.selection(),
        maxActivities: read.integer("maxActivities"),
      }),
      { modes: blockMode },
    ),
  ];
}

function termSpecs(): ConstraintSpec[] {
  const options = { modes: termsMode };
  return [
    spec(
      "ActivitiesMaxInATerm",
      [activityIds, integer("maxActivities", "Max_Number_of_Activities_in_A_Term")],
      (read) => ({
        kind: "maxInATerm",
        activities: read.activities("activities", 1),
        maxActivities: read.integer("maxActivities"),
      }),
      options,
    ),
    spec(
      "ActivitiesMinInATerm",
      [
        activityIds,
        integer("minActivities", "Min_Number_of_Activities_in_A_Term"),
        flag("allowEmptyTerms", "Allow_Empty_Terms", false),
      ],
      (read) => ({
        kind: "minInATerm",
        activities: read.activities("activities", 1),
        minActivities: read.integer("minActivities"),
        allowEmptyTerms: read.flag("allowEmptyTerms"),
      }),
      options,
    ),
    spec(
      "ActivitiesOccupyMaxTerms",
      [activityIds, integer("maxTerms", "Max_Number_of_Occupied_Terms")],
      (read) => ({
        kind: "occupyMaxTerms",
        activities: read.activities("activities", 1),
        maxTerms: read.integer("maxTerms"),
      }),
      options,
    ),
  ];
}

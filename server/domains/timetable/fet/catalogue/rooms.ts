import type { ParamReader } from "../param-reader.ts";
import {
  activityId,
  activityIds,
  type Field,
  flag,
  integer,
  nameOf,
  notAvailableSlots,
  preferredRoomNames,
  realRoomNames,
  roomName,
} from "./fields.ts";
import { type ConstraintBody, type ConstraintSpec, forPeople, halvesMode, spec } from "./spec.ts";

const soft = { section: "space", soft: true } as const;
const hard = { section: "space" } as const;
const subject = nameOf("subject", "Subject");
const tag = nameOf("tag", "Activity_Tag");
const both = ["teachers", "students"] as const;

/** The forms `…Room` with one room and `…Rooms` with a list. */
function roomForms(
  stem: string,
  fields: readonly Field[],
  build: (read: ParamReader, rooms: readonly number[]) => ConstraintBody,
): ConstraintSpec[] {
  return [
    spec(`${stem}Room`, [...fields, roomName], (read) => build(read, [read.room("room")]), soft),
    spec(`${stem}Rooms`, [...fields, preferredRoomNames], (read) => build(read, read.rooms("rooms")), soft),
  ];
}

/** Switches of room or building: per day, per real day, per week, and the gaps at each. */
function changeForms(place: "room" | "building"): ConstraintSpec[] {
  const name = place === "room" ? "Room" : "Building";
  const perDay = integer("maxChanges", `Max_${name}_Changes_Per_Day`);
  const perWeek = integer("maxChanges", `Max_${name}_Changes_Per_Week`);
  const gaps = integer("minGaps", `Min_Gaps_Between_${name}_Changes`);
  return [
    ...forPeople(
      `Max${name}ChangesPerDay`,
      { of: both, ...hard },
      () => [perDay],
      (read, who) => ({
        kind: "maxChangesPerDay",
        who,
        place,
        maxChanges: read.integer("maxChanges"),
        unit: "day",
      }),
    ),
    ...forPeople(
      `Max${name}ChangesPerRealDay`,
      { of: both, ...hard, modes: halvesMode },
      () => [perDay],
      (read, who) => ({
        kind: "maxChangesPerDay",
        who,
        place,
        maxChanges: read.integer("maxChanges"),
        unit: "realDay",
      }),
    ),
    ...forPeople(
      `Max${name}ChangesPerWeek`,
      { of: both, ...hard },
      () => [perWeek],
      (read, who) => ({
        kind: "maxChangesPerWeek",
        who,
        place,
        maxChanges: read.integer("maxChanges"),
      }),
    ),
    ...forPeople(
      `MinGapsBetween${name}Changes`,
      { of: both, ...hard },
      () => [gaps],
      (read, who) => ({
        kind: "minGapsBetweenChanges",
        who,
        place,
        minGaps: read.integer("minGaps"),
      }),
    ),
  ];
}

/** Rooms and buildings. */
export const roomsSpecs: readonly ConstraintSpec[] = [
  spec("BasicCompulsorySpace", [], () => ({ kind: "basicCompulsorySpace" }), hard),
  spec(
    "RoomNotAvailableTimes",
    [roomName, notAvailableSlots],
    (read) => ({ kind: "roomNotAvailableTimes", room: read.room("room"), slots: read.slots("slots") }),
    soft,
  ),
  spec(
    "TeacherRoomNotAvailableTimes",
    [nameOf("teacher", "Teacher"), roomName, notAvailableSlots],
    (read) => ({
      kind: "teacherRoomNotAvailableTimes",
      teacher: read.teacher("teacher"),
      room: read.room("room"),
      slots: read.slots("slots"),
    }),
    soft,
  ),
  spec(
    "ActivityPreferredRoom",
    [activityId, roomName, realRoomNames, flag("permanentlyLocked", "Permanently_Locked", false)],
    (read) => {
      const realRooms = read.optionalRooms("realRooms");
      read.refuseSoftRealRooms(realRooms);
      return {
        kind: "preferredRooms",
        activities: [read.activity("activity")],
        rooms: [read.room("room")],
        realRooms,
      };
    },
    soft,
  ),
  spec(
    "ActivityPreferredRooms",
    [activityId, preferredRoomNames],
    (read) => ({
      kind: "preferredRooms",
      activities: [read.activity("activity")],
      rooms: read.rooms("rooms"),
      realRooms: null,
    }),
    soft,
  ),
  ...roomForms("SubjectPreferred", [subject], (read, rooms) => ({
    kind: "preferredRooms",
    activities: read.activitiesOf({ subject: read.subject("subject") }),
    rooms,
    realRooms: null,
  })),
  ...roomForms("ActivityTagPreferred", [tag], (read, rooms) => ({
    kind: "preferredRooms",
    activities: read.activitiesOf({ tag: read.tag("tag") }),
    rooms,
    realRooms: null,
  })),
  ...roomForms("SubjectActivityTagPreferred", [subject, tag], (read, rooms) => ({
    kind: "preferredRooms",
    activities: read.activitiesOf({ subject: read.subject("subject"), tag: read.tag("tag") }),
    rooms,
    realRooms: null,
  })),
  ...roomForms("StudentsSetHome", [nameOf("students", "Students")], (read, rooms) => ({
    kind: "homeRooms",
    activities: read.activitiesOnlyOf("students", "students"),
    rooms,
  })),
  ...roomForms("TeacherHome", [nameOf("teacher", "Teacher")], (read, rooms) => ({
    kind: "homeRooms",
    activities: read.activitiesOnlyOf("teachers", "teacher"),
    rooms,
  })),
  ...changeForms("building"),
  ...changeForms("room"),
  spec(
    "ActivitiesOccupyMaxDifferentRooms",
    [activityIds, integer("maxRooms", "Max_Number_of_Different_Rooms")],
    (read) => ({
      kind: "occupyMaxDifferentRooms",
      activities: read.activities("activities", 1),
      maxRooms: read.integer("maxRooms"),
    }),
    hard,
  ),
  spec(
    "ActivitiesSameRoomIfConsecutive",
    [activityIds],
    (read) => ({ kind: "sameRoomIfConsecutive", activities: read.activities("activities", 2) }),
    hard,
  ),
];

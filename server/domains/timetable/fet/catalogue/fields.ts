/** What a name refers to. */
export type Entity = "teacher" | "students" | "subject" | "tag" | "room";

/**
 * One parameter of a constraint type: its key in `Params`, its element in the file, and its shape.
 *
 * - `name`: a reference by name; `names`: a list of them; with `optional` an empty or missing one is null (any).
 * - `integer`: a number; with `optional`, missing is null.
 * - `flag`: true or false; missing is the fallback.
 * - `activity`: one activity id; `activities`: a list of `Activity_Id`; `activitySet`: that list inside `element`.
 * - `day`, `hour`: a name of the grid; `slots`: a list of day and hour pairs inside repeated `element`s.
 */
export type Field = {
  readonly key: string;
  readonly element: string;
  readonly shape:
    | "name"
    | "names"
    | "integer"
    | "flag"
    | "activity"
    | "activities"
    | "activitySet"
    | "day"
    | "hour"
    | "slots";
  /** Other element names accepted when reading. */
  readonly also?: readonly string[];
  readonly of?: Entity;
  /** Whether missing (or, for names, empty) means null. */
  readonly optional?: boolean;
  /** Whether an empty day or hour means null too; otherwise it is an error. */
  readonly emptyIsNull?: boolean;
  /** Value of a missing flag. */
  readonly fallback?: boolean;
  /** Redundant counter element that is written along with a list. */
  readonly counter?: string;
  /** Child elements of one slot: [day, hour]. */
  readonly children?: readonly [string, string];
};

const elementsOf: Record<Entity, readonly string[]> = {
  teacher: ["Teacher", "Teacher_Name"],
  students: ["Students", "Students_Name"],
  subject: ["Subject", "Subject_Name"],
  tag: ["Activity_Tag", "Activity_Tag_Name", "Subject_Tag", "Subject_Tag_Name"],
  room: ["Room", "Room_Name"],
};

/** A required name; `element` is the spelling that is written. */
export function nameOf(of: Entity, element: string, key: string = of): Field {
  return { key, element, shape: "name", of, also: elementsOf[of] };
}

/** A filter: empty or missing matches everything. */
export function filterOf(of: Entity, element: string): Field {
  return { ...nameOf(of, element), optional: true };
}

export function integer(key: string, element: string, ...also: string[]): Field {
  return { key, element, shape: "integer", also };
}

export function optionalInteger(key: string, element: string): Field {
  return { key, element, shape: "integer", optional: true };
}

export function flag(key: string, element: string, fallback: boolean, ...also: string[]): Field {
  return { key, element, shape: "flag", fallback, also };
}

export const activityId: Field = { key: "activity", element: "Activity_Id", shape: "activity" };

export function activityAs(key: string, element: string): Field {
  return { key, element, shape: "activity" };
}

export const activityIds: Field = {
  key: "activities",
  element: "Activity_Id",
  shape: "activities",
  counter: "Number_of_Activities",
};

export function activitySet(key: string, element: string): Field {
  return { key, element, shape: "activitySet", counter: "Number_of_Activities" };
}

function slots(
  element: string,
  counter: string,
  children: readonly [string, string],
  ...also: string[]
): Field {
  return { key: "slots", element, shape: "slots", counter, children, also };
}

export const notAvailableSlots = slots("Not_Available_Time", "Number_of_Not_Available_Times", [
  "Day",
  "Hour",
]);
export const breakSlots = slots("Break_Time", "Number_of_Break_Times", ["Day", "Hour"]);
export const selectedSlots = slots("Selected_Time_Slot", "Number_of_Selected_Time_Slots", [
  "Selected_Day",
  "Selected_Hour",
]);
export const preferredSlots = slots("Preferred_Time_Slot", "Number_of_Preferred_Time_Slots", [
  "Preferred_Day",
  "Preferred_Hour",
]);
export const preferredStarts = slots(
  "Preferred_Starting_Time",
  "Number_of_Preferred_Starting_Times",
  ["Preferred_Starting_Day", "Preferred_Starting_Hour"],
  "Preferred_Time",
);

export const roomName = nameOf("room", "Room");
export const preferredRoomNames: Field = {
  key: "rooms",
  element: "Preferred_Room",
  shape: "names",
  of: "room",
  counter: "Number_of_Preferred_Rooms",
};
/** The real rooms of a virtual preferred room; none given is null. */
export const realRoomNames: Field = {
  key: "realRooms",
  element: "Real_Room",
  shape: "names",
  of: "room",
  counter: "Number_of_Real_Rooms",
  optional: true,
};

/** Elements every constraint may have, which are no parameters. */
export const commonElements = new Set([
  "Weight_Percentage",
  "Weight",
  "Active",
  "Comments",
  "Permanently_Locked",
  "Compulsory",
]);

import type { Problem, Solution } from "../solver/model.ts";
import { catalogue } from "./catalogue/catalogue.ts";
import type {
  ActivityEntry,
  ConstraintEntry,
  FetDocument,
  Named,
  RoomEntry,
  TeacherEntry,
  YearEntry,
} from "./document.ts";
import { writeConstraint } from "./write-constraint.ts";
import { escapeXml } from "./xml.ts";

const byteOrderMark = "\uFEFF";
const version = "6.8.5";

const modeNames = {
  official: "Official",
  "mornings-afternoons": "Mornings_Afternoons",
  "block-planning": "Block_Planning",
  terms: "Terms",
} as const;

/** Writes a document as a .fet file that FET 6.8.5 reads, names and comments escaped. */
export function writeFet(document: FetDocument): string {
  const constraints = (section: "time" | "space") =>
    document.constraints.filter(({ type }) => catalogue.get(type)?.section === section).map(writeConstraint);
  const terms = document.terms;
  const parts = [
    leaf("Mode", modeNames[document.mode]),
    leaf("Institution_Name", document.name),
    leaf("Comments", document.comments),
    ...(terms
      ? [leaf("Number_of_Terms", terms.count), leaf("Number_of_Days_Per_Term", terms.daysPerTerm)]
      : []),
    grid("Day", document.days),
    grid("Hour", document.hours),
    list(
      "Subjects_List",
      document.subjects.map((subject) => named("Subject", subject)),
    ),
    list(
      "Activity_Tags_List",
      document.tags.map((tag) => named("Activity_Tag", tag, leaf("Printable", true))),
    ),
    list(
      "Teachers_List",
      document.teachers.map((teacher) => writeTeacher(teacher, document.mode)),
    ),
    list("Students_List", document.years.map(writeYear)),
    list("Activities_List", document.activities.map(writeActivity)),
    list(
      "Buildings_List",
      document.buildings.map((building) => named("Building", building)),
    ),
    list("Rooms_List", document.rooms.map(writeRoom)),
    list("Time_Constraints_List", constraints("time")),
    list("Space_Constraints_List", constraints("space")),
    "<Timetable_Generation_Options_List>\n</Timetable_Generation_Options_List>\n",
  ];
  return `${byteOrderMark}<?xml version="1.0" encoding="UTF-8"?>\n\n<fet version="${version}">\n\n${parts.join("\n")}\n</fet>\n`;
}

/**
 * The document with every placed activity locked to its time, room and real rooms by constraints of 100 %, so that
 * FET itself can check a solution. `problem` must come from this document.
 */
export function lockedCopy(document: FetDocument, problem: Problem, solution: Solution): FetDocument {
  const locks = problem.activities.flatMap((_, index) => locksOf(problem, solution, index));
  return { ...document, constraints: [...document.constraints, ...locks] };
}

/** Only the constraints of 100 %, for FET to check that nothing hard is broken (it judges soft ones by chance). */
export function hardOnly(document: FetDocument): FetDocument {
  return { ...document, constraints: document.constraints.filter(({ weight }) => weight >= 100) };
}

function locksOf(problem: Problem, solution: Solution, index: number): ConstraintEntry[] {
  const slot = solution.slot[index] ?? -1;
  if (slot < 0) return [];
  const activity = Number(problem.activities[index]?.id);
  const common = { weight: 100, active: true, comments: "", id: null, line: null };
  const hours = problem.hours.length;
  const day = problem.days[Math.floor(slot / hours)] ?? "";
  const hour = problem.hours[slot % hours] ?? "";
  const time = { activity, day, hour, permanentlyLocked: false };
  const room = problem.rooms[solution.room[index] ?? -1];
  const parts = (solution.realRooms[index] ?? []).map((part) => problem.rooms[part]?.name ?? "");
  const realRooms = room?.realRoomSets ? parts : null;
  const place = { activity, room: room?.name ?? "", realRooms, permanentlyLocked: false };
  return [
    { ...common, type: "ActivityPreferredStartingTime", params: time },
    ...(room ? [{ ...common, type: "ActivityPreferredRoom", params: place }] : []),
  ];
}

function leaf(name: string, value: string | number | boolean): string {
  return `<${name}>${escapeXml(String(value))}</${name}>\n`;
}

function list(name: string, items: readonly string[]): string {
  return `<${name}>\n${items.join("")}</${name}>\n`;
}

function named(element: string, { name, comments }: Named, ...inner: readonly string[]): string {
  return list(element, [leaf("Name", name), ...inner, leaf("Comments", comments)]);
}

function grid(item: "Day" | "Hour", names: readonly string[]): string {
  const items = names.map((name) => list(item, [leaf("Name", name)]));
  return list(`${item}s_List`, [leaf(`Number_of_${item}s`, names.length), ...items]);
}

const behaviors = ["Exclusive", "One day exception", "Two days exception", "Three days exception"].concat(
  "Four days exception",
  "Five days exception",
);

function writeTeacher(teacher: TeacherEntry, mode: FetDocument["mode"]): string {
  const allowed = teacher.maxMixedRealDays;
  const behavior = allowed === null ? "Unrestricted" : (behaviors[allowed] ?? "Unrestricted");
  return named(
    "Teacher",
    teacher,
    leaf("Target_Number_of_Hours", teacher.targetHours),
    list(
      "Qualified_Subjects",
      teacher.qualifiedSubjects.map((subject) => leaf("Qualified_Subject", subject)),
    ),
    ...(mode === "mornings-afternoons" ? [leaf("Mornings_Afternoons_Behavior", behavior)] : []),
  );
}

function writeYear(year: YearEntry): string {
  const students = (count: number) => leaf("Number_of_Students", count);
  const groups = year.groups.map((group) => {
    const subgroups = group.subgroups.map((subgroup) =>
      named("Subgroup", subgroup, students(subgroup.students)),
    );
    return named("Group", group, students(group.students), ...subgroups);
  });
  return named("Year", year, students(year.students), ...groups);
}

function writeActivity(activity: ActivityEntry): string {
  const { studentCount } = activity;
  return list("Activity", [
    ...activity.teachers.map((name) => leaf("Teacher", name)),
    leaf("Subject", activity.subject),
    ...activity.tags.map((name) => leaf("Activity_Tag", name)),
    ...activity.students.map((name) => leaf("Students", name)),
    leaf("Duration", activity.duration),
    leaf("Total_Duration", activity.totalDuration),
    leaf("Id", activity.id),
    leaf("Activity_Group_Id", activity.groupId),
    ...(studentCount === null ? [] : [leaf("Number_Of_Students", studentCount)]),
    leaf("Active", activity.active),
    leaf("Comments", activity.comments),
  ]);
}

function writeRoom(room: RoomEntry): string {
  const sets = room.realRoomSets ?? [];
  return named(
    "Room",
    room,
    leaf("Building", room.building),
    leaf("Capacity", room.capacity),
    leaf("Virtual", room.realRoomSets !== null),
    ...(room.realRoomSets ? [leaf("Number_of_Sets_of_Real_Rooms", sets.length)] : []),
    ...sets.map((set) =>
      list("Set_of_Real_Rooms", [
        leaf("Number_of_Real_Rooms", set.length),
        ...set.map((name) => leaf("Real_Room", name)),
      ]),
    ),
  );
}

import type { Activity, Problem, Room, StudentsSet, Subgroup } from "../solver/model.ts";
import type { ActivityEntry, FetDocument, GroupEntry, YearEntry } from "./document.ts";
import type { IssueList } from "./report.ts";

/** The parts of a problem that constraints refer to, with the names to find them by. */
export type ProblemIndex = {
  readonly problem: Omit<Problem, "constraints">;
  readonly teacher: ReadonlyMap<string, number>;
  readonly students: ReadonlyMap<string, number>;
  readonly subject: ReadonlyMap<string, number>;
  readonly tag: ReadonlyMap<string, number>;
  readonly room: ReadonlyMap<string, number>;
  readonly day: ReadonlyMap<string, number>;
  readonly hour: ReadonlyMap<string, number>;
  /** Inactive activities, which a filter may match all the same. */
  readonly inactive: readonly Activity[];
  /** Index of an active activity by id; -1 for an inactive one. */
  readonly activity: ReadonlyMap<number, number>;
};

/** Numbers everything of a document but its constraints. */
export function indexDocument(document: FetDocument, issues: IssueList): ProblemIndex {
  const sets = numberStudents(document.years);
  const names = {
    teacher: numbered(document.teachers.map(({ name }) => name)),
    students: numbered(sets.studentsSets.map(({ name }) => name)),
    subject: numbered(document.subjects.map(({ name }) => name)),
    tag: numbered(document.tags.map(({ name }) => name)),
    room: numbered(document.rooms.map(({ name }) => name)),
    day: numbered(document.days),
    hour: numbered(document.hours),
  };
  const active = document.activities.filter((activity) => activity.active);
  const problem: Omit<Problem, "constraints"> = {
    name: document.name,
    mode: document.mode,
    days: document.days,
    hours: document.hours,
    daysPerTerm: Math.max(1, document.terms?.daysPerTerm ?? document.days.length),
    teachers: document.teachers.map(({ name, maxMixedRealDays }) => ({
      name,
      maxMixedRealDays: document.mode === "mornings-afternoons" ? maxMixedRealDays : null,
    })),
    ...sets,
    subjects: document.subjects.map(({ name }) => name),
    tags: document.tags.map(({ name }) => name),
    buildings: document.buildings.map(({ name }) => name),
    rooms: numberRooms(document, names.room, issues),
    activities: active.map((activity) => numberActivity(activity, names, sets.studentsSets, issues)),
  };
  const byId = new Map<number, number>(document.activities.map(({ id }) => [id, -1]));
  for (const [index, { id }] of active.entries()) byId.set(id, index);
  const inactive = document.activities
    .filter((activity) => !activity.active)
    .map((activity) => numberActivity(activity, names, sets.studentsSets, issues));
  return { problem, ...names, inactive, activity: byId };
}

function numbered(names: readonly string[]): Map<string, number> {
  const numbers = new Map<string, number>();
  names.forEach((name, index) => {
    if (!numbers.has(name)) numbers.set(name, index);
  });
  return numbers;
}

type Sets = { readonly studentsSets: StudentsSet[]; readonly subgroups: Subgroup[] };

/**
 * Subgroups are the atoms. A group without subgroups stands for one of its own, and so does a year without groups.
 * A name met again under another parent is the same set; its parts add up.
 */
function numberStudents(years: readonly YearEntry[]): Sets {
  const subgroupOf = new Map<string, number>();
  const found = new Map<string, { level: StudentsSet["level"]; students: number; subgroups: Set<number> }>();
  const atom = (name: string) => {
    const number = subgroupOf.get(name) ?? subgroupOf.size;
    subgroupOf.set(name, number);
    return number;
  };
  const add = (name: string, level: StudentsSet["level"], students: number, subgroups: readonly number[]) => {
    const set = found.get(name) ?? { level, students, subgroups: new Set<number>() };
    for (const subgroup of subgroups) set.subgroups.add(subgroup);
    found.set(name, set);
  };
  const addGroup = (group: GroupEntry): number[] => {
    const own = group.subgroups.map(({ name }) => atom(name));
    const atoms = own.length > 0 ? own : [...(found.get(group.name)?.subgroups ?? [atom(`${group.name} *`)])];
    add(group.name, "group", group.students, atoms);
    for (const { name, students } of group.subgroups) add(name, "subgroup", students, [atom(name)]);
    return atoms;
  };
  for (const year of years) {
    add(year.name, "year", year.students, []);
    const atoms = year.groups.flatMap(addGroup);
    add(year.name, "year", year.students, year.groups.length > 0 ? atoms : [atom(`${year.name} *`)]);
  }
  return {
    studentsSets: [...found].map(([name, { level, students, subgroups }]) => ({
      name,
      level,
      students,
      subgroups: [...subgroups].sort((a, b) => a - b),
    })),
    subgroups: [...subgroupOf.keys()].map((name) => ({ name })),
  };
}

type Names = Pick<ProblemIndex, "teacher" | "students" | "subject" | "tag" | "room">;

function numberRooms(document: FetDocument, names: Names["room"], issues: IssueList): Room[] {
  const building = numbered(document.buildings.map(({ name }) => name));
  return document.rooms.map((room) => {
    const at = { name: "Room", line: null };
    if (room.building !== "" && !building.has(room.building)) {
      issues.add("fatal", "unknown-name", at, { what: "building", name: room.building });
    }
    return {
      name: room.name,
      capacity: room.capacity,
      building: building.get(room.building) ?? -1,
      realRoomSets: room.realRoomSets?.map((set) => resolveAll(set, "room", names, issues, at)) ?? null,
    };
  });
}

function numberActivity(
  activity: ActivityEntry,
  names: Names,
  studentsSets: readonly StudentsSet[],
  issues: IssueList,
): Activity {
  const at = { name: "Activity", line: activity.line };
  const sets = resolveAll(activity.students, "students", names.students, issues, at);
  const members = sets.flatMap((set) => studentsSets[set]?.subgroups ?? []);
  const counted = sets.reduce((sum, set) => sum + (studentsSets[set]?.students ?? 0), 0);
  return {
    id: String(activity.id),
    duration: Math.max(1, activity.duration),
    teachers: resolveAll(activity.teachers, "teacher", names.teacher, issues, at),
    subgroups: [...new Set(members)].sort((a, b) => a - b),
    studentsSets: sets,
    subject: resolveAll([activity.subject], "subject", names.subject, issues, at)[0] ?? -1,
    tags: resolveAll(activity.tags, "tag", names.tag, issues, at),
    students: activity.studentCount ?? counted,
    component: activity.groupId > 0 ? activity.id - activity.groupId + 1 : 1,
    splitGroup: activity.groupId > 0 ? String(activity.groupId) : "",
  };
}

/** Distinct indexes of names; unknown ones are reported and left out. */
function resolveAll(
  wanted: readonly string[],
  what: string,
  numbers: ReadonlyMap<string, number>,
  issues: IssueList,
  at: { readonly name: string; readonly line: number | null },
): number[] {
  const found = wanted.flatMap((name) => {
    const number = numbers.get(name);
    if (number === undefined) issues.add("fatal", "unknown-name", at, { what, name });
    return number ?? [];
  });
  return [...new Set(found)];
}

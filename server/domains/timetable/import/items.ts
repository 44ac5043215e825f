import { catalogue } from "../fet/catalogue/catalogue.ts";
import type { ConstraintEntry, FetDocument } from "../fet/document.ts";
import { isReference } from "../stock/rule-params.ts";

/** A thing of a document under the key by which it is known again: its name, a lesson's number, a rule's subject. */
export type Item<Value = unknown> = { readonly key: string; readonly label: string; readonly value: Value };

/** A class as one row: what it is and which sets lie in it, in order. */
export type SetItem = {
  kind: "year" | "group" | "subgroup";
  name: string;
  size: number;
  comments: string;
  position: number;
  children: string[];
};

export type Items = ReturnType<typeof itemsOf>;

/** Takes a document apart into comparable items. What the tables cannot hold apart (list order of sets) is levelled. */
export function itemsOf(document: FetDocument) {
  return {
    days: document.days.map((name, position) => item(name, { name, position })),
    hours: document.hours.map((name, position) => item(name, { name, position })),
    subjects: document.subjects.map(({ name, comments }) => item(name, { name, comments })),
    tags: document.tags.map(({ name, comments }) => item(name, { name, comments })),
    buildings: document.buildings.map(({ name, comments }) => item(name, { name, comments })),
    teachers: document.teachers.map((teacher) =>
      item(teacher.name, {
        ...teacher,
        targetHours: Math.min(9_999, Math.round(teacher.targetHours * 10) / 10),
        qualifiedSubjects: sorted(teacher.qualifiedSubjects),
      }),
    ),
    sets: setsOf(document),
    rooms: document.rooms.map((room) =>
      item(room.name, { ...room, realRoomSets: room.realRoomSets?.map(sorted) ?? null }),
    ),
    lessons: document.activities.map(({ line, ...lesson }) =>
      item(
        String(lesson.id),
        { ...lesson, totalDuration: Math.max(lesson.totalDuration, lesson.duration) },
        lessonLabel(lesson),
      ),
    ),
    rules: rulesOf(document.constraints),
  };
}

const item = <Value>(key: string, value: Value, label = key): Item<Value> => ({ key, label, value });
const sorted = (names: readonly string[]) => [...new Set(names)].sort();

const lessonLabel = (lesson: { id: number; subject: string; students: readonly string[] }) =>
  [lesson.subject, lesson.students.join(", "), `#${lesson.id}`].filter(Boolean).join(" · ");

/** Years, groups and subgroups, each name once however often it is listed. */
function setsOf({ years }: FetDocument): Item<SetItem>[] {
  const sets = new Map<string, SetItem>();
  const add = (kind: SetItem["kind"], one: { name: string; students: number; comments: string }) => {
    const known = sets.get(one.name);
    if (known) return known;
    const { name, students: size, comments } = one;
    const set: SetItem = { kind, name, size, comments, position: sets.size, children: [] };
    sets.set(name, set);
    return set;
  };
  const put = (parent: SetItem, child: SetItem) => {
    if (parent !== child && !parent.children.includes(child.name)) parent.children.push(child.name);
  };
  const rows = years.map((year) => ({ year, row: add("year", year) }));
  for (const { year, row } of rows) {
    for (const group of year.groups) {
      const groupRow = add("group", group);
      put(row, groupRow);
      for (const subgroup of group.subgroups) put(groupRow, add("subgroup", subgroup));
    }
  }
  return [...sets.values()].map((set) => item(set.name, set));
}

/**
 * Rules have no names. Two are the same rule when they are of one type and about the same rows; the n-th of those in
 * one document is the n-th in the other. So a changed weight or limit is a change, not another rule.
 */
function rulesOf(constraints: readonly ConstraintEntry[]) {
  const seen = new Map<string, number>();
  return constraints.map(({ type, weight, active, params, comments }) => {
    const about = fieldsOf(type)
      .filter(isReference)
      .map((field) => params[field.key] ?? null);
    const subject = JSON.stringify([type, about]);
    const nth = (seen.get(subject) ?? 0) + 1;
    seen.set(subject, nth);
    return item(`${subject} ${nth}`, { type, weight, active, params: ordered(type, params), comments }, type);
  });
}

const fieldsOf = (type: string) => catalogue.get(type)?.fields ?? [];

/** The same parameters in the catalogue's order, so that equal rules read equal. */
const ordered = (type: string, params: ConstraintEntry["params"]): ConstraintEntry["params"] =>
  Object.fromEntries(fieldsOf(type).map(({ key }) => [key, params[key] ?? null]));

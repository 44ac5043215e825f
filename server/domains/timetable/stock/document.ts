import { catalogue } from "../fet/catalogue/catalogue.ts";
import type { ConstraintEntry, FetDocument, YearEntry } from "../fet/document.ts";
import type { Stock, StoredRoom, StoredSet } from "./queries.ts";
import { asDocumentParams, type RefKind, rewriteParams } from "./rule-params.ts";

/** How the table `teachers` names the real days that may have both halves (see `TeacherEntry.maxMixedRealDays`). */
export const behaviors = [
  "exclusive",
  "one-day",
  "two-days",
  "three-days",
  "four-days",
  "five-days",
] as const;
export const unrestricted = "unrestricted";

/** A room without a stated capacity holds as many as the format's own default. */
export const anyCapacity = 30_000;

/**
 * Puts a school together again in the words of the file format: the source of every generation, of exports, and of
 * what an import is compared with. Rules whose subject is gone are left out.
 */
export function toDocument(stock: Stock): FetDocument {
  const { school } = stock;
  const names = namesById(stock);
  const named = (id: string) => names.get(id) ?? "";
  return {
    name: school.name,
    comments: school.comments,
    mode: school.mode,
    terms:
      school.mode === "terms" && school.daysPerTerm
        ? { count: stock.days.length / school.daysPerTerm, daysPerTerm: school.daysPerTerm }
        : null,
    days: stock.days.map((day) => day.name),
    hours: stock.hours.map((hour) => hour.name),
    subjects: stock.subjects.map(({ name, comments }) => ({ name, comments })),
    tags: stock.tags.map(({ name, comments }) => ({ name, comments })),
    teachers: stock.teachers.map((teacher) => ({
      name: teacher.name,
      comments: teacher.comments,
      targetHours: teacher.targetHours ?? 0,
      qualifiedSubjects: stock.qualifications
        .filter(({ owner }) => owner === teacher.id)
        .map(({ id }) => named(id)),
      maxMixedRealDays: mixedRealDays(teacher.behavior),
    })),
    years: toYears(stock),
    buildings: stock.buildings.map(({ name, comments }) => ({ name, comments })),
    rooms: stock.rooms.map((room) => ({
      name: room.name,
      comments: room.comments,
      building: room.building ? named(room.building) : "",
      capacity: room.capacity ?? anyCapacity,
      realRoomSets: realRoomSets(stock, room, named),
    })),
    activities: stock.lessons.map((lesson) => ({
      id: lesson.externalId,
      groupId: lesson.splitGroup,
      teachers: lesson.teachers.flatMap((id) => names.get(id) ?? []),
      subject: named(lesson.subject),
      tags: lesson.tags.flatMap((id) => names.get(id) ?? []),
      students: lesson.sets.flatMap((id) => names.get(id) ?? []),
      duration: lesson.duration,
      totalDuration: lesson.totalDuration,
      active: lesson.active,
      studentCount: lesson.studentCount,
      comments: lesson.comments,
      line: null,
    })),
    constraints: toConstraints(stock),
  };
}

function mixedRealDays(behavior: string): number | null {
  const index = (behaviors as readonly string[]).indexOf(behavior);
  return index < 0 ? null : index;
}

function namesById(stock: Stock): Map<string, string> {
  const lists = [stock.days, stock.hours, stock.subjects, stock.tags, stock.teachers, stock.sets];
  return new Map(
    [...lists, stock.buildings, stock.rooms].flat().map((row): [string, string] => [row.id, row.name]),
  );
}

function toYears(stock: Stock): YearEntry[] {
  const sets = new Map(stock.sets.map((set) => [set.id, set]));
  const children = Map.groupBy(stock.members, (member) => member.parent);
  const within = (parent: StoredSet, kind: StoredSet["kind"]) =>
    (children.get(parent.id) ?? []).flatMap(({ child }) => {
      const set = sets.get(child);
      return set?.kind === kind ? [set] : [];
    });
  const plain = ({ name, comments, size }: StoredSet) => ({ name, comments, students: size });
  return stock.sets
    .filter((set) => set.kind === "year")
    .map((year) => ({
      ...plain(year),
      groups: within(year, "group").map((group) => ({
        ...plain(group),
        subgroups: within(group, "subgroup").map(plain),
      })),
    }));
}

function realRoomSets(stock: Stock, room: StoredRoom, named: (id: string) => string): string[][] | null {
  if (!room.isVirtual) return null;
  const own = stock.realRooms.filter(({ owner }) => owner === room.id);
  return [...Map.groupBy(own, ({ setNo }) => setNo)]
    .sort(([a], [b]) => a - b)
    .map(([, rooms]) => rooms.map(({ id }) => named(id)).filter(Boolean));
}

/** Rules in the words of the format; `id` keeps the row, so that a score can say which rule costs what. */
function toConstraints(stock: Stock): ConstraintEntry[] {
  const names = namesById(stock);
  const lessons = new Map(stock.lessons.map((lesson) => [lesson.id, lesson.externalId]));
  const resolve = (kind: RefKind, id: string | number) =>
    kind === "lesson" ? lessons.get(String(id)) : names.get(String(id));
  return stock.rules.flatMap((rule) => {
    const fields = catalogue.get(rule.type)?.fields;
    const params = fields && rewriteParams(fields, rule.params, resolve);
    if (!params) return [];
    const { type, weight, active, comments, id } = rule;
    return [{ type, weight, active, comments, id, params: asDocumentParams(params), line: null }];
  });
}

import { catalogue } from "../fet/catalogue/catalogue.ts";
import { anyCapacity, behaviors, unrestricted } from "../stock/document.ts";
import { type RefKind, rewriteParams } from "../stock/rule-params.ts";
import { guessClock, guessHue, guessShort, guessWeekdays } from "./first-guess.ts";
import type { Item } from "./items.ts";
import * as queries from "./queries.ts";
import { idsOf, knownIds, link, type NamedKind, type ValueOf, type Writing, write } from "./writing.ts";

/**
 * Writes a file's changes in as many statements as there are tables, whatever the number of rows: first what others
 * refer to, rules last.
 */
export async function applyChanges(input: Omit<Writing, "ids">): Promise<void> {
  const writing: Writing = { ...input, ids: knownIds(input.stock) };
  const { db, schoolId, document } = writing;
  await queries.setTimetableMode(db, schoolId, document.mode, document.terms?.daysPerTerm ?? null);
  await writeWeek(writing);
  await writeSubjects(writing);
  for (const kind of ["tags", "buildings"] as const) {
    await write(writing, kind, kind, ({ name, comments }) => ({ name, comments }));
  }
  await writeTeachers(writing);
  await writeSets(writing);
  await writeRooms(writing);
  await writeLessons(writing);
  await writeRules(writing);
}

/** Days and periods. Bands between periods, which no file knows, keep their place after the same number of periods. */
async function writeWeek(writing: Writing): Promise<void> {
  const { db, schoolId, document, stock } = writing;
  const halves = document.mode === "mornings-afternoons";
  const weekdays = guessWeekdays(document.days, writing.firstWeekday, halves);
  await write(
    writing,
    "days",
    "days",
    ({ name, position }) => ({ name, position }),
    ({ position }) => ({ weekday: weekdays[position] ?? null }),
  );
  const { added, updated, missing } = writing.diff.hours;
  if (added.length + updated.length + missing.length === 0) return;
  const held = await queries.listBreaks(db, schoolId);
  // where not one period stays, the bands of the old day mean nothing
  const otherDay = writing.removeMissing && updated.length + writing.diff.hours.unchanged.length === 0;
  if (otherDay)
    await queries.removeRows(
      db,
      "periods",
      schoolId,
      held.map(({ id }) => id),
    );
  const breaks = (otherDay ? [] : held).map((band) => ({
    id: band.id,
    after: stock.hours.filter((hour) => hour.position < band.position).length,
  }));
  const earlier = (hour: number) => breaks.filter((band) => band.after <= hour).length;
  const place = (hour: number) => hour + earlier(hour);
  await write(
    writing,
    "hours",
    "periods",
    ({ name, position }) => ({ name, position: place(position), is_break: false }),
    ({ name }) => {
      const { startsAt, endsAt } = guessClock(name);
      return { starts_at: startsAt, ends_at: endsAt };
    },
  );
  // all hours again: a band that moved shifts even those that did not change
  const rows = document.hours.map((name, hour) => ({
    id: writing.ids.hours.get(name) ?? "",
    position: place(hour),
  }));
  const bands = breaks.map((band, index) => ({ id: band.id, position: band.after + index }));
  await queries.updateRows(db, "periods", schoolId, [...rows, ...bands]);
}

async function writeSubjects(writing: Writing): Promise<void> {
  const held = writing.stock.subjects.length;
  await write(
    writing,
    "subjects",
    "subjects",
    ({ name, comments }) => ({ name, comments }),
    ({ name }, index) => ({ short: guessShort(name), hue: guessHue(held + index) }),
  );
}

async function writeTeachers(writing: Writing): Promise<void> {
  const { db, schoolId, ids } = writing;
  const touched = await write(
    writing,
    "teachers",
    "teachers",
    ({ name, comments, targetHours, maxMixedRealDays }) => ({
      name,
      comments,
      target_hours: targetHours || null,
      mornings_afternoons_behavior:
        maxMixedRealDays === null ? unrestricted : (behaviors[maxMixedRealDays] ?? unrestricted),
    }),
    ({ name }) => ({ code: guessShort(name) }),
  );
  const links = touched.flatMap(({ key, value }) =>
    value.qualifiedSubjects.flatMap((subject) =>
      link({ teacher_id: ids.teachers.get(key), subject_id: ids.subjects.get(subject) }),
    ),
  );
  await queries.replaceLinks(
    db,
    "teacher_subjects",
    "teacher_id",
    schoolId,
    idsOf(touched, ids.teachers),
    links,
  );
}

async function writeSets(writing: Writing): Promise<void> {
  const { db, schoolId, ids } = writing;
  const touched = await write(writing, "sets", "student_sets", ({ children, ...row }) => row);
  const links = touched.flatMap(({ key, value }) =>
    value.children.flatMap((child, position) =>
      link({ parent_id: ids.sets.get(key), child_id: ids.sets.get(child), position }),
    ),
  );
  await queries.replaceLinks(
    db,
    "student_set_members",
    "parent_id",
    schoolId,
    idsOf(touched, ids.sets),
    links,
  );
}

async function writeRooms(writing: Writing): Promise<void> {
  const { db, schoolId, ids } = writing;
  const touched = await write(writing, "rooms", "rooms", (room) => ({
    name: room.name,
    comments: room.comments,
    building_id: ids.buildings.get(room.building) ?? null,
    capacity: room.capacity >= anyCapacity ? null : room.capacity,
    is_virtual: room.realRoomSets !== null,
  }));
  const links = touched.flatMap(({ key, value }) =>
    (value.realRoomSets ?? []).flatMap((names, index) =>
      names.flatMap((name) =>
        link({ room_id: ids.rooms.get(key), set_no: index + 1, real_room_id: ids.rooms.get(name) }),
      ),
    ),
  );
  await queries.replaceLinks(db, "room_real_sets", "room_id", schoolId, idsOf(touched, ids.rooms), links);
}

async function writeLessons(writing: Writing): Promise<void> {
  const { db, schoolId, ids } = writing;
  const touched = await write(writing, "lessons", "lessons", (lesson) => ({
    external_id: lesson.id,
    split_group: lesson.groupId,
    subject_id: ids.subjects.get(lesson.subject) ?? null,
    duration: lesson.duration,
    total_duration: lesson.totalDuration,
    active: lesson.active,
    student_count: lesson.studentCount,
    comments: lesson.comments,
  }));
  const owners = idsOf(touched, ids.lessons);
  const linksTo = (
    column: string,
    known: Map<string, string>,
    names: (value: ValueOf<"lessons">) => readonly string[],
  ) =>
    touched.flatMap(({ key, value }) =>
      [...new Set(names(value))].flatMap((name, position) =>
        link({ lesson_id: ids.lessons.get(key), [column]: known.get(name), position }),
      ),
    );
  const replace = (table: queries.LinkTable, links: queries.Row[]) =>
    queries.replaceLinks(db, table, "lesson_id", schoolId, owners, links);
  await replace(
    "lesson_teachers",
    linksTo("teacher_id", ids.teachers, ({ teachers }) => teachers),
  );
  await replace(
    "lesson_sets",
    linksTo("set_id", ids.sets, ({ students }) => students),
  );
  await replace(
    "lesson_tags",
    linksTo("tag_id", ids.tags, ({ tags }) => tags),
  );
}

/** Rules are kept typed, with ids of rows in place of names; their order is the file's. */
async function writeRules(writing: Writing): Promise<void> {
  const { db, schoolId, diff, held, ids } = writing;
  const ruleIds = new Map(held.rules.map((item, index) => [item.key, held.ruleIds[index] ?? ""]));
  const places = new Map(writing.file.rules.map((item, index) => [item.key, index]));
  const resolve = (kind: RefKind, key: string | number) => ids[tableOf[kind]].get(String(key));
  const row = ({ key, value }: Item<ValueOf<"rules">>) => ({
    type: value.type,
    weight: value.weight,
    active: value.active,
    comments: value.comments,
    params: rewriteParams(catalogue.get(value.type)?.fields ?? [], value.params, resolve),
    position: places.get(key) ?? 0,
  });
  if (writing.removeMissing) {
    const gone = diff.rules.missing.flatMap((item) => ruleIds.get(item.key) ?? []);
    // rules whose subject is gone are not even compared
    const orphans = writing.stock.rules.map(({ id }) => id).filter((id) => !held.ruleIds.includes(id));
    if (gone.length + orphans.length > 0)
      await queries.removeRows(db, "rules", schoolId, [...gone, ...orphans]);
  }
  const whole = <Row extends { params: unknown }>(one: Row) => (one.params === null ? [] : [one]);
  const fresh = diff.rules.added.map(row).flatMap(whole);
  await queries.insertRows(
    db,
    "rules",
    schoolId,
    fresh.map((one) => ({ ...one, source: writing.fileName })),
  );
  const moved = diff.rules.unchanged.filter(
    ({ key }) => held.rulePositions.get(ruleIds.get(key) ?? "") !== places.get(key),
  );
  const stale = [...diff.rules.updated, ...moved].map((item) => ({
    id: ruleIds.get(item.key) ?? "",
    ...row(item),
  }));
  await queries.updateRows(db, "rules", schoolId, stale.flatMap(whole));
}

const tableOf = {
  day: "days",
  hour: "hours",
  teacher: "teachers",
  students: "sets",
  subject: "subjects",
  tag: "tags",
  room: "rooms",
  lesson: "lessons",
} as const satisfies Record<RefKind, NamedKind>;

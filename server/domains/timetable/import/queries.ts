import type { TenantDb } from "../../../core/db/database.ts";
import { json, sql } from "../../../core/db/sql.ts";

/** Tables an import writes row by row, and the columns by which their rows are known again. */
export type EntityTable =
  | "days"
  | "periods"
  | "subjects"
  | "tags"
  | "buildings"
  | "teachers"
  | "student_sets"
  | "rooms"
  | "lessons"
  | "rules";
export type LinkTable =
  | "teacher_subjects"
  | "student_set_members"
  | "room_real_sets"
  | "lesson_teachers"
  | "lesson_sets"
  | "lesson_tags";

export type Row = Record<string, unknown>;

/** Imports of one school take turns; two at once would both add what neither found. */
export const takeTurnAtImporting = (db: TenantDb, schoolId: string) =>
  db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`timetable.import ${schoolId}`}, 0))`);

/** The school, if the actor may import into it. */
export const findSchoolForImport = (db: TenantDb, schoolId: string) =>
  db.one<{ firstWeekday: number }>(sql`
    select first_weekday as "firstWeekday" from schools
    where id = ${schoolId} and deleted_at is null and id in (select schools_where('timetable.import'))`);

export const setTimetableMode = (db: TenantDb, schoolId: string, mode: string, daysPerTerm: number | null) =>
  db.run(sql`select set_timetable_mode(${schoolId}::uuid, ${mode}::text, ${daysPerTerm}::smallint)`);

/** Inserts all rows in one statement; gives ids by name, in the rows' order. */
export async function insertRows(
  db: TenantDb,
  table: EntityTable,
  schoolId: string,
  rows: readonly Row[],
): Promise<string[]> {
  const first = rows[0];
  if (!first) return [];
  const columns = sql.join(Object.keys(first).map(sql.id));
  const made = await db.rows<{ id: string }>(sql`
    with given as materialized (
      select shared.make_id() as id, row from jsonb_array_elements(${json(rows)}::jsonb) with ordinality g(row, nth)
      order by nth),
    made as (
      insert into ${sql.id(table)} (id, school_id, ${columns})
      select given.id, ${schoolId}, ${sql.join(Object.keys(first).map((column) => sql`x.${sql.id(column)}`))}
      from given, jsonb_populate_record(null::${sql.id(table)}, given.row) x)
    select id from given`);
  return made.map(({ id }) => id);
}

/** Updates all rows, each known by its `id`, in one statement. */
export async function updateRows(
  db: TenantDb,
  table: EntityTable,
  schoolId: string,
  rows: readonly (Row & { id: string })[],
): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = Object.keys(first).filter((column) => column !== "id");
  const sets = columns.map((column) => sql`${sql.id(column)} = x.${sql.id(column)}`);
  await db.run(sql`
    update ${sql.id(table)} t
    set ${sql.join(sets)}, version = t.version + 1, updated_by = shared.actor_id()
    from jsonb_populate_recordset(null::${sql.id(table)}, ${json(rows)}::jsonb) x
    where t.id = x.id and t.school_id = ${schoolId}`);
}

/** Brings back the latest removed row of each name: a teacher who returns keeps account and history. */
export const restoreByName = (db: TenantDb, table: EntityTable, schoolId: string, names: readonly string[]) =>
  db.rows<{ id: string; name: string }>(sql`
    with latest as (
      select distinct on (name) id from ${sql.id(table)}
      where school_id = ${schoolId} and deleted_at is not null and name = any(${names}::text[])
      order by name, deleted_at desc)
    update ${sql.id(table)} t set deleted_at = null, updated_by = shared.actor_id()
    from latest where t.id = latest.id returning t.id, t.name`);

/** Takes rows out of sight; old timetables still show them, and taking the import back brings them back. */
export const removeRows = (db: TenantDb, table: EntityTable, schoolId: string, ids: readonly string[]) =>
  db.run(sql`
    update ${sql.id(table)} set deleted_at = now(), version = version + 1, updated_by = shared.actor_id()
    where school_id = ${schoolId} and id = any(${ids}::uuid[]) and deleted_at is null`);

/** Replaces the links of the owners. */
export async function replaceLinks(
  db: TenantDb,
  table: LinkTable,
  ownerColumn: string,
  schoolId: string,
  owners: readonly string[],
  links: readonly Row[],
): Promise<void> {
  if (owners.length > 0)
    await db.run(sql`
      delete from ${sql.id(table)}
      where school_id = ${schoolId} and ${sql.id(ownerColumn)} = any(${owners}::uuid[])`);
  const first = links[0];
  if (!first) return;
  const columns = sql.join(Object.keys(first).map(sql.id));
  await db.run(sql`
    insert into ${sql.id(table)} (school_id, ${columns})
    select ${schoolId}, ${columns}
    from jsonb_populate_recordset(null::${sql.id(table)}, ${json(links)}::jsonb)`);
}

/** Whole rows of a table that are in sight, as the database writes them in JSON. */
export async function listWholeRows(
  db: TenantDb,
  table: EntityTable | LinkTable,
  schoolId: string,
): Promise<Row[]> {
  const found = await db.rows<{ row: Row }>(sql`
    select to_jsonb(t) as row from ${sql.id(table)} t
    where school_id = ${schoolId} and to_jsonb(t) ->> 'deleted_at' is null`);
  return found.map(({ row }) => row);
}

/** How many of these rows somebody has changed since a moment, or are not there any more. */
export async function countChangedSince(
  db: TenantDb,
  table: EntityTable,
  schoolId: string,
  ids: readonly string[],
  since: string,
): Promise<number> {
  const found = await db.one<{ count: number }>(sql`
    select count(*)::int as count
    from unnest(${ids}::uuid[]) as wanted (id)
    left join ${sql.id(table)} t on t.id = wanted.id and t.school_id = ${schoolId}
    where t.id is null or t.updated_at > ${since}::timestamptz`);
  return found?.count ?? 0;
}

export type BreakRow = { id: string; position: number };

/** The bands between periods, which no file knows. */
export const listBreaks = (db: TenantDb, schoolId: string) =>
  db.rows<BreakRow>(sql`
    select id, position from periods
    where school_id = ${schoolId} and is_break and deleted_at is null order by position`);

export type ImportRow = {
  schoolId: string;
  fileName: string;
  fileHash: string;
  fileSize: number;
  counts: unknown;
  report: unknown;
  undo: unknown;
};

/** Only the latest import of a school can be taken back: those before it forget how. */
export const forgetUndo = (db: TenantDb, schoolId: string) =>
  db.run(sql`update timetable_imports set undo = null where school_id = ${schoolId} and undo is not null`);

export const insertImport = (db: TenantDb, row: ImportRow) =>
  db.one<{ id: string }>(sql`
    insert into timetable_imports (school_id, file_name, file_hash, file_size, counts, report, undo)
    values (${row.schoolId}, ${row.fileName}, ${row.fileHash}, ${row.fileSize}, ${json(row.counts)}::jsonb,
      ${json(row.report)}::jsonb, ${json(row.undo)}::jsonb)
    returning id`);

export type UndoableImport = {
  schoolId: string;
  fileName: string;
  undo: unknown;
  createdAt: string;
};

/** The school of an import, so that whoever takes it back waits their turn there. */
export const findImportSchool = (db: TenantDb, id: string) =>
  db.one<{ schoolId: string }>(sql`select school_id as "schoolId" from timetable_imports where id = ${id}`);

export const findUndoable = (db: TenantDb, id: string) =>
  db.one<UndoableImport>(sql`
    select school_id as "schoolId", file_name as "fileName", undo, created_at::text as "createdAt"
    from timetable_imports where id = ${id}`);

export const markUndone = (db: TenantDb, id: string) =>
  db.run(sql`update timetable_imports set undo = null, undone_at = now() where id = ${id}`);

export type ImportListRow = {
  id: string;
  fileName: string;
  fileSize: number;
  counts: unknown;
  createdAt: string;
  createdBy: string | null;
  undoneAt: string | null;
  undoable: boolean;
};

/** The latest imports of a school. */
export const listImports = (db: TenantDb, schoolId: string, limit: number) =>
  db.rows<ImportListRow>(sql`
    select i.id, i.file_name as "fileName", i.file_size::float8 as "fileSize", i.counts,
      i.created_at as "createdAt", p.name as "createdBy", i.undone_at as "undoneAt", i.undo is not null as undoable
    from timetable_imports i left join people p on p.id = i.created_by
    where i.school_id = ${schoolId} order by i.created_at desc limit ${limit}`);

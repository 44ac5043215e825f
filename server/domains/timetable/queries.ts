import type { TenantDb } from "../../core/db/database.ts";
import { json, type Sql, sql } from "../../core/db/sql.ts";

/** A row of `timetables` as the service knows it; row policies decide who sees which. */
export type TimetableRow = {
  id: string;
  schoolId: string;
  name: string;
  state: "draft" | "generating" | "ready" | "published" | "archived";
  copiedFrom: string | null;
  runId: string | null;
  seed: number | null;
  dataHash: string | null;
  hard: number | null;
  soft: number | null;
  unplaced: number | null;
  publishedAt: string | null;
  publishedBy: string | null;
  archivedAt: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
};

export type ScoreRow = {
  hard: number;
  soft: number;
  unplaced: number;
  breakdown: unknown;
  dataHash: string;
};

/** Generating is what a run does: when the run has ended without saving (cancelled in the queue, failed), it is over. */
const state = sql`case
  when t.state <> 'generating' or exists (
    select from runs r where r.id = t.run_id and r.state in ('queued', 'running')) then t.state
  when t.unplaced = 0 and t.hard = 0 then 'ready'
  else 'draft' end as state`;

const columns = sql`t.id, t.school_id as "schoolId", t.name, ${state}, t.copied_from as "copiedFrom",
  t.run_id as "runId", t.seed, t.data_hash as "dataHash", t.hard, t.soft, t.unplaced,
  t.published_at as "publishedAt", t.published_by as "publishedBy", t.archived_at as "archivedAt",
  t.version, t.created_at as "createdAt", t.updated_at as "updatedAt"`;

export const listTimetables = (db: TenantDb, schoolId: string) =>
  db.rows<TimetableRow>(sql`
    select ${columns} from timetables t
    where t.school_id = ${schoolId} and t.deleted_at is null
    order by (t.state = 'published') desc, t.updated_at desc`);

export const findTimetable = (db: TenantDb, id: string) =>
  db.one<TimetableRow>(sql`select ${columns} from timetables t where t.id = ${id} and t.deleted_at is null`);

/** The row with a lock, so that publishing, moving and saving a run take turns. */
export const lockTimetable = (db: TenantDb, id: string) =>
  db.one<TimetableRow>(
    sql`select ${columns} from timetables t where t.id = ${id} and t.deleted_at is null for update`,
  );

export const findPublished = (db: TenantDb, schoolId: string) =>
  db.one<TimetableRow>(
    sql`select ${columns} from timetables t where t.school_id = ${schoolId} and t.state = 'published'`,
  );

/** Who edited a timetable last, for the conflict dialog. */
export const findLastEditor = (db: TenantDb, id: string) =>
  db.one<{ name: string }>(sql`
    select p.name from timetables t join people p on p.id = t.updated_by where t.id = ${id}`);

const edited = sql`version = t.version + 1, updated_by = shared.actor_id()`;

export const insertTimetable = (
  db: TenantDb,
  row: { schoolId: string; name: string; copiedFrom: string | null },
) =>
  db.one<TimetableRow>(sql`
    insert into timetables as t (school_id, name, copied_from)
    values (${row.schoolId}, ${row.name}, ${row.copiedFrom}) returning ${columns}`);

/** Renames if nobody changed the row since `version`. */
export const renameTimetable = (db: TenantDb, id: string, version: number, name: string) =>
  db.one<TimetableRow>(sql`
    update timetables t set name = ${name}, ${edited}
    where t.id = ${id} and t.version = ${version} and t.deleted_at is null returning ${columns}`);

export const setTimetableState = (
  db: TenantDb,
  id: string,
  version: number,
  state: "draft" | "ready" | "archived",
) =>
  db.one<TimetableRow>(sql`
    update timetables t set state = ${state}, ${edited},
      archived_at = case when ${state} = 'archived' then now() else null end
    where t.id = ${id} and t.version = ${version} and t.deleted_at is null returning ${columns}`);

/** Publishing takes turns within a school, so that two at once end with one winner and no error. */
export const takeTurnAtPublishing = (db: TenantDb, schoolId: string) =>
  db.run(sql`select pg_advisory_xact_lock(hashtextextended(${`timetable.publish ${schoolId}`}, 0))`);

export const archivePublished = (db: TenantDb, schoolId: string) =>
  db.one<TimetableRow>(sql`
    update timetables t set state = 'archived', archived_at = now(), ${edited}
    where t.school_id = ${schoolId} and t.state = 'published' returning ${columns}`);

export const publishTimetable = (db: TenantDb, id: string, version: number) =>
  db.one<TimetableRow>(sql`
    update timetables t set state = 'published', published_at = now(), published_by = shared.actor_id(),
      archived_at = null, ${edited}
    where t.id = ${id} and t.version = ${version} and t.deleted_at is null returning ${columns}`);

export const markDeleted = (db: TenantDb, id: string, version: number) =>
  db.one<TimetableRow>(sql`
    update timetables t set deleted_at = now(), ${edited}
    where t.id = ${id} and t.version = ${version} and t.deleted_at is null returning ${columns}`);

export const markRestored = (db: TenantDb, id: string) =>
  db.one<TimetableRow>(sql`
    update timetables t set deleted_at = null, ${edited}
    where t.id = ${id} and t.deleted_at is not null returning ${columns}`);

/** A plan is ready when every lesson has its place and no compulsory rule is broken; moving a lesson may end that. */
const readiness = (unplaced: Sql, hard: Sql) => sql`case
  when t.state not in ('draft', 'ready') then t.state
  when ${unplaced} = 0 and ${hard} = 0 then 'ready'
  else 'draft' end`;

/** Copies places, pins and score of one timetable into another, empty one. */
export async function copyTimetable(db: TenantDb, from: string, to: string): Promise<void> {
  await db.run(sql`
    insert into placements (school_id, timetable_id, lesson_id, day_position, period_position, room_id, real_room_ids, pinned)
    select school_id, ${to}, lesson_id, day_position, period_position, room_id, real_room_ids, pinned
    from placements where timetable_id = ${from}`);
  await db.run(sql`
    update timetables t set seed = o.seed, data_hash = o.data_hash, hard = o.hard, soft = o.soft,
      unplaced = o.unplaced, breakdown = o.breakdown, state = ${readiness(sql`o.unplaced`, sql`o.hard`)}
    from timetables o where t.id = ${to} and o.id = ${from}`);
}

export const saveScore = (db: TenantDb, id: string, score: ScoreRow) =>
  db.one<TimetableRow>(sql`
    update timetables t set hard = ${score.hard}, soft = ${score.soft}, unplaced = ${score.unplaced},
      breakdown = ${json(score.breakdown)}::jsonb, data_hash = ${score.dataHash},
      state = ${readiness(sql`${score.unplaced}::int`, sql`${score.hard}::int`)}, ${edited}
    where t.id = ${id} returning ${columns}`);

export const findBreakdown = (db: TenantDb, id: string) =>
  db.one<{ breakdown: unknown }>(
    sql`select breakdown from timetables where id = ${id} and deleted_at is null`,
  );

/** Whether a school has, or ever had, a timetable. */
export const hasTimetables = async (db: TenantDb, schoolId: string): Promise<boolean> =>
  Boolean(await db.one(sql`select from timetables where school_id = ${schoolId} limit 1`));

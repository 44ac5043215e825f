import type { TenantDb } from "../../core/db/database.ts";
import { json, sql } from "../../core/db/sql.ts";

export type RunState = "queued" | "running" | "succeeded" | "failed" | "cancelled";
/** What of a run changes while it is watched. */
export type RunProgressRecord = {
  state: RunState;
  fraction: number;
  phase: string;
  detail: Record<string, unknown>;
  error: string | null;
};
export type RunRecord = RunProgressRecord & {
  id: string;
  schoolId: string;
  task: string;
  title: string;
  requestedBy: string | null;
  requestedByName: string | null;
  /** Whether it failed and is known well enough to be asked for again. */
  replayable: boolean;
  cancelRequested: boolean;
  startedAt: string | null;
  finishedAt: string | null;
  createdAt: string;
  version: number;
};

const columns = sql`
  id, school_id as "schoolId", task, title, state, fraction, phase, detail, error, requested_by as "requestedBy",
  (select p.name from people p where p.id = requested_by) as "requestedByName",
  state = 'failed' and payload <> '{}' as replayable,
  cancel_requested_at is not null as "cancelRequested", started_at as "startedAt", finished_at as "finishedAt",
  created_at as "createdAt", version`;

export type RunFilter = {
  schoolId?: string | undefined;
  state?: string | undefined;
  task?: string | undefined;
  active?: boolean | undefined;
};

/** Runs of a school, or of all that the actor may watch, the newest first, older than the run `before`. */
export const listRuns = (
  db: TenantDb,
  { schoolId, task, state, active }: RunFilter,
  before: string | null,
  limit: number,
): Promise<RunRecord[]> =>
  db.rows<RunRecord>(sql`
    select ${columns} from runs
    where (${schoolId ?? null}::uuid is null or school_id = ${schoolId ?? null}::uuid)
      and (${state ?? null}::text is null or state = ${state ?? null})
      and (${task ?? null}::text is null or task = ${task ?? null})
      and (not ${active ?? false}::boolean or state in ('queued', 'running'))
      and (${before}::uuid is null or (created_at, id) < (select r.created_at, r.id from runs r where r.id = ${before}::uuid))
    order by created_at desc, id desc limit ${limit}`);

export const findRun = (db: TenantDb, id: string): Promise<RunRecord | undefined> =>
  db.one<RunRecord>(sql`select ${columns} from runs where id = ${id}`);

export const insertRun = (
  db: TenantDb,
  run: {
    schoolId: string;
    task: string;
    title: string;
    detail: Record<string, unknown>;
    payload: Record<string, unknown>;
  },
): Promise<{ id: string } | undefined> =>
  db.one(sql`
    insert into runs (school_id, task, title, detail, payload)
    values (${run.schoolId}, ${run.task}, ${run.title}, ${json(run.detail)}::jsonb, ${json(run.payload)}::jsonb)
    returning id`);

/** Gives the run to an attempt, unless it has ended or was cancelled while it waited. */
export const takeRun = (db: TenantDb, id: string, owner: string): Promise<RunRecord | undefined> =>
  db.one<RunRecord>(sql`
    update runs set state = 'running', owner = ${owner}, started_at = coalesce(started_at, now()), version = version + 1
    where id = ${id} and state in ('queued', 'running') and cancel_requested_at is null
    returning ${columns}`);

/** Zero rows: the attempt has lost the run to another. */
export const updateProgress = (
  db: TenantDb,
  id: string,
  owner: string,
  {
    fraction,
    phase,
    detail,
  }: { fraction: number | null; phase: string | null; detail: Record<string, unknown> },
): Promise<(RunProgressRecord & { cancelRequested: boolean; version: number }) | undefined> =>
  db.one(sql`
    update runs set fraction = coalesce(${fraction}::real, fraction), phase = coalesce(${phase}, phase),
      detail = detail || ${json(detail)}::jsonb, version = version + 1
    where id = ${id} and owner = ${owner} and state = 'running'
    returning state, fraction, phase, detail, error, version, cancel_requested_at is not null as "cancelRequested"`);

export type Ending = {
  state: "succeeded" | "failed" | "cancelled";
  error: string | null;
  detail: Record<string, unknown>;
};

/** Ends a run that has not ended; with an owner only if that attempt still holds it. */
export const endRun = (
  db: TenantDb,
  id: string,
  owner: string | null,
  { state, error, detail }: Ending,
): Promise<(RunProgressRecord & { version: number; schoolId: string }) | undefined> =>
  db.one(sql`
    update runs set state = ${state}, error = ${error}, detail = detail || ${json(detail)}::jsonb, finished_at = now(),
      fraction = case when ${state} = 'succeeded' then 1 else fraction end, owner = null, version = version + 1
    where id = ${id} and state in ('queued', 'running') and (${owner}::text is null or owner = ${owner})
    returning school_id as "schoolId", state, fraction, phase, detail, error, version`);

/** Back to waiting, for the next attempt. */
export const requeueRun = (db: TenantDb, id: string, owner: string): Promise<number> =>
  db.run(sql`
    update runs set state = 'queued', owner = null, version = version + 1
    where id = ${id} and owner = ${owner} and state = 'running'`);

/** Puts a failed run back into the queue's waiting room; nothing if it is not, or not the actor's to ask for. */
export const reopenRun = (
  db: TenantDb,
  id: string,
): Promise<{ task: string; schoolId: string; payload: Record<string, unknown> } | undefined> =>
  db.one(sql`
    update runs set state = 'queued', error = null, fraction = 0, phase = '', owner = null, cancel_requested_at = null,
      started_at = null, finished_at = null, version = version + 1
    where id = ${id} and state = 'failed' and payload <> '{}' and school_id in (select schools_where('jobs.watch'))
    returning task, school_id as "schoolId", payload`);

export const markCancelRequested = (db: TenantDb, id: string): Promise<number> =>
  db.run(sql`
    update runs set cancel_requested_at = coalesce(cancel_requested_at, now()), version = version + 1
    where id = ${id} and state in ('queued', 'running')`);

export const ringCancel = (db: TenantDb, channel: string, id: string): void =>
  db.onceBeforeCommit(`cancel ${id}`, sql`select pg_notify(${channel}, ${id})`);

export const deleteOldRuns = (db: TenantDb, days: number): Promise<number> =>
  db.run(sql`delete from runs where finished_at < now() - make_interval(days => ${days})`);

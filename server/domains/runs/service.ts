import { z } from "zod";
import { audit } from "../../core/audit.ts";
import { systemActor } from "../../core/auth.ts";
import type { Ctx } from "../../core/context.ts";
import type { TenantDb } from "../../core/db/database.ts";
import { conflict, notFound } from "../../core/errors.ts";
import { cancelChannel } from "../../core/jobs/cancellations.ts";
import { enqueue } from "../../core/jobs/enqueue.ts";
import type { WorkerParts } from "../../core/jobs/job.ts";
import { announceWork, emitRun, finishRun } from "./outcome.ts";
import {
  deleteOldRuns,
  findRun,
  insertRun,
  markCancelRequested,
  reopenRun,
  ringCancel,
  listRuns as selectRuns,
} from "./queries.ts";
import { runJob as defineRunJob } from "./run-job.ts";
import type { listRunsInput, RunRow } from "./schema.ts";

export type NewRun = {
  schoolId: string;
  /** The job that does it; jobs/main.ts must list it, made by `runJob`. */
  task: string;
  /** What a person calls it, e.g. the timetable's name. */
  title: string;
  /** Ids for the job, beside `runId`. */
  payload: Record<string, unknown>;
  detail?: Record<string, unknown>;
  maxAttempts?: number;
};

/** Records long work and enqueues its job, both in the caller's transaction; pages watch the topic `runs/<id>`. */
export async function createRun({ db }: Ctx, run: NewRun): Promise<{ runId: string }> {
  const row = await insertRun(db, { ...run, detail: run.detail ?? {} });
  if (!row) throw new Error(`The run of ${run.task} was not recorded`);
  await enqueueRun(db, row.id, run);
  await announceWork(db, run.schoolId, row.id, "runs.created");
  return { runId: row.id };
}

const enqueueRun = (db: TenantDb, id: string, run: Pick<NewRun, "task" | "payload" | "maxAttempts">) =>
  enqueue(
    db,
    run.task,
    { ...run.payload, runId: id },
    { key: `run:${id}`, maxAttempts: run.maxAttempts ?? 5 },
  );

/** A page of a school's long work that the actor may see, the newest first. */
export async function listRuns(
  { db }: Ctx,
  input: z.output<typeof listRunsInput>,
): Promise<{ runs: RunRow[]; nextCursor: string | null }> {
  const { cursor, limit, ...filter } = input;
  const rows = await selectRuns(db, filter, cursor ?? null, limit + 1);
  const runs = rows.slice(0, limit);
  return { runs, nextCursor: rows.length > limit ? (runs.at(-1)?.id ?? null) : null };
}

/** @throws AppError NOT_FOUND `runs.unknown` */
export async function getRun({ db }: Ctx, id: string): Promise<RunRow> {
  const run = await findRun(db, id);
  if (!run) throw notFound("runs.unknown");
  return run;
}

/**
 * Asks for an end. What has not started ends here; what runs hears of it within milliseconds of the commit and ends
 * itself. Asking again, or after the end, changes nothing.
 * @throws AppError NOT_FOUND `runs.unknown`
 */
export async function requestCancel(ctx: Ctx, id: string): Promise<RunRow> {
  const run = await getRun(ctx, id);
  const marked = await markCancelRequested(ctx.db, id);
  if (marked === 0) return getRun(ctx, id);
  await audit(ctx.db, "runs.cancel", "runs", id, { task: run.task }, run.schoolId);
  if (run.state === "queued")
    await finishRun(ctx.db, id, null, { state: "cancelled", error: null, detail: {} });
  else ringCancel(ctx.db, cancelChannel, id);
  return getRun(ctx, id);
}

/**
 * Does failed work again, as the same run with what it was given then; its page and whoever watches it follow. What has
 * been overtaken meanwhile ends without doing anything: every task checks that the run is still the one it belongs to.
 * @throws AppError NOT_FOUND `runs.unknown`, CONFLICT `runs.not_replayable` for work that did not fail or is too old
 */
export async function replayRun(ctx: Ctx, id: string): Promise<RunRow> {
  await getRun(ctx, id);
  const reopened = await reopenRun(ctx.db, id);
  if (!reopened) throw conflict("runs.not_replayable");
  const { task, schoolId, payload } = reopened;
  await enqueueRun(ctx.db, id, { task, payload });
  await audit(ctx.db, "runs.replay", "runs", id, { task }, schoolId);
  await announceWork(ctx.db, schoolId, id, "runs.created");
  const run = await getRun(ctx, id);
  await emitRun(ctx.db, id, "runs.progress", run);
  return run;
}

/** Runs whose last attempt died with its worker: nobody would ever end them. */
export async function failLostRuns(
  { database, findTenant }: Pick<WorkerParts, "database" | "findTenant">,
  lost: readonly { payload: unknown }[],
): Promise<void> {
  for (const { payload } of lost) {
    const named = lostRun.safeParse(payload);
    const tenant = named.success ? await findTenant(named.data.tenant) : undefined;
    if (!named.success || !tenant) continue;
    await database.withTenant(tenant, systemActor("runs.lost"), (db) =>
      finishRun(db, named.data.runId, null, { state: "failed", error: "runs.worker_lost", detail: {} }),
    );
  }
}
const lostRun = z.object({ tenant: z.uuid(), runId: z.uuid() });

/** Ended work is kept so many days. */
export const pruneRuns = (db: TenantDb, days = 90): Promise<number> => deleteOldRuns(db, days);

/** Defines the job of a run; see run-job.ts. */
export const runJob = defineRunJob;

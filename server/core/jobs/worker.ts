import type { CronItem, Runner } from "graphile-worker";
import pg from "pg";
import { Heartbeat } from "./heartbeat.ts";
import type { Job, WorkerParts } from "./job.ts";
import { dropReplaced } from "./replaced-jobs.ts";
import { runQueue } from "./run-queue.ts";

export type Worker = {
  /** Rejects if the queue takes no jobs any more, as where the database goes at a bad moment: replace the process. */
  readonly ended: Promise<void>;
  /** Ends what runs, or gives it back to the queue, and stops. */
  stop(): Promise<void>;
};

export type WorkerOptions = {
  jobs: readonly Job[];
  clock: CronItem[];
  concurrency: number;
  /** Told of jobs that used their last attempt in a worker that died. */
  onLost: (lost: LostJob[]) => Promise<void>;
  beatEveryMs?: number;
  deadAfterMs?: number;
};
type LostJob = { id: string; task: string; payload: unknown };

/** Starts taking jobs, and looking after those of workers that died. */
export async function startWorker(parts: WorkerParts, options: WorkerOptions): Promise<Worker> {
  const pool = new pg.Pool({
    connectionString: parts.ownerUrl,
    max: Math.max(4, Math.min(10, options.concurrency + 2)),
    application_name: "atrium worker",
    connectionTimeoutMillis: 5_000,
  });
  const lost = (error: Error) => parts.log.warn({ err: error }, "queue.connection_lost");
  pool.on("error", lost);
  pool.on("connect", (client) => client.on("error", lost)); // one in use may die too
  let lockName = "";
  let stopping = false;
  const lostQueue = Promise.withResolvers<never>();
  lostQueue.promise.catch(() => undefined); // heard below; it may happen before
  let runner: Runner;
  try {
    runner = await runQueue(parts, {
      pool,
      jobs: options.jobs,
      clock: options.clock,
      concurrency: options.concurrency,
      onLockName: (name) => {
        lockName = name;
      },
      onStopping: () => {
        if (!stopping) lostQueue.reject(new Error("The queue takes no jobs any more"));
      },
    });
  } catch (error) {
    await pool.end();
    throw error;
  }
  const heartbeat = new Heartbeat(parts, {
    lockName,
    release: (dead) => releaseJobs(pool, dead, options.onLost),
    ...(options.beatEveryMs && { beatEveryMs: options.beatEveryMs }),
    ...(options.deadAfterMs && { deadAfterMs: options.deadAfterMs }),
  });
  return {
    ended: Promise.race([runner.promise, lostQueue.promise]).catch((error: unknown) => {
      if (!stopping) throw error;
    }),
    stop: async () => {
      stopping = true;
      await runner.stop().catch((error: unknown) => parts.log.warn({ err: error }, "queue.stop"));
      await heartbeat.stop();
      await pool.end();
    },
  };
}

/** Unlocks what dead workers hold, at once; an attempt that ends with its worker counts, so poison stops by itself. */
async function releaseJobs(
  pool: pg.Pool,
  dead: readonly string[],
  onLost: (lost: LostJob[]) => Promise<void>,
): Promise<number> {
  const { rows } = await pool.query<LostJob & { used: boolean }>(
    `select j.id::text, t.identifier as task, j.payload, j.attempts >= j.max_attempts as used
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where j.locked_by = any($1)`,
    [dead],
  );
  const replaced = await dropReplaced(
    pool,
    rows.map(({ id }) => id),
  );
  await pool.query("select graphile_worker.force_unlock_workers($1)", [dead]);
  // the queue's workers listen for new jobs, not for released ones
  await pool.query(`select pg_notify('jobs:insert', json_build_object('r', '0', 'count', $1::int)::text)`, [
    rows.length,
  ]);
  const lost = rows.filter((one) => one.used && !replaced.includes(one.id));
  if (lost.length > 0) await onLost(lost);
  return rows.length;
}

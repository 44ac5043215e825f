import { EventEmitter } from "node:events";
import {
  type CronItem,
  type JobHelpers,
  parseCronItems,
  type Job as QueuedJob,
  Logger as QueueLogger,
  type Runner,
  run,
  type TaskList,
} from "graphile-worker";
import type pg from "pg";
import { AppError } from "../errors.ts";
import { Cancelled } from "./cancellations.ts";
import { type Job, mayPass, type WorkerParts } from "./job.ts";
import { dropReplaced } from "./replaced-jobs.ts";

export type QueueOptions = {
  /** Owner pool: the queue's tables are nobody else's. */
  pool: pg.Pool;
  jobs: readonly Job[];
  clock: CronItem[];
  concurrency: number;
  /** Called once with the name under which this process locks jobs, for its heartbeat. */
  onLockName: (name: string) => void;
  /** The queue begins to stop, asked or by itself, or is of no use: one job whose end it cannot write down is enough. */
  onStopping: () => void;
};

/**
 * What the queue learns of its tasks at the first look for jobs it keeps, a failure too: a database that goes at that
 * moment leaves it looking in vain for ever. Milliseconds until then.
 */
const firstLookMs = 10_000;

/** Takes jobs from graphile-worker until the runner is stopped. Its promise does not tell whether it was asked to. */
export async function runQueue(parts: WorkerParts, options: QueueOptions): Promise<Runner> {
  const events = new EventEmitter();
  events.on("pool:create", ({ workerPool }: { workerPool: { id: string } }) =>
    options.onLockName(workerPool.id),
  );
  const isBlind = setTimeout(options.onStopping, firstLookMs).unref();
  events.once("localQueue:getJobs:complete", () => clearTimeout(isBlind));
  events.on("pool:gracefulShutdown", options.onStopping);
  events.on("pool:forcefulShutdown", options.onStopping);
  return run({
    pgPool: options.pool,
    taskList: Object.fromEntries(
      options.jobs.map((job) => [job.task, taskOf(parts, options.pool, job)]),
    ) as TaskList,
    parsedCronItems: parseCronItems(options.clock),
    noHandleSignals: true,
    events,
    logger: queueLogger(parts),
    preset: {
      worker: {
        concurrentJobs: options.concurrency,
        pollInterval: 2_000,
        // a few jobs are fetched ahead; what waits behind a long one goes back for other workers
        localQueue: { size: options.concurrency + 1, ttl: 2_000 },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
        gracefulShutdownAbortTimeout: 3_000,
      },
    },
  });
}

/** Measures, logs and classifies one attempt; what failed for good says so to the queue, which keeps it visible. */
const taskOf =
  (parts: WorkerParts, pool: pg.Pool, job: Job) => async (payload: unknown, helpers: JobHelpers) => {
    const started = performance.now();
    const queued: QueuedJob = helpers.job;
    const fields = { task: job.task, job: queued.id, attempt: queued.attempts };
    const signal = AbortSignal.any([helpers.abortSignal, AbortSignal.timeout(job.timeoutMs)]);
    const end = (outcome: string) => {
      const ms = Math.round(performance.now() - started);
      parts.metrics.jobs.observe({ task: job.task, outcome }, ms / 1_000);
      return { ...fields, ms, outcome };
    };
    try {
      const attempt = { jobId: queued.id, number: queued.attempts, payload, leaving: helpers.abortSignal };
      await job.perform(parts, attempt, signal);
      parts.log.info(end("done"), job.task);
    } catch (error) {
      if (error instanceof Cancelled) {
        parts.log.info(end("cancelled"), job.task);
        return;
      }
      if (isClosed(error)) {
        parts.log.info(end("postponed"), job.task);
        await postpone(pool, queued.id);
        throw error;
      }
      const final = !mayPass(error) || queued.attempts >= job.maxAttempts;
      parts.log.error({ ...end(final ? "failed" : "retry"), err: error }, job.task);
      await dropReplaced(pool, [queued.id]);
      if (final) await failForGood(pool, queued.id);
      throw error;
    }
  };

/** The school is closed for a while: its work is neither lost nor at fault. */
const isClosed = (error: unknown): boolean =>
  error instanceof AppError && error.reason === "tenants.not_open";

/** Looks again in five minutes; this attempt does not count. `platform.hasten_jobs` is sooner, when the school opens. */
async function postpone(pool: pg.Pool, jobId: string): Promise<void> {
  await pool.query(
    `update graphile_worker._private_jobs set attempts = attempts - 1, run_at = now() + interval '5 minutes'
     where id = $1`,
    [jobId],
  );
}

/** The queue counts attempts against the row's limit, which the enqueuer set; the task knows better. */
async function failForGood(pool: pg.Pool, jobId: string): Promise<void> {
  await pool.query("update graphile_worker._private_jobs set max_attempts = attempts where id = $1", [jobId]);
}

const queueLogger = (parts: WorkerParts): QueueLogger =>
  new QueueLogger(() => (level, message) => {
    const log = parts.log;
    if (level === "error") log.error({ queue: message }, "queue.error");
    else if (level === "warning") log.warn({ queue: message }, "queue.warning");
    else log.debug({ queue: message }, "queue");
  });

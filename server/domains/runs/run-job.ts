import { randomUUID } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../core/errors.ts";
import { Cancelled } from "../../core/jobs/cancellations.ts";
import { type Job, type JobOptions, mayPass } from "../../core/jobs/job.ts";
import { type JobContext, tenantJob } from "../../core/jobs/tenant-job.ts";
import { emitRun, finishRun } from "./outcome.ts";
import { type ProgressReport, ProgressWriter } from "./progress.ts";
import { findRun, requeueRun, takeRun, updateProgress } from "./queries.ts";
import type { RunRow } from "./schema.ts";

/** What the handler of long work gets beside the job itself. */
export type RunContext = JobContext & {
  readonly run: RunRow;
  /** Cheap, call it as often as you like: the newest report is written up to four times a second. */
  report(progress: ProgressReport): void;
};

/**
 * Defines the job of a run (see `createRun`): takes the run, streams its progress, hears of cancelling, and writes how
 * it ended. The handler answers details to keep, e.g. a score. It must be idempotent: after a worker's death, and up to
 * `maxAttempts` times after errors that may pass, it starts again.
 */
export function runJob<Shape extends z.ZodRawShape>(
  options: JobOptions & { payload: z.ZodObject<Shape> },
  handler: (
    context: RunContext,
    payload: z.output<z.ZodObject<Shape>>,
  ) => Promise<Record<string, unknown> | undefined>,
): Job {
  const payload = options.payload.loose().and(z.object({ runId: z.uuid() }));
  return tenantJob({ ...options, payload }, async (job, input) => {
    const owner = randomUUID();
    const run = await begin(job, input.runId, owner);
    if (!run) return;
    const cancellation = job.parts.cancellations.open(run.id);
    const signal = AbortSignal.any([job.signal, cancellation.signal]);
    const progress = openProgress(job, run.id, owner);
    try {
      const context: RunContext = { ...job, signal, run, report: (report) => progress.report(report) };
      const detail = await handler(context, input as z.output<z.ZodObject<Shape>>);
      signal.throwIfAborted();
      const rest = await progress.close();
      const kept = { ...rest?.detail, ...detail };
      await job.transact(({ db }) =>
        finishRun(db, run.id, owner, { state: "succeeded", error: null, detail: kept }),
      );
    } catch (error) {
      await progress.close();
      await end(job, run.id, owner, signal.aborted ? signal.reason : error);
    } finally {
      cancellation.done();
    }
  });
}

/** The run, now this attempt's; nothing if it ended, vanished, or was cancelled before it could start. */
async function begin(job: JobContext, runId: string, owner: string): Promise<RunRow | undefined> {
  return job.transact(async ({ db }) => {
    const taken = await takeRun(db, runId, owner);
    if (taken) {
      await emitRun(db, runId, "runs.progress", taken);
      return taken;
    }
    const found = await findRun(db, runId);
    if (found?.cancelRequested)
      await finishRun(db, runId, null, { state: "cancelled", error: null, detail: {} });
    return undefined;
  });
}

/** Each write also learns whether the run was cancelled (a notification may be lost) or taken by another attempt. */
function openProgress(job: JobContext, runId: string, owner: string): ProgressWriter {
  return new ProgressWriter(
    async (report) => {
      const goesOn = await job.parts.database.withTenant(
        job.tenant,
        { kind: "system", why: "progress" },
        async (db) => {
          const state = await updateProgress(db, runId, owner, report);
          if (!state) return false;
          const { cancelRequested, ...shown } = state;
          await emitRun(db, runId, "runs.progress", shown);
          return !cancelRequested;
        },
      );
      if (!goesOn) job.parts.cancellations.cancel(runId);
    },
    (error) => job.log.warn({ err: error }, "runs.progress_not_written"),
  );
}

/** Writes how a run ended that did not succeed, then lets the queue know what it must: retry, or nothing. */
async function end(job: JobContext, runId: string, owner: string, why: unknown): Promise<void> {
  if (why instanceof Cancelled) {
    await job.transact(({ db }) =>
      finishRun(db, runId, owner, { state: "cancelled", error: null, detail: {} }),
    );
    throw why;
  }
  const final = job.isLastAttempt || !mayPass(why);
  await job.transact(async ({ db }) => {
    if (final) await finishRun(db, runId, owner, { state: "failed", error: reasonOf(why), detail: {} });
    else await requeueRun(db, runId, owner);
  });
  throw why;
}

const reasonOf = (error: unknown): string =>
  error instanceof AppError
    ? error.reason
    : (error as Error | undefined)?.name === "TimeoutError"
      ? "runs.took_too_long"
      : "server.unexpected";

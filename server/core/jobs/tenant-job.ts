import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { systemActor } from "../auth.ts";
import type { Ctx } from "../context.ts";
import type { Database, TenantRef } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Attempt, Job, JobOptions, WorkerParts } from "./job.ts";

/** What a job of a house works with. It acts as the system; `transact` is its only way to the house. */
export type JobContext = {
  readonly tenant: TenantRef;
  readonly log: Logger;
  /** Aborts when the job takes too long, is cancelled, or the process leaves: stop soon and throw its reason. */
  readonly signal: AbortSignal;
  /** 1 for the first. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  readonly parts: WorkerParts;
  /** One short transaction. Tried again while the database is away, so `work` must be idempotent, as jobs are. */
  transact<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
};

const stamp = z.object({ tenant: z.string() });

/**
 * Defines a job of a house. `shared.add_tenant_job` stamps the tenant from the role that enqueued it, so a payload
 * cannot name another. Payloads hold ids, never rows. An invalid payload fails for good at once.
 */
export function tenantJob<Payload extends z.ZodType>(
  options: JobOptions & { payload: Payload },
  handler: (job: JobContext, payload: z.output<Payload>) => Promise<void>,
): Job {
  return {
    task: options.task,
    maxAttempts: options.maxAttempts,
    timeoutMs: options.timeoutMs,
    async perform(parts, attempt, signal) {
      const tenant = await openHouseOf(parts, attempt);
      if (!tenant) return; // the school is gone, and its work with it
      const payload = options.payload.safeParse(attempt.payload);
      if (!payload.success) throw new AppError("INVALID", "jobs.payload", { issues: payload.error.issues });
      const log = parts.log.child({ task: options.task, job: attempt.jobId, tenant: tenant.slug });
      await handler(
        {
          tenant,
          log,
          signal,
          attempt: attempt.number,
          isLastAttempt: attempt.number >= options.maxAttempts,
          parts,
          transact: (work) => transact(parts.database, tenant, options.task, attempt.jobId, log, work),
        },
        payload.data,
      );
    },
  };
}

async function openHouseOf(parts: WorkerParts, attempt: Attempt): Promise<TenantRef | undefined> {
  const stamped = stamp.safeParse(attempt.payload);
  if (!stamped.success) throw new AppError("INVALID", "jobs.unstamped");
  const tenant = await parts.findTenant(stamped.data.tenant);
  if (tenant && tenant.status !== "active" && tenant.status !== "deleting")
    throw new AppError("UNAVAILABLE", "tenants.not_open"); // tried again later
  return tenant?.status === "deleting" ? undefined : tenant;
}

const waits = [100, 300, 1_000, 2_000, 4_000, 8_000, 15_000]; // together longer than a database takes to restart
/** One that is there and does not get to it may be kept busy by this very work: its caller must decide what else to do. */
const busyTries = 2;

async function transact<T>(
  database: Database,
  tenant: TenantRef,
  task: string,
  jobId: string,
  log: Logger,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const actor = systemActor(task);
  for (let tried = 0; ; tried++) {
    try {
      return await database.withTenant(tenant, actor, (db) =>
        work({ tenant, actor, db, log, requestId: `job-${jobId}` }),
      );
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "UNAVAILABLE") throw error;
      const wait = (error.reason === "database.away" ? waits : waits.slice(0, busyTries))[tried];
      if (wait === undefined) throw error;
      log.warn({ reason: error.reason, tried }, "jobs.transaction_again");
      await sleep(wait);
    }
  }
}

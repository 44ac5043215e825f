import type { Config } from "../config.ts";
import type { Database, TenantRef } from "../db/database.ts";
import { AppError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { Cancellations } from "./cancellations.ts";

/** What the worker process has; jobs/main.ts puts the real ones in, tests their own. */
export type WorkerParts = {
  readonly config: Config;
  readonly database: Database;
  /** Owner connection, for the few jobs of the platform that build or demolish. */
  readonly ownerUrl: string;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly cancellations: Cancellations;
  readonly findTenant: (id: string) => Promise<TenantRef | undefined>;
};

/** One attempt at one job, as the queue hands it out. */
export type Attempt = {
  readonly jobId: string;
  /** 1 for the first. */
  readonly number: number;
  readonly payload: unknown;
  /** Aborts when the process must leave. */
  readonly leaving: AbortSignal;
};

/** A task as jobs/main.ts lists it. */
export type Job = {
  readonly task: string;
  /** Attempts after which it has failed for good, whatever was asked for when it was enqueued. */
  readonly maxAttempts: number;
  readonly timeoutMs: number;
  perform(parts: WorkerParts, attempt: Attempt, signal: AbortSignal): Promise<void>;
};

export type JobOptions = { task: string; maxAttempts: number; timeoutMs: number };

const hopeless = new Set(["INVALID", "UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "CONFLICT"]);

/** Whether trying again could help: refusals stay refusals, everything else may pass. */
export const mayPass = (error: unknown): boolean => !(error instanceof AppError && hopeless.has(error.code));

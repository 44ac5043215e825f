import type { z } from "zod";
import { AppError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Job, JobOptions, WorkerParts } from "./job.ts";

/** What a job of the platform itself works with; it may walk through houses with `parts.database`. */
export type PlatformJobContext = {
  readonly parts: WorkerParts;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly attempt: number;
};

/** Defines a job that belongs to no house: upkeep by the clock, spare houses. */
export function platformJob<Payload extends z.ZodType>(
  options: JobOptions & { payload: Payload },
  handler: (job: PlatformJobContext, payload: z.output<Payload>) => Promise<void>,
): Job {
  return {
    task: options.task,
    maxAttempts: options.maxAttempts,
    timeoutMs: options.timeoutMs,
    async perform(parts, attempt, signal) {
      const payload = options.payload.safeParse(attempt.payload);
      if (!payload.success) throw new AppError("INVALID", "jobs.payload", { issues: payload.error.issues });
      const log = parts.log.child({ task: options.task, job: attempt.jobId });
      await handler({ parts, log, signal, attempt: attempt.number }, payload.data);
    },
  };
}

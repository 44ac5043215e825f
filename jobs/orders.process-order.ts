import { z } from "zod";
import { tenantJob } from "../server/core/jobs/tenant-job.ts";
import { processTask } from "../server/domains/orders/process/schema.ts";
import { processEvents } from "../server/domains/orders/process/service.ts";

/** Turns what a house's shops sent into orders. Events have attempts of their own; the job's are for the database's sake. */
export const processOrderJob = tenantJob(
  { task: processTask, payload: z.object({}), maxAttempts: 25, timeoutMs: 300_000 },
  (job) => processEvents(job, job.parts.config.ORDERS_AT_ONCE),
);

import { z } from "zod";
import { tenantJob } from "../server/core/jobs/tenant-job.ts";
import { pushTask } from "../server/domains/orders/push/schema.ts";
import { pushChange } from "../server/domains/orders/push/service.ts";

/** Tells a shop what was changed here. */
export const pushChangeJob = tenantJob(
  { task: pushTask, payload: z.object({ pushId: z.uuid() }), maxAttempts: 6, timeoutMs: 120_000 },
  (job, { pushId }) => pushChange(job, pushId),
);

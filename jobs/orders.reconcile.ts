import { z } from "zod";
import { tenantJob } from "../server/core/jobs/tenant-job.ts";
import { reconcile } from "../server/domains/orders/reconcile/service.ts";
import { reconcileTask } from "../server/domains/orders/stores/schema.ts";

/** Asks a shop for what its webhooks missed. */
export const reconcileJob = tenantJob(
  { task: reconcileTask, payload: z.object({ storeId: z.uuid() }), maxAttempts: 8, timeoutMs: 1_800_000 },
  (job, { storeId }) => reconcile(job, storeId),
);

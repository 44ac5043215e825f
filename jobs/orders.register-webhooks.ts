import { z } from "zod";
import { tenantJob } from "../server/core/jobs/tenant-job.ts";
import { registerTask } from "../server/domains/orders/stores/schema.ts";
import { registerWebhooks } from "../server/domains/orders/subscriptions/service.ts";

/** Looks after a shop's webhooks: registers what is missing, repairs what delivers elsewhere. */
export const registerWebhooksJob = tenantJob(
  { task: registerTask, payload: z.object({ storeId: z.uuid() }), maxAttempts: 8, timeoutMs: 120_000 },
  (job, { storeId }) => registerWebhooks(job, storeId),
);

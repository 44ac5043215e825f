import { z } from "zod";
import { tenantJob } from "../server/core/jobs/tenant-job.ts";
import { leaveTask } from "../server/domains/orders/stores/schema.ts";
import { leaveShop } from "../server/domains/orders/subscriptions/service.ts";

/** Takes the webhooks of a disconnected shop off and drops its token. */
export const leaveShopJob = tenantJob(
  { task: leaveTask, payload: z.object({ storeId: z.uuid() }), maxAttempts: 8, timeoutMs: 120_000 },
  (job, { storeId }) => leaveShop(job, storeId),
);

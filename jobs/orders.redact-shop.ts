import { z } from "zod";
import { tenantJob } from "../server/core/jobs/tenant-job.ts";
import { redactShopStep, redactShopTask } from "../server/domains/orders/privacy/service.ts";

/** Forgets every customer of a shop that was closed, some hundred orders at a time. */
export const redactShopJob = tenantJob(
  { task: redactShopTask, payload: z.object({ storeId: z.uuid() }), maxAttempts: 10, timeoutMs: 1_800_000 },
  async ({ transact, signal }, { storeId }) => {
    while (await transact((ctx) => redactShopStep(ctx, storeId))) signal.throwIfAborted();
  },
);

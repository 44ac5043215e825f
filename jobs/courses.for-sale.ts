import { z } from "zod";
import { tenantJob } from "../server/core/jobs/tenant-job.ts";
import { forSaleTask } from "../server/domains/courses/schema.ts";
import { settleEarlier } from "../server/domains/orders/settle/service.ts";

type Last = Awaited<ReturnType<typeof settleEarlier>>;

/** Gives their places to those who bought a course before it had its SKU. */
export const forSaleJob = tenantJob(
  { task: forSaleTask, payload: z.object({ courseId: z.uuid() }), maxAttempts: 10, timeoutMs: 1_800_000 },
  async ({ transact, signal }, { courseId }) => {
    let after: Last = null;
    do {
      signal.throwIfAborted();
      const last: Last = after;
      after = await transact((ctx) => settleEarlier(ctx, courseId, last));
    } while (after);
  },
);

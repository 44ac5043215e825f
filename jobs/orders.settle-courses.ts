import { z } from "zod";
import { tenantJob } from "../server/core/jobs/tenant-job.ts";
import { settleByIds, settleTask } from "../server/domains/orders/settle/service.ts";

/** Gives and takes back course places after a person changed orders. */
export const settleCoursesJob = tenantJob(
  {
    task: settleTask,
    payload: z.object({ orderIds: z.array(z.uuid()).max(5_000) }),
    maxAttempts: 10,
    timeoutMs: 120_000,
  },
  ({ transact }, { orderIds }) => transact((ctx) => settleByIds(ctx, orderIds)),
);

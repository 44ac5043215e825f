import { z } from "zod";
import { systemActor } from "../server/core/auth.ts";
import { platformJob } from "../server/core/jobs/platform-job.ts";
import { watchOrders } from "../server/domains/orders/watch/service.ts";
import { listTenants, refOf } from "../server/domains/tenants/service.ts";

/** Walks through the open houses and sees to their shops. One that fails stops no other. */
export const watchOrdersJob = platformJob(
  { task: "orders.watch", payload: z.object({}).loose(), maxAttempts: 2, timeoutMs: 600_000 },
  async ({ parts, log, signal }) => {
    for (const row of await listTenants(parts)) {
      signal.throwIfAborted();
      if (row.status !== "active") continue;
      const tenant = refOf(row);
      const actor = systemActor("orders.watch");
      await parts.database
        .withTenant(tenant, actor, (db) => watchOrders({ tenant, actor, db, log, requestId: "orders.watch" }))
        .catch((error: unknown) => log.error({ err: error, tenant: tenant.slug }, "orders.watch_failed"));
    }
  },
);

import { z } from "zod";
import { systemActor } from "../server/core/auth.ts";
import type { TenantRef } from "../server/core/db/database.ts";
import { platformJob } from "../server/core/jobs/platform-job.ts";
import { keyringOf } from "../server/core/secrets/seal.ts";
import { pruneIdentity } from "../server/domains/identity/service.ts";
import { pruneMails } from "../server/domains/mailbox/service.ts";
import { pruneOrders } from "../server/domains/orders/upkeep/service.ts";
import { pruneRuns } from "../server/domains/runs/service.ts";
import { listTenants, refOf } from "../server/domains/tenants/service.ts";
import { pruneEvents } from "../server/realtime/store.ts";

/** Walks through the open houses each hour and removes what has served its time. One that fails stops no other. */
export const pruneJob = platformJob(
  { task: "upkeep.prune", payload: z.object({}).loose(), maxAttempts: 3, timeoutMs: 1_800_000 },
  async ({ parts, log, signal }) => {
    const keyring = keyringOf(parts.config);
    for (const tenant of await listTenants(parts)) {
      signal.throwIfAborted();
      if (tenant.status === "active") await prune(refOf(tenant)).catch(report(tenant.slug));
    }

    async function prune(tenant: TenantRef): Promise<void> {
      await pruneEvents(parts.database, tenant);
      await parts.database.withTenant(tenant, systemActor("upkeep.prune"), async (db) => {
        await pruneIdentity(db);
        await pruneMails(db);
        await pruneRuns(db);
        await pruneOrders(db, keyring);
      });
    }
    function report(tenant: string) {
      return (error: unknown) => log.error({ err: error, tenant }, "upkeep.house_failed");
    }
  },
);

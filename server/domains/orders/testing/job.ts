import pino from "pino";
import { systemActor } from "../../../core/auth.ts";
import { loadConfig } from "../../../core/config.ts";
import type { TenantRef } from "../../../core/db/database.ts";
import { Cancellations } from "../../../core/jobs/cancellations.ts";
import type { JobContext } from "../../../core/jobs/tenant-job.ts";
import { createMetrics } from "../../../core/metrics.ts";
import type { TestDatabase } from "../../../core/testing/house.ts";

/** What a job of a house gets, without a queue behind it. */
export function jobOf(
  { database, ownerUrl, secret }: Pick<TestDatabase, "database" | "ownerUrl" | "secret">,
  tenant: TenantRef,
): JobContext {
  const actor = systemActor("test");
  const log = pino({ level: "silent" });
  return {
    tenant,
    log,
    signal: new AbortController().signal,
    attempt: 1,
    isLastAttempt: false,
    parts: {
      config: loadConfig({ NODE_ENV: "test", SECRET: secret }),
      database,
      ownerUrl,
      log,
      metrics: createMetrics("worker"),
      cancellations: new Cancellations(),
      findTenant: async () => tenant,
    },
    transact: (work) =>
      database.withTenant(tenant, actor, (db) => work({ tenant, actor, db, log, requestId: "test" })),
  };
}

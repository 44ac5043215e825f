/** A worker process for tests, to be killed: `node worker-process.ts '{"appUrl":…,"ownerUrl":…}'`. Says "ready". */
import { setTimeout as sleep } from "node:timers/promises";
import pino from "pino";
import { z } from "zod";
import { audit } from "../core/audit.ts";
import { loadConfig } from "../core/config.ts";
import { Database } from "../core/db/database.ts";
import { sql } from "../core/db/sql.ts";
import { Cancellations } from "../core/jobs/cancellations.ts";
import type { Job, WorkerParts } from "../core/jobs/job.ts";
import { tenantJob } from "../core/jobs/tenant-job.ts";
import { startWorker } from "../core/jobs/worker.ts";
import { createMetrics } from "../core/metrics.ts";
import { Notifications } from "../core/notifications.ts";
import { createTenantDirectory } from "../core/tenant/directory.ts";
import { failLostRuns, runJob } from "../domains/runs/service.ts";

const { appUrl, ownerUrl } = JSON.parse(process.argv[2] ?? "{}") as { appUrl: string; ownerUrl: string };

const note = tenantJob(
  { task: "test.note", payload: z.object({ text: z.string() }), maxAttempts: 3, timeoutMs: 10_000 },
  ({ transact, tenant }, { text }) =>
    transact((ctx) => audit(ctx.db, "test.note", "tests", text, { tenant: tenant.slug, pid: process.pid })),
);

/** Hangs at its first attempt until stopped, and reports the whole time; succeeds at its second. */
const stubborn = runJob(
  { task: "test.stubborn", payload: z.object({ attempts: z.number() }), maxAttempts: 4, timeoutMs: 60_000 },
  async ({ attempt, report, signal }, { attempts }) => {
    if (attempt >= attempts) return { attempt, pid: process.pid };
    const timer = setInterval(
      () => report({ fraction: 0.5, phase: "test.hanging", detail: { pid: process.pid } }),
      5,
    );
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    clearInterval(timer);
    throw signal.reason;
  },
);

const failing = runJob(
  { task: "test.failing", payload: z.object({}), maxAttempts: 2, timeoutMs: 10_000 },
  async () => {
    throw new Error("this always fails");
  },
);

const slow = runJob(
  { task: "test.slow", payload: z.object({}), maxAttempts: 1, timeoutMs: 300 },
  ({ signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
);

/** Notes each time it begins; the first hangs, or fails once "go" is noted. */
const replaced = tenantJob(
  {
    task: "test.replaced",
    payload: z.object({ text: z.string() }),
    maxAttempts: 3,
    timeoutMs: 60_000,
  },
  async ({ transact, signal }, { text }) => {
    const noted = (entity: string) =>
      transact(({ db }) =>
        db.one<{ count: number }>(
          sql`select count(*)::int as count from audit_entries where action = 'test.note' and entity_id = ${entity}`,
        ),
      );
    await transact((ctx) => audit(ctx.db, "test.note", "tests", text, { pid: process.pid }));
    if ((await noted(text))?.count !== 1) return;
    while ((await noted(`${text}: go`))?.count === 0) await sleep(20, undefined, { signal });
    throw new Error("this one fails");
  },
);

const jobs: readonly Job[] = [note, stubborn, failing, slow, replaced];
const log = pino({ level: "silent" });
const database = new Database({
  connectionString: appUrl,
  poolSize: 3,
  connectionUses: 10_000,
  statementTimeoutMs: 5_000,
  applicationName: "atrium test worker",
});
const notifications = new Notifications({
  connectionString: appUrl,
  applicationName: "atrium test worker",
  log,
});
const directory = createTenantDirectory(database, notifications);
const cancellations = new Cancellations();
cancellations.listen(notifications);
const listening = new Promise<void>((resolve) => notifications.onReconnect(resolve));
notifications.start();
await listening;
const parts: WorkerParts = {
  config: loadConfig({ NODE_ENV: "test", SECRET: "x".repeat(32) }),
  database,
  ownerUrl,
  log,
  metrics: createMetrics("worker"),
  cancellations,
  findTenant: (id) => directory.byId(id),
};
const worker = await startWorker(parts, {
  jobs,
  clock: [],
  concurrency: 3,
  onLost: (lost) => failLostRuns(parts, lost),
  beatEveryMs: 200,
});
process.stdout.write("ready\n");
await worker.ended.catch(() => process.exit(3));

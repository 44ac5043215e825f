/** The worker process: takes jobs from the queue. Run as many as wanted; `npm start` runs one beside the web. */
import { loadConfig } from "../server/core/config.ts";
import { openPool, reachDatabase } from "../server/core/db/connect.ts";
import { keepOwnDatabase } from "../server/core/db/keep-database.ts";
import { Cancellations } from "../server/core/jobs/cancellations.ts";
import type { WorkerParts } from "../server/core/jobs/job.ts";
import { watchQueue } from "../server/core/jobs/watch-queue.ts";
import { startWorker } from "../server/core/jobs/worker.ts";
import { createLogger, outliveRejections } from "../server/core/log.ts";
import { createMetrics, watchPool } from "../server/core/metrics.ts";
import { Notifications } from "../server/core/notifications.ts";
import { createTenantDirectory } from "../server/core/tenant/directory.ts";
import { failLostRuns } from "../server/domains/runs/service.ts";
import { createProbes } from "../server/http/probes.ts";
import { clock, jobs } from "./list.ts";

const config = loadConfig();
const log = createLogger(config.LOG_LEVEL, { process: "worker" });
const connections = await reachDatabase(config, (line) => log.info(line));
const unwatchDatabase = keepOwnDatabase(config, connections.ownerUrl, (line) => log.warn(line));
const database = openPool(config, connections, "atrium worker", (error) =>
  log.warn({ err: error }, "database.connection_lost"),
);
const notifications = new Notifications({
  connectionString: connections.appUrl,
  applicationName: "atrium worker listener",
  log,
});
const directory = createTenantDirectory(database, notifications);
const cancellations = new Cancellations();
cancellations.listen(notifications);
notifications.start();

const parts: WorkerParts = {
  config,
  database,
  ownerUrl: connections.ownerUrl,
  log,
  metrics: createMetrics("worker"),
  cancellations,
  findTenant: (id) => directory.byId(id),
};
watchPool(parts.metrics, () => database.stats());
watchQueue(parts.metrics, database, log);
const probes = createProbes({ ...parts, listening: () => notifications.connected });
const worker = await startWorker(parts, {
  jobs,
  clock,
  concurrency: config.WORKER_CONCURRENCY,
  onLost: (lost) => failLostRuns(parts, lost),
});

let leaving: Promise<void> | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void leave(signal, 0));
if (config.WORKER_PORT !== undefined) await probes.listen({ port: config.WORKER_PORT, host: config.HOST });
outliveRejections(log);
log.info({ jobs: jobs.length, concurrency: config.WORKER_CONCURRENCY }, "worker.taking_jobs");
await worker.ended.catch((error: unknown) => {
  log.error({ err: error }, "worker.queue_lost");
  return leave("queue lost", 1);
});

/** Gives running jobs seconds to end; what does not is given back, and cut off after fifteen. */
function leave(why: string, code: number): Promise<void> {
  leaving ??= (async () => {
    log.info({ why }, "worker.leaving");
    setTimeout(() => process.exit(1), 15_000).unref();
    unwatchDatabase();
    await probes.close(); // who asks whether this one is ready hears nothing from here on
    await worker.stop();
    await notifications.stop();
    directory.close();
    await database.end();
    await connections.release();
    process.exit(code);
  })();
  return leaving;
}

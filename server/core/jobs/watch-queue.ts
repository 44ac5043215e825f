import { Gauge } from "prom-client";
import type { Database } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";

type QueueRow = { task: string; state: string; jobs: number; oldestSeconds: number | null };

/**
 * Reads the queue at each scrape: how many jobs of each task are `ready` (due and waiting for a worker), `running`,
 * `scheduled` (for later, retries included) or `failed` for good, and how long the oldest ready one has waited. Every
 * process tells the same of the one queue: take the maximum, not the sum. Nothing is told while the database is away.
 */
export function watchQueue(metrics: Metrics, database: Database, log: Logger): void {
  const registers = [metrics.registry];
  let looking: Promise<QueueRow[]> | undefined;
  const look = () => {
    looking ??= readQueue(database, log).finally(() => {
      looking = undefined;
    });
    return looking;
  };
  new Gauge({
    name: "atrium_queue_jobs",
    help: "Jobs in the queue by task and state",
    labelNames: ["task", "state"] as const,
    registers,
    async collect() {
      const rows = await look();
      this.reset();
      for (const { task, state, jobs } of rows) this.set({ task, state }, jobs);
    },
  });
  new Gauge({
    name: "atrium_queue_oldest_ready_seconds",
    help: "How long the job has waited that is due for longest",
    labelNames: ["task"] as const,
    registers,
    async collect() {
      const rows = await look();
      this.reset();
      for (const { task, state, oldestSeconds } of rows)
        if (state === "ready" && oldestSeconds !== null) this.set({ task }, oldestSeconds);
    },
  });
}

async function readQueue(database: Database, log: Logger): Promise<QueueRow[]> {
  try {
    return await database.withPlatform((db) =>
      db.rows<QueueRow>(
        sql`select task, state, jobs, oldest_seconds as "oldestSeconds" from platform.queue_state()`,
      ),
    );
  } catch (error) {
    log.warn({ err: error }, "metrics.queue_not_read");
    return [];
  }
}

import pg from "pg";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../core/auth.ts";
import type { TenantRef } from "../core/db/database.ts";
import { enqueue } from "../core/jobs/enqueue.ts";
import { watchQueue } from "../core/jobs/watch-queue.ts";
import { createMetrics } from "../core/metrics.ts";
import { openTestDatabase, type TestDatabase } from "../core/testing/house.ts";
import { ask } from "../testing/ask.ts";
import { createProbes } from "./probes.ts";

let db: TestDatabase;
let north: TenantRef;
beforeAll(async () => {
  db = await openTestDatabase();
  north = await db.createTenant("north");
});
afterAll(() => db.close());

async function open(token?: string) {
  const metrics = createMetrics("worker");
  watchQueue(metrics, db.database, pino({ level: "silent" }));
  const probes = createProbes({
    database: db.database,
    metrics,
    listening: () => true,
    config: { METRICS_TOKEN: token },
  });
  await probes.listen({ port: 0, host: "127.0.0.1" });
  const { port } = probes.server.address() as { port: number };
  return { probes, get: (path: string, headers = {}) => ask(port, "worker", path, { headers }) };
}

test("A worker's port says that it lives, whether it is ready, and what the queue holds", async () => {
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  await db.database.withTenant(north, systemActor("test"), async (house) => {
    for (let n = 0; n < 3; n++) await enqueue(house, "test.due", {});
    await enqueue(house, "test.later", {}, { runAt: new Date(Date.now() + 3_600_000) });
    await enqueue(house, "test.failed", {}, { maxAttempts: 1 });
    await enqueue(house, "test.running", {});
  });
  const job = "update graphile_worker._private_jobs j set";
  const of = (task: string) =>
    `from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = '${task}'`;
  await owner.query(`${job} run_at = now() - interval '90 seconds' ${of("test.due")}`);
  await owner.query(`${job} attempts = 1 ${of("test.failed")}`);
  await owner.query(`${job} locked_at = now(), locked_by = 'somebody' ${of("test.running")}`);
  await owner.end();
  const { probes, get } = await open();
  try {
    expect((await get("/live")).status).toBe(200);
    expect((await get("/ready")).status).toBe(200);
    expect((await get("/sign-in")).status).toBe(404);
    const { body } = await get("/metrics");
    for (const [task, state, count] of [
      ["test.due", "ready", 3],
      ["test.later", "scheduled", 1],
      ["test.failed", "failed", 1],
      ["test.running", "running", 1],
    ])
      expect(body).toContain(`atrium_queue_jobs{task="${task}",state="${state}",process="worker"} ${count}`);
    const waited = /atrium_queue_oldest_ready_seconds\{task="test.due",process="worker"\} ([\d.]+)/.exec(
      body,
    );
    expect(Number(waited?.[1])).toBeGreaterThanOrEqual(90);
  } finally {
    await probes.close();
  }
});

test("Its metrics need the token where there is one", async () => {
  const { probes, get } = await open("a-token-of-16-chars");
  try {
    expect((await get("/metrics")).status).toBe(403);
    expect((await get("/metrics", { authorization: "Bearer a-token-of-16-chars" })).status).toBe(200);
  } finally {
    await probes.close();
  }
});

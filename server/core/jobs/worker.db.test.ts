import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import pg from "pg";
import pino from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createRun, getRun, requestCancel } from "../../domains/runs/service.ts";
import { resumeTenant, suspendTenant } from "../../domains/tenants/service.ts";
import { audit } from "../audit.ts";
import { systemActor } from "../auth.ts";
import type { Ctx } from "../context.ts";
import type { TenantRef } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../testing/house.ts";
import { enqueue } from "./enqueue.ts";

let db: TestDatabase;
let owner: pg.Client;
let north: TenantRef;
let south: TenantRef;
let schoolId: string;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  north = await db.createTenant("north");
  south = await db.createTenant("south");
  schoolId = randomUUID();
  await within(north, ({ db: house }) =>
    house.run(sql`insert into schools (id, slug, name) values (${schoolId}, 'north', 'North')`),
  );
});
afterAll(async () => {
  await owner.end();
  await db.close();
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await kill(worker);
});

const within = <T>(tenant: TenantRef, work: (ctx: Ctx) => Promise<T>): Promise<T> => {
  const actor = systemActor("test");
  const log = pino({ level: "silent" });
  return db.database.withTenant(tenant, actor, (house) =>
    work({ tenant, actor, db: house, log, requestId: "test" }),
  );
};

/** A real worker process, as only a process can be killed. */
async function startWorker(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL("../../testing/worker-process.ts", import.meta.url));
  const child = spawn(
    process.execPath,
    [script, JSON.stringify({ appUrl: db.appUrl, ownerUrl: db.ownerUrl })],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  workers.push(child);
  await once(child.stdout as NodeJS.ReadableStream, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

const notes = (tenant: TenantRef, text: string) =>
  within(tenant, ({ db: house }) =>
    house.rows<{ details: { tenant: string; pid: number } }>(
      sql`select details from audit_entries where action = 'test.note' and entity_id = ${text}`,
    ),
  );
const start = (task: string, payload: Record<string, unknown> = {}) =>
  within(north, (ctx) => createRun(ctx, { schoolId, task, title: task, payload }));
const run = (id: string) => within(north, (ctx) => getRun(ctx, id));
const queued = async () =>
  (await owner.query("select payload, attempts, last_error from graphile_worker._private_jobs order by id"))
    .rows;

describe("a job", () => {
  test("exists only if its transaction commits", async () => {
    const failed = within(north, async ({ db: house }) => {
      await enqueue(house, "test.note", { text: "never" });
      throw new Error("rolled back");
    });
    await expect(failed).rejects.toThrow("rolled back");
    expect(await queued()).toEqual([]);
  });

  test("runs in the house that enqueued it, whatever its payload claims", async () => {
    await within(north, ({ db: house }) => enqueue(house, "test.note", { text: "forged", tenant: south.id }));
    await startWorker();
    await expect.poll(() => notes(north, "forged"), { timeout: 10_000 }).toHaveLength(1);
    expect(await notes(south, "forged")).toEqual([]);
  });

  test("cannot be added by a role that is no tenant's, nor into the queue itself", async () => {
    const direct = db.database.withPlatform((house) =>
      house.run(sql`select shared.add_tenant_job('test.note', '{}')`),
    );
    await expect(direct).rejects.toMatchObject({ code: "FORBIDDEN" });
    const behind = within(north, ({ db: house }) =>
      house.run(sql`select graphile_worker.add_job('test.note', '{"tenant":"x"}'::json)`),
    );
    await expect(behind).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("of a closed school waits without using up its attempts, and goes on when the school opens", async () => {
    const town = { database: db.database, ownerUrl: db.ownerUrl, by: "test" };
    await suspendTenant(town, south.slug, null);
    await within(south, ({ db: house }) => enqueue(house, "test.note", { text: "later" }));
    await startWorker();
    const waiting = async () =>
      (
        await owner.query(
          `select attempts, run_at > now() + interval '4 minutes' as later, last_error as error
           from graphile_worker._private_jobs where payload->>'text' = 'later' and locked_at is null`,
        )
      ).rows[0];
    await expect
      .poll(waiting, { timeout: 10_000 })
      .toEqual({ attempts: 0, later: true, error: expect.stringContaining("tenants.not_open") });
    expect(await notes(south, "later")).toEqual([]);
    await resumeTenant(town, south.slug);
    await expect.poll(() => notes(south, "later"), { timeout: 10_000 }).toHaveLength(1);
  });

  test.each(["dies", "fails"])(
    "whose key was given to another while it ran leaves nothing behind when it %s",
    async (end) => {
      const again = () =>
        within(north, ({ db: house }) =>
          enqueue(house, "test.replaced", { text: end }, { key: end, queue: "replaced" }),
        );
      const left = async () => (await queued()).filter(({ payload }) => payload.text === end);
      const worker = await startWorker();
      await again();
      await expect.poll(() => notes(north, end), { timeout: 10_000 }).toHaveLength(1);
      await again();
      expect(await left()).toHaveLength(2);
      if (end === "dies") {
        await kill(worker);
        await startWorker();
      } else await within(north, (ctx) => audit(ctx.db, "test.note", "tests", `${end}: go`, {}));
      await expect.poll(() => notes(north, end), { timeout: 10_000 }).toHaveLength(2);
      await expect.poll(left, { timeout: 10_000 }).toEqual([]);
    },
  );

  test("whose key was given away by one who had begun before it ran leaves nothing behind either", async () => {
    const text = "began before";
    const again = ({ db: house }: Ctx) => enqueue(house, "test.replaced", { text }, { key: text });
    const left = async () => (await queued()).filter(({ payload }) => payload.text === text);
    const worker = await startWorker();
    await within(north, async (ctx) => {
      await audit(ctx.db, "test.note", "tests", "begun", {}); // from here on it is this moment for the transaction
      await within(north, again);
      await expect.poll(() => notes(north, text), { timeout: 10_000 }).toHaveLength(1);
      await again(ctx);
    });
    expect(await left()).toHaveLength(2);
    await kill(worker);
    await startWorker();
    await expect.poll(() => notes(north, text), { timeout: 10_000 }).toHaveLength(2);
    await expect.poll(left, { timeout: 10_000 }).toEqual([]);
  });

  test("is taken by another process where one could not learn of its tasks when it began", async () => {
    const text = "first look";
    await owner.query("alter table graphile_worker._private_tasks rename to away");
    try {
      expect((await once(await startWorker(), "exit"))[0]).toBe(3);
    } finally {
      await owner.query("alter table graphile_worker.away rename to _private_tasks");
    }
    await within(north, ({ db: house }) => enqueue(house, "test.note", { text }));
    await startWorker();
    await expect.poll(() => notes(north, text), { timeout: 10_000 }).toHaveLength(1);
  });

  test("whose end cannot be written down ends its worker, rather than leave it idle", async () => {
    const text = "unwritten";
    const worker = await startWorker();
    const ended = once(worker, "exit");
    await within(north, ({ db: house }) => enqueue(house, "test.replaced", { text }));
    await expect.poll(() => notes(north, text), { timeout: 10_000 }).toHaveLength(1);
    await owner.query("alter table graphile_worker._private_jobs rename to away");
    try {
      await within(north, (ctx) => audit(ctx.db, "test.note", "tests", `${text}: go`, {}));
      expect((await ended)[0]).toBe(3);
    } finally {
      await owner.query("alter table graphile_worker.away rename to _private_jobs");
    }
    await startWorker();
    await expect.poll(() => notes(north, text), { timeout: 10_000 }).toHaveLength(2);
  });

  test("with a payload it does not understand fails for good at once, visibly", async () => {
    await within(north, ({ db: house }) => enqueue(house, "test.note", { text: 7 }));
    await startWorker();
    await expect
      .poll(async () => (await queued()).find((one) => one.payload.text === 7)?.last_error, {
        timeout: 10_000,
      })
      .toContain("jobs.payload");
    const { rows } = await owner.query(
      "select attempts = max_attempts as final from graphile_worker._private_jobs where payload->>'text' = '7'",
    );
    expect(rows).toEqual([{ final: true }]);
  });
});

describe("a run", () => {
  test("of a worker killed in the middle is finished by another", async () => {
    const first = await startWorker();
    const { runId } = await start("test.stubborn", { attempts: 2 });
    await expect
      .poll(() => run(runId), { timeout: 10_000 })
      .toMatchObject({ state: "running", fraction: 0.5 });
    const second = await startWorker();
    await kill(first);
    await expect
      .poll(() => run(runId), { timeout: 10_000 })
      .toMatchObject({ state: "succeeded", fraction: 1, detail: { attempt: 2, pid: second.pid } });
  });

  test("of a killed worker is also finished by one that starts later", async () => {
    const first = await startWorker();
    const { runId } = await start("test.stubborn", { attempts: 2 });
    await expect
      .poll(() => run(runId), { timeout: 10_000 })
      .toMatchObject({ state: "running", fraction: 0.5 });
    await kill(first);
    await startWorker();
    await expect.poll(() => run(runId), { timeout: 10_000 }).toMatchObject({ state: "succeeded" });
  });

  test("is cancelled within a second while it runs", async () => {
    await startWorker();
    const { runId } = await start("test.stubborn", { attempts: 99 });
    await expect
      .poll(() => run(runId), { timeout: 10_000 })
      .toMatchObject({ state: "running", fraction: 0.5 });
    const asked = performance.now();
    await within(north, (ctx) => requestCancel(ctx, runId));
    await expect
      .poll(() => run(runId), { timeout: 1_000, interval: 10 })
      .toMatchObject({ state: "cancelled" });
    expect(performance.now() - asked).toBeLessThan(1_000);
    await expect.poll(async () => (await queued()).some((one) => one.payload.runId === runId)).toBe(false);
  });

  test("is cancelled at once while it waits, and never starts", async () => {
    const { runId } = await start("test.stubborn", { attempts: 1 });
    expect(await within(north, (ctx) => requestCancel(ctx, runId))).toMatchObject({ state: "cancelled" });
    await startWorker();
    await expect
      .poll(async () => (await queued()).some((one) => one.payload.runId === runId), { timeout: 10_000 })
      .toBe(false);
    expect(await run(runId)).toMatchObject({ state: "cancelled", startedAt: null });
  });

  test("that fails is tried again, then failed for good where everybody sees it", async () => {
    await startWorker();
    const { runId } = await start("test.failing");
    await expect
      .poll(() => run(runId), { timeout: 10_000 })
      .toMatchObject({ state: "queued", startedAt: expect.any(String) });
    await expect
      .poll(() => run(runId), { timeout: 15_000 })
      .toMatchObject({ state: "failed", error: "server.unexpected" });
    await expect
      .poll(async () => (await queued()).find((one) => one.payload.runId === runId))
      .toMatchObject({ attempts: 2, last_error: expect.stringContaining("this always fails") });
  });

  test("that takes too long is stopped and says so", async () => {
    await startWorker();
    const { runId } = await start("test.slow");
    await expect
      .poll(() => run(runId), { timeout: 10_000 })
      .toMatchObject({ state: "failed", error: "runs.took_too_long" });
  });

  test("tells its topic what happens, in order, ending with how it ended", async () => {
    await startWorker();
    const { runId } = await start("test.stubborn", { attempts: 1 });
    await expect.poll(() => run(runId), { timeout: 10_000 }).toMatchObject({ state: "succeeded" });
    const events = await within(north, ({ db: house }) =>
      house.rows<{ kind: string; version: number; payload: { state: string } }>(
        sql`select kind, version, payload from live_events where topic = ${`runs/${runId}`} order by id`,
      ),
    );
    expect(events.map((one) => one.payload.state)).toEqual(["running", "succeeded"]);
    expect(events.map((one) => one.version)).toEqual([2, 3]);
  });
});

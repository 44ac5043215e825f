import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { systemActor } from "../auth.ts";
import { createTestTenant, type TestTenant } from "../testing/house.ts";
import { Database, type TenantRef } from "./database.ts";
import { sql } from "./sql.ts";
import { WarmPool } from "./warm-pool.ts";

let house: TestTenant;
let other: TenantRef;
let pool: WarmPool;

beforeAll(async () => {
  house = await createTestTenant();
  other = await house.createTenant("other");
});
afterAll(() => house.close());
beforeEach(() => {
  const makePool = () => new pg.Pool({ connectionString: house.appUrl, max: 1, maxUses: 3 });
  pool = new WarmPool({ size: 3, timeoutMs: 200, makePool });
});
afterEach(() => pool.end());

const pidOf = async (client: pg.PoolClient): Promise<number> =>
  (await client.query<{ pid: number }>("select pg_backend_pid() as pid")).rows[0]?.pid ?? 0;
const visit = async (key: string): Promise<number> => {
  const client = await pool.connect(key);
  const pid = await pidOf(client);
  client.release();
  return pid;
};

test("a house keeps to its connection while that one is free, and other houses go to others", async () => {
  expect([await visit("a"), await visit("a")]).toEqual(Array(2).fill(await visit("a")));
  const pids = new Set<number>();
  for (const key of ["a", "b", "c", "d", "e", "f"]) pids.add(await visit(key));
  expect(pids.size).toBeGreaterThan(1);
});

test("a house whose connection is held goes to another, which it then knows too", async () => {
  const held = await pool.connect("a");
  const spare = await visit("a");
  expect(spare).not.toBe(await pidOf(held));
  expect(await visit("a")).toBe(spare);
  held.release();
});

test("whoever waits is served in turn when a connection comes back", async () => {
  const held = await Promise.all([pool.connect("a"), pool.connect("b"), pool.connect("c")]);
  const served: string[] = [];
  const waiting = ["first", "second"].map(async (name) => {
    const client = await pool.connect("a");
    served.push(name);
    client.release();
  });
  expect(pool.stats().waiting).toBe(2);
  for (const client of held) client.release();
  await Promise.all(waiting);
  expect(served).toEqual(["first", "second"]);
  expect(pool.stats().waiting).toBe(0);
});

test("a wait that lasts too long ends with an error and takes nothing along", async () => {
  const held = await Promise.all(["a", "b", "c"].map((key) => pool.connect(key)));
  await expect(pool.connect("a")).rejects.toThrow("timeout exceeded when trying to connect");
  for (const client of held) client.release();
  expect(await visit("a")).toBeGreaterThan(0);
});

test("connections that are broken or have served their time are replaced", async () => {
  const broken = await pool.connect("a");
  const before = await pidOf(broken);
  broken.release(true);
  const pids = [before];
  for (let use = 0; use < 7; use++) pids.push(await visit("a"));
  expect(new Set(pids).size).toBe(4); // one broken, then three uses each
});

test("a transaction inside another one of the same tenant has a connection of its own", async () => {
  const database = new Database({
    connectionString: house.appUrl,
    poolSize: 2,
    connectionUses: 1_000,
    statementTimeoutMs: 5_000,
    applicationName: "warm",
  });
  const actor = systemActor("test");
  try {
    await database.withTenant(house.tenant, actor, async (outer) => {
      await outer.one(sql`select 1`);
      const inner = database.readTenant(other, actor, (db) => db.one(sql`select 2 as two`));
      const same = database.readTenant(house.tenant, actor, (db) => db.one(sql`select 3 as three`));
      expect(await Promise.all([inner, same])).toEqual([{ two: 2 }, { three: 3 }]);
    });
  } finally {
    await database.end();
  }
});

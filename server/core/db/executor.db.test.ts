import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../auth.ts";
import { AppError } from "../errors.ts";
import { createTestTenant, type TestTenant } from "../testing/house.ts";
import { Database, type TenantRef } from "./database.ts";
import { json, qb, sql } from "./sql.ts";

let house: TestTenant;
let other: TenantRef;
let narrow: Database; // one connection, so that transactions of all tenants share it

const event = (kind: string) =>
  sql`insert into live_events (topic, kind, entity, entity_id) values ('schools/1', ${kind}, 'school', '1')`;
const countEvents = sql`select count(*)::int as n from live_events`;
const actor = systemActor("test");
const killNarrow =
  "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'narrow' and datname = current_database()";

beforeAll(async () => {
  house = await createTestTenant();
  other = await house.createTenant("other");
  narrow = new Database({
    connectionString: house.appUrl,
    poolSize: 1,
    connectionUses: 100_000,
    statementTimeoutMs: 5_000,
    applicationName: "narrow",
  });
});
afterAll(async () => {
  await narrow.end();
  await house.close();
});

const eventsOf = (tenant: TenantRef) =>
  house.database.readTenant(tenant, actor, async (db) => (await db.one<{ n: number }>(countEvents))?.n);

test("what a transaction wrote is there after it, and nothing of one that threw", async () => {
  const before = (await eventsOf(house.tenant)) ?? 0;
  await house.asSystem((db) => db.run(event("kept")));
  await expect(
    house.asSystem(async (db) => {
      await db.run(event("lost"));
      throw new Error("changed my mind");
    }),
  ).rejects.toThrow("changed my mind");
  expect(await eventsOf(house.tenant)).toBe(before + 1);
});

test("a COMMIT that Postgres answers with ROLLBACK is reported, never taken for success", async () => {
  const before = await eventsOf(house.tenant);
  const attempt = house.asSystem(async (db) => {
    await db.run(event("lost"));
    await db.run(sql`select 1 / 0`).catch(() => undefined); // the caller swallows it; the transaction is failed all the same
  });
  await expect(attempt).rejects.toMatchObject({ code: "UNAVAILABLE", reason: "database.not_committed" });
  expect(await eventsOf(house.tenant)).toBe(before);
});

test("a transaction without a statement takes no connection", async () => {
  await narrow.withTenant(house.tenant, actor, () =>
    narrow.withTenant(house.tenant, actor, () => narrow.withTenant(other, actor, async () => undefined)),
  );
  expect(narrow.stats()).toEqual({ total: 0, idle: 0, waiting: 0 });
});

test("a preamble that fails runs nothing as the login role", async () => {
  const stranger = { ...house.tenant, role: new URL(house.ownerUrl).username };
  const write = narrow.withTenant(stranger, actor, (db) =>
    db.run(sql`select pg_notify('probe', 'as the login role')`),
  );
  await expect(write).rejects.toMatchObject({ code: "FORBIDDEN" });
  const read = narrow.readTenant(stranger, actor, (db) => db.rows(sql`select current_user`));
  await expect(read).rejects.toMatchObject({ code: "FORBIDDEN" });
  // the connection is in order again afterwards
  await narrow.readTenant(house.tenant, actor, async (db) => {
    expect(await db.one(sql`select current_user::text as who`)).toEqual({ who: house.tenant.role });
  });
});

test("reads of one tick share one transaction, the same statement twice included", async () => {
  const fresh = new Database({
    connectionString: house.appUrl,
    poolSize: 4,
    connectionUses: 1_000,
    statementTimeoutMs: 5_000,
    applicationName: "fresh",
  });
  const backend = sql`select pg_backend_pid() as pid, transaction_timestamp()::text as began`;
  try {
    const [first, again, third] = await fresh.readTenant(house.tenant, actor, (db) =>
      Promise.all([db.one(backend), db.one(backend), db.one(countEvents)]),
    );
    expect(again).toEqual(first);
    expect(third).toHaveProperty("n");
    expect(fresh.stats().total).toBe(1);
  } finally {
    await fresh.end();
  }
});

test("a read cannot write", async () => {
  const write = house.database.readTenant(house.tenant, actor, (db) => db.run(event("sneaky")));
  await expect(write).rejects.toMatchObject({ code: "25006" });
});

test("one bad read does not spoil its connection for statements prepared beside it", async () => {
  const later = sql`select 'later' as word`;
  const batch = narrow.readTenant(house.tenant, actor, (db) =>
    Promise.allSettled([db.one(sql`select 1 / 0`), db.one(later)]),
  );
  expect((await batch).map((one) => one.status)).toEqual(["rejected", "rejected"]);
  const good = narrow.readTenant(house.tenant, actor, (db) => db.one(later));
  expect(await good).toEqual({ word: "later" });
});

test("a statement that cannot be built is refused alone, and its connection serves on", async () => {
  const unsayable = () => qb("live_events").select("id").where({ topic: undefined });
  const batch = narrow.readTenant(house.tenant, actor, (db) =>
    Promise.allSettled([db.rows(unsayable()), db.one(countEvents)]),
  );
  expect((await batch).map((one) => one.status)).toEqual(["rejected", "fulfilled"]);
  const alone = narrow.readTenant(house.tenant, actor, (db) => db.rows(unsayable()));
  await expect(alone).rejects.toThrow("Undefined binding");
  const late = narrow.withTenant(house.tenant, actor, async (db) => {
    await db.run(event("unbuilt"));
    db.onceBeforeCommit("unsayable", unsayable());
  });
  await expect(late).rejects.toThrow("Undefined binding");
  const after = narrow.readTenant(house.tenant, actor, (db) =>
    db.one(sql`select count(*)::int as n from live_events where kind = 'unbuilt'`),
  );
  expect(await after).toEqual({ n: 0 });
});

test("a read that fails beside others leaves them their rows, and can be asked again", async () => {
  const quotient = (by: number) => sql`select 6 / ${by}::int as n`;
  const [first, failed] = await narrow.readTenant(house.tenant, actor, (db) =>
    Promise.allSettled([db.one(sql`select 'first' as word`), db.one(quotient(0)), db.one(countEvents)]),
  );
  expect(first).toEqual({ status: "fulfilled", value: { word: "first" } });
  expect(failed).toMatchObject({ status: "rejected", reason: { code: "22012" } });
  const again = narrow.readTenant(house.tenant, actor, (db) =>
    Promise.all([db.one(quotient(2)), db.one(quotient(3)), db.one(countEvents)]),
  );
  expect(await again).toEqual([{ n: 3 }, { n: 2 }, { n: expect.any(Number) }]);
});

test("a statement asked again answers the same shapes: moments, days, nulls and numbers", async () => {
  const shapes = (day: string | null) => sql`
    select ${day}::date as day, ${day}::timestamptz at time zone 'UTC' is null as empty, 7::int as n,
      '2026-09-01T10:00:00Z'::timestamptz as moment, '2026-09-01T12:00:00.1234567+02'::timestamptz as exact`;
  const read = (day: string | null) =>
    narrow.readTenant(house.tenant, actor, async (db) => {
      const rows = await db.rows(shapes(day));
      return [rows, await db.run(shapes(day))];
    });
  const moments = {
    moment: "2026-09-01T10:00:00.000Z",
    exact: "2026-09-01T10:00:00.123Z",
  };
  expect(await read("2026-09-01")).toEqual([[{ day: "2026-09-01", empty: false, n: 7, ...moments }], 1]);
  expect(await read(null)).toEqual([[{ day: null, empty: true, n: 7, ...moments }], 1]);
});

test("a read's settings are gone from its connection when it ends", async () => {
  const left = sql`select current_setting('atrium.actor', true) as actor, current_setting('transaction_read_only') as reads`;
  const outside = async () => narrow.withPlatform((db) => db.one(left));
  await narrow.readTenant(house.tenant, actor, (db) => db.one(left));
  expect(await outside()).toEqual({ actor: "", reads: "off" });
  await narrow.readTenant(house.tenant, actor, (db) => db.one(sql`select 1 / 0`)).catch(() => undefined);
  expect(await outside()).toEqual({ actor: "", reads: "off" });
});

test("a read cannot make itself a write", async () => {
  const attempt = house.database.readTenant(house.tenant, actor, (db) =>
    Promise.all([
      db.run(sql`select set_config('transaction_read_only', 'off', true)`),
      db.run(event("sneaky")),
    ]),
  );
  await expect(attempt).rejects.toMatchObject({ code: "25001" });
});

test("statements before COMMIT run once a key, in the same transaction", async () => {
  const before = (await eventsOf(house.tenant)) ?? 0;
  await house.asSystem(async (db) => {
    db.onceBeforeCommit("bell", event("bell"));
    db.onceBeforeCommit("bell", event("bell"));
    await db.run(event("written"));
  });
  expect(await eventsOf(house.tenant)).toBe(before + 2);
});

test("a statement after the end of its transaction is refused", async () => {
  let kept: { run(query: ReturnType<typeof event>): Promise<number> } | undefined;
  await house.asSystem(async (db) => {
    kept = db;
    await db.run(event("in time"));
  });
  await expect(kept?.run(event("too late"))).rejects.toThrow("after its transaction had ended");
});

test("a table altered under a prepared statement costs a read nothing and a write one refusal", async () => {
  const owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  const all = sql`select * from audit_entries limit 1`;
  const read = () => narrow.readTenant(house.tenant, actor, (db) => db.rows(all));
  const write = () => narrow.withTenant(house.tenant, actor, (db) => db.rows(all));
  const table = `"${house.tenant.schema}".audit_entries`;
  try {
    await read();
    await owner.query(`alter table ${table} add column extra int`);
    await expect(read()).resolves.toEqual([]);
    await owner.query(`alter table ${table} drop column extra`);
    await expect(write()).rejects.toMatchObject({ code: "UNAVAILABLE", reason: "database.busy" });
    await expect(write()).resolves.toEqual([]);
  } finally {
    await owner.query(`alter table ${table} drop column if exists extra`);
    await owner.end();
  }
});

test("role, path, actor and tenant never leak over 2,000 interleaved transactions of two houses", async () => {
  const who = sql`select current_user::text as role, current_setting('search_path') as path,
    current_setting('atrium.actor') as actor, current_setting('atrium.tenant') as tenant`;
  const tenants = [house.tenant, other] as const;
  const database = new Database({
    connectionString: house.appUrl,
    poolSize: 3,
    connectionUses: 700, // connections are replaced on the way, too
    statementTimeoutMs: 20_000,
    applicationName: "leaks",
  });
  const one = async (index: number) => {
    const tenant = tenants[index % 2] as TenantRef;
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
    const person = { kind: "person", id, sessionId: null } as const;
    const expected = {
      role: tenant.role,
      path: `"${tenant.schema}", shared, extensions`,
      actor: id,
      tenant: tenant.id,
    };
    if (index % 3 === 0)
      return database.readTenant(tenant, person, async (db) => expect(await db.one(who)).toEqual(expected));
    const wrote = database.withTenant(tenant, person, async (db) => {
      expect(await db.one(who)).toEqual(expected);
      if (index % 5 === 0) await db.run(sql`select 1 / 0`);
      if (index % 7 === 0) throw new AppError("INVALID", "test.thrown");
      expect(await db.one(who)).toEqual(expected);
    });
    if (index % 5 === 0) return expect(wrote).rejects.toMatchObject({ code: "22012" });
    if (index % 7 === 0) return expect(wrote).rejects.toMatchObject({ reason: "test.thrown" });
    return wrote;
  };
  try {
    // not all at once: a busy machine would keep the last of them waiting for a connection for too long
    for (let done = 0; done < 2_000; done += 250)
      await Promise.all(Array.from({ length: 250 }, (_, index) => one(done + index)));
    await database.withPlatform(async (db) => {
      expect(await db.one(who)).toMatchObject({ role: "atrium_platform", actor: "", tenant: "" });
    });
  } finally {
    await database.end();
  }
});

test("a database that went away and came back serves again on new connections", async () => {
  const owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  try {
    await narrow.readTenant(house.tenant, actor, (db) => db.one(countEvents));
    const killed = narrow.withTenant(house.tenant, actor, async (db) => {
      await db.run(event("lost"));
      await owner.query(killNarrow);
      await db.run(event("also lost"));
    });
    await expect(killed).rejects.toMatchObject({ code: "UNAVAILABLE", reason: "database.away" });
    await owner.query(killNarrow); // while idle: the next read notices, and is run again
    const again = await narrow.readTenant(house.tenant, actor, (db) => db.one(countEvents));
    expect(again).toHaveProperty("n");
  } finally {
    await owner.end();
  }
});

test("a JavaScript array reaches jsonb as an array", async () => {
  const row = await house.asSystem((db) => db.one(sql`select ${json([1, "two"])}::jsonb as list`));
  expect(row).toEqual({ list: [1, "two"] });
});

test("a connection keeps a bounded number of plans, and closes the oldest even in a failed transaction", async () => {
  const numbered = (index: number) =>
    sql(Object.assign([`select ${index} as n`], { raw: [] }) as unknown as TemplateStringsArray);
  const read = (from: number, to: number) =>
    narrow.readTenant(house.tenant, actor, (db) =>
      Promise.all(Array.from({ length: to - from }, (_, index) => db.one(numbered(from + index)))),
    );
  await read(0, 700);
  await expect(
    narrow.readTenant(house.tenant, actor, (db) =>
      Promise.all([
        db.one(sql`select 1 / 0`),
        ...Array.from({ length: 400 }, (_, index) => db.one(numbered(index))),
      ]),
    ),
  ).rejects.toMatchObject({ code: "22012" });
  await read(700, 1_500);
  const kept = await narrow.readTenant(house.tenant, actor, (db) =>
    db.one<{ n: number }>(sql`select count(*)::int as n from pg_prepared_statements`),
  );
  expect(kept?.n).toBeGreaterThan(1_000);
  expect(kept?.n).toBeLessThanOrEqual(1_202); // with the preamble and this very query
  expect((await read(0, 3)).length).toBe(3); // closed ones are prepared again
});

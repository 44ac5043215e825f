import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { systemActor } from "../../server/core/auth.ts";
import { keepSpares } from "../../server/core/db/spares.ts";
import { sql } from "../../server/core/db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../../server/core/testing/house.ts";
import { examine } from "../../server/domains/tenants/doctor/service.ts";
import { deleteTenant, listTenants, refOf, showTenant } from "../../server/domains/tenants/service.ts";

let opened: TestDatabase;
/** Holds the locks; within its transaction it would not see who waits for them. */
let owner: pg.Client;
let watcher: pg.Client;
let started: ChildProcess[] = [];
const town = () => ({ database: opened.database, ownerUrl: opened.ownerUrl, by: "test" });

beforeAll(async () => {
  opened = await openTestDatabase();
  owner = new pg.Client({ connectionString: opened.ownerUrl });
  await owner.connect();
  watcher = new pg.Client({ connectionString: opened.ownerUrl });
  await watcher.connect();
});
beforeEach(() => owner.query("begin")); // for the locks at which a command is killed
afterEach(async () => {
  await owner.query("rollback");
  for (const child of started.filter(({ exitCode }) => exitCode === null)) child.kill("SIGKILL");
  started = [];
  for (const { slug } of await listTenants(town())) await deleteTenant(town(), slug, slug);
});
afterAll(async () => {
  const { rows } = await owner.query<{ schema: string }>(
    "delete from platform.spare_houses returning schema",
  );
  for (const { schema } of rows) await owner.query(`drop schema "${schema}" cascade; drop role "${schema}"`);
  await owner.end();
  await watcher.end();
  await opened.close();
});

function run(script: string, ...args: string[]): ChildProcess {
  const file = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const { ownerUrl: DATABASE_URL, secret: SECRET } = opened;
  const env = { ...process.env, NODE_ENV: "test" as const, DATABASE_URL, SECRET };
  const child = spawn(process.execPath, [file, ...args], { env, stdio: "ignore" });
  started.push(child);
  return child;
}
const create = () =>
  run(
    "scripts/atrium.ts",
    "tenant",
    "create",
    "--slug",
    "hill",
    "--name",
    "Hill",
    "--time-zone",
    "Europe/Rome",
  );
const codeOf = async (child: ChildProcess) => (await once(child, "exit"))[0] as number | null;

/** Kills a process when one of its statements waits for the lock that this test holds on a table. */
async function killAt(child: ChildProcess): Promise<void> {
  await expect.poll(waits, { timeout: 20_000, interval: 20 }).toBe(1);
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  // Postgres notices that nobody is there any more when it wants to answer
  await owner.query("rollback");
  await expect.poll(others, { timeout: 20_000, interval: 20 }).toBe(0);
}
const count = async (query: string) => (await watcher.query<{ n: number }>(query)).rows[0]?.n ?? 0;
const waits = () =>
  count(`select count(distinct a.pid)::int as n from pg_stat_activity a
    where a.datname = current_database() and cardinality(pg_blocking_pids(a.pid)) > 0`);
const others = () =>
  count(`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and application_name in ('atrium command', 'atrium houses', 'atrium migrate')`);

const lock = (table: string) => owner.query(`lock table ${table} in access exclusive mode`);
const schoolsOfHill = async () =>
  opened.database.withTenant(refOf(await showTenant(town(), "hill")), systemActor("test"), (db) =>
    db.rows<{ name: string; timeZone: string }>(sql`select name, time_zone as "timeZone" from schools`),
  );
/** What the doctor finds wrong, but for the number of spares. */
const wrong = async () =>
  (await examine(opened.ownerUrl, 0)).filter(({ ok }) => !ok).map(({ check, details }) => [check, details]);

/** The command asked again opens the school, whole. */
async function endsWhole(): Promise<void> {
  expect(await codeOf(create())).toBe(0);
  expect(await showTenant(town(), "hill")).toMatchObject({ status: "active", name: "Hill" });
  expect(await schoolsOfHill()).toEqual([{ name: "Hill", timeZone: "Europe/Rome" }]);
  expect(await wrong()).toEqual([]);
  expect(await codeOf(create())).toBe(1); // it is there now
}

test("A command killed while it claims a house has claimed none", async () => {
  await keepSpares(opened.ownerUrl, 1);
  await lock("platform.tenant_audit");
  await killAt(create());
  expect(await listTenants(town())).toEqual([]);
  await endsWhole();
});

test("A command killed while it furnishes a house leaves it closed, and ends it when asked again", async () => {
  await keepSpares(opened.ownerUrl, 1);
  const { rows } = await owner.query<{ schema: string }>("select schema from platform.spare_houses");
  await lock(`"${rows[0]?.schema}".schools`);
  await killAt(create());
  expect(await showTenant(town(), "hill")).toMatchObject({ status: "provisioning" });
  await endsWhole();
});

test("A command killed while it builds a house leaves a whole one or none", async () => {
  await owner.query("rollback");
  for (const { schema } of (await owner.query("delete from platform.spare_houses returning schema")).rows)
    await owner.query(`drop schema "${schema}" cascade; drop role "${schema}"`);
  await owner.query("begin");
  // the end of building waits, with the whole house uncommitted
  await owner.query("lock table platform.spare_houses in share row exclusive mode");
  await killAt(create());
  expect(await wrong()).toEqual([]);
  await endsWhole();
});

test("A migration killed in the middle has done some houses whole and the others not at all, and goes on", async () => {
  await owner.query("rollback");
  const houses = [];
  for (const slug of ["one", "two", "three"]) houses.push(await opened.createTenant(slug));
  const step = {
    version: "900001_test",
    text: `create table killed (id uuid primary key default shared.make_id());
      alter table killed enable row level security;
      create policy killed_read on killed for select using ((select shared.actor_is_system()));
      alter table schools add column killed int;`,
  };
  const state = async () =>
    (
      await owner.query(
        `select slug, template_version = $1 as done, to_regclass(schema || '.killed') is not null as made
         from platform.tenants order by created_at`,
        [step.version],
      )
    ).rows.map(({ slug, done, made }) => [slug, done, made]);
  const migrate = () =>
    run("server/testing/migrate-process.ts", JSON.stringify({ ownerUrl: opened.ownerUrl, steps: [step] }));
  await owner.query("begin");
  await lock(`"${houses[1]?.schema}".schools`);
  const killed = migrate();
  await expect.poll(() => state().then(([one]) => one), { timeout: 20_000 }).toEqual(["one", true, true]);
  await killAt(killed);
  expect(await state()).toEqual([
    ["one", true, true],
    ["two", false, false],
    ["three", false, false],
  ]);
  expect(await codeOf(migrate())).toBe(0);
  expect(await state()).toEqual(houses.map(({ slug }) => [slug, true, true]));
});

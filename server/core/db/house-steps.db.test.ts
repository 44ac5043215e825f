import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestTenant, type TestTenant } from "../testing/house.ts";
import type { TenantRef } from "./database.ts";
import { compareSchemas, describeSchema } from "./describe-schema.ts";
import {
  type HouseStep,
  houseScript,
  newHouseName,
  readReleased,
  readSteps,
  readTemplate,
  runScript,
} from "./house.ts";
import { migrateHouses } from "./house-steps.ts";
import { sql } from "./sql.ts";

let house: TestTenant;
let owner: pg.Client;
let tenants: TenantRef[];
let round = 0;

beforeAll(async () => {
  house = await createTestTenant("one");
  tenants = [house.tenant];
  for (const slug of ["two", "three", "four"]) tenants.push(await house.createTenant(slug));
  owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
});
beforeEach(() => {
  round += 1;
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

/** A step later than all there are; each test has its own. */
const step = (text: string, part = 1): HouseStep => ({ version: `9000${round}${part}_test`, text });
const addTable = (name: string) => `create table ${name} (id uuid primary key default shared.make_id());
  alter table ${name} enable row level security;
  create policy ${name}_read on ${name} for select using ((select shared.actor_is_system()));`;
const versions = async () =>
  (
    await owner.query<{ slug: string; version: string; error: string | null }>(
      "select slug, template_version as version, migration_error as error from platform.tenants order by created_at",
    )
  ).rows;
const exists = async (tenant: TenantRef, table: string) =>
  (await owner.query("select to_regclass($1) as found", [`"${tenant.schema}".${table}`])).rows[0]?.found !==
  null;

test("a step reaches every house, with the tenant's rights on what is new", async () => {
  const steps = [step(addTable("reached"))];
  const done = await migrateHouses(house.ownerUrl, { steps });
  expect(done.map((one) => one.outcome)).toEqual(["migrated", "migrated", "migrated", "migrated"]);
  expect(new Set((await versions()).map((one) => one.version))).toEqual(new Set([steps[0]?.version]));
  expect(await house.asSystem((db) => db.rows(sql`select id from reached`))).toEqual([]);
});

test("running again does nothing", async () => {
  const steps = [step(addTable("again"))];
  await migrateHouses(house.ownerUrl, { steps });
  expect(await migrateHouses(house.ownerUrl, { steps })).toEqual([]);
});

test("two runs at once apply each step once to each house", async () => {
  const steps = [step(addTable("raced"))];
  const [first, second] = await Promise.all([
    migrateHouses(house.ownerUrl, { steps }),
    migrateHouses(house.ownerUrl, { steps }),
  ]);
  expect([...first, ...second].every((one) => one.outcome === "migrated")).toBe(true);
  for (const tenant of tenants) expect(await exists(tenant, "raced")).toBe(true);
});

test("one house that cannot be migrated is rolled back and named, and does not stop the rest", async () => {
  const broken = tenants[2] as TenantRef;
  await owner.query(`create table "${broken.schema}".in_the_way ()`);
  const steps = [step(addTable("before_it"), 1), step(addTable("in_the_way"), 2)];
  const done = await migrateHouses(house.ownerUrl, { steps });
  expect(done.filter((one) => one.outcome === "failed").map((one) => one.slug)).toEqual(["three"]);
  expect(done.filter((one) => one.outcome === "migrated")).toHaveLength(3);
  expect(await exists(broken, "before_it")).toBe(false); // the house is one transaction
  expect((await versions()).find((one) => one.slug === "three")?.error).toContain("in_the_way");
  // once the cause is gone, the same run finishes what is left
  await owner.query(`drop table "${broken.schema}".in_the_way`);
  expect(await migrateHouses(house.ownerUrl, { steps })).toMatchObject([
    { slug: "three", outcome: "migrated" },
  ]);
  expect((await versions()).find((one) => one.slug === "three")?.error).toBeNull();
});

test("a canary that fails holds the others back", async () => {
  await owner.query("update platform.tenants set is_canary = true where slug = 'four'");
  const canary = tenants[3] as TenantRef;
  await owner.query(`create table "${canary.schema}".in_the_mine ()`);
  const steps = [step(addTable("in_the_mine"))];
  const done = await migrateHouses(house.ownerUrl, { steps });
  expect(done.map((one) => [one.slug, one.outcome])).toEqual([
    ["four", "failed"],
    ["one", "held"],
    ["two", "held"],
    ["three", "held"],
  ]);
  await owner.query(`drop table "${canary.schema}".in_the_mine`);
  await migrateHouses(house.ownerUrl, { steps });
});

test("a step waits for locks only a while, lets requests pass and tries again", async () => {
  const steps = [step("alter table live_events add column waited int")];
  const holder = new pg.Client({ connectionString: house.ownerUrl });
  await holder.connect();
  try {
    await holder.query("begin");
    await holder.query(`lock table "${house.tenant.schema}".live_events in access share mode`);
    const run = migrateHouses(house.ownerUrl, { steps, lockTimeoutMs: 50, attempts: 8 });
    await untilItGaveUpOnce();
    await holder.query("commit");
    expect((await run).map((one) => one.outcome)).toEqual(["migrated", "migrated", "migrated", "migrated"]);
  } finally {
    await holder.end();
  }
});

/** Resolves when a migration was seen waiting for a lock, and then no longer waiting. */
async function untilItGaveUpOnce(): Promise<void> {
  const waiting = async () =>
    (
      await owner.query(
        "select from pg_stat_activity where application_name = 'atrium migrate' and datname = current_database() and wait_event_type = 'Lock'",
      )
    ).rowCount;
  while (!(await waiting()));
  while (await waiting());
}

test("an old house with its steps equals a new house, object by object", async () => {
  const old = newHouseName();
  const fresh = newHouseName();
  const { text, version: released } = readReleased();
  await runScript(owner, houseScript(old, old, text));
  await runScript(owner, houseScript(fresh, fresh, readTemplate().text));
  try {
    await owner.query(
      "insert into platform.tenants (slug, name, schema, role, template_version, created_at) values ('old', 'Old', $1, $1, $2, now())",
      [old, released],
    );
    const later = readSteps().filter((one) => one.version > released);
    const done = await migrateHouses(house.ownerUrl, { steps: later });
    expect(done.filter((one) => one.outcome !== "migrated")).toEqual([]);
    const differences = compareSchemas(
      await describeSchema(owner, fresh, fresh),
      await describeSchema(owner, old, old),
    );
    expect(
      differences,
      "db/tenant-template was changed without a step in db/migrations/tenant (or the two differ)",
    ).toEqual([]);
  } finally {
    await owner.query("delete from platform.tenants where slug = 'old'");
    for (const name of [old, fresh]) {
      await owner.query(`drop schema "${name}" cascade`);
      await owner.query(`drop role "${name}"`);
    }
  }
});

test("the comparison notices every kind of object", async () => {
  const subject = house.tenant;
  const describe = () => describeSchema(owner, subject.schema, subject.role);
  const before = await describe();
  const table = `"${subject.schema}".people`;
  const changes: [string, string][] = [
    [`alter table ${table} add column drift int`, "column people.drift"],
    [`alter table ${table} alter column name drop not null`, "column people.name"],
    [`create index drift on ${table} (locale)`, "index drift"],
    [`alter table ${table} add constraint drift check (true)`, "constraint people.drift"],
    [`drop policy people_read on ${table}`, "policy people.people_read"],
    [`alter table ${table} disable row level security`, "relation people"],
    [`alter table ${table} disable trigger people_touch`, "trigger people.people_touch"],
    [`grant truncate on ${table} to "${subject.role}"`, "relation people"],
    [`revoke select on ${table} from "${subject.role}"`, "relation people"],
    [
      `create or replace function "${subject.schema}".is_self(person uuid) returns boolean language sql as 'select true'`,
      "function is_self(person uuid)",
    ],
    [`create view "${subject.schema}".drift as select 1 as one`, "relation drift"],
    [`grant create on schema "${subject.schema}" to "${subject.role}"`, "schema"],
  ];
  for (const [change, object] of changes) {
    await owner.query("begin");
    await owner.query(change);
    const after = await describe();
    expect(
      compareSchemas(before, after).map((one) => one.object),
      change,
    ).toContain(object);
    await owner.query("rollback");
  }
  expect(compareSchemas(before, await describe())).toEqual([]);
});

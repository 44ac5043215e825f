import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { systemActor } from "../../core/auth.ts";
import { sharedCode } from "../../core/db/shared-code.ts";
import { keepSpares } from "../../core/db/spares.ts";
import { sql } from "../../core/db/sql.ts";
import { openTestDatabase, type TestDatabase } from "../../core/testing/house.ts";
import { examine } from "./doctor/service.ts";
import {
  deleteTenant,
  listTenants,
  provisionTenant,
  refOf,
  renameTenant,
  resumeTenant,
  showTenant,
  suspendTenant,
  type Town,
} from "./service.ts";

let opened: TestDatabase;
let town: Town;
let owner: pg.Client;

beforeAll(async () => {
  opened = await openTestDatabase();
  town = { database: opened.database, ownerUrl: opened.ownerUrl, by: "test" };
  owner = new pg.Client({ connectionString: opened.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  for (const { slug } of await listTenants(town)) await deleteTenant(town, slug, slug);
});
afterAll(async () => {
  const { rows } = await owner.query<{ schema: string }>(
    "delete from platform.spare_houses returning schema",
  );
  for (const { schema } of rows) await owner.query(`drop schema "${schema}" cascade; drop role "${schema}"`);
  await owner.end();
  await opened.close();
});

const spares = async () => (await owner.query("select schema from platform.spare_houses")).rows.length;
const north = { slug: "north", name: "North School" };

test("a school moves into a spare house and finds it empty and working", async () => {
  await keepSpares(opened.ownerUrl, 2);
  const tenant = await provisionTenant(town, north);
  expect(tenant).toMatchObject({ ...north, status: "active" });
  expect(await spares()).toBe(1);
  const work = town.database.withTenant(refOf(tenant), systemActor("test"), async (db) => {
    await db.run(sql`insert into audit_entries (action, entity, entity_id) values ('a', 'e', '1')`);
    return db.rows(sql`select action from audit_entries`);
  });
  expect(await work).toEqual([{ action: "a" }]);
});

test("without a spare house one is built, and a job is left to build more", async () => {
  await owner.query("update platform.spare_houses set fingerprint = 'of an older version'");
  const tenant = await provisionTenant(town, north);
  expect(tenant.status).toBe("active");
  const jobs = await owner.query(
    "select from graphile_worker.jobs where task_identifier = 'tenants.keep-spares' and key = 'platform:tenants.keep-spares'",
  );
  expect(jobs.rowCount).toBe(1);
});

test("a spare house of an older template is dropped, not handed out", async () => {
  await keepSpares(opened.ownerUrl, 1);
  const { rows } = await owner.query<{ schema: string }>(
    "update platform.spare_houses set fingerprint = 'of an older version' returning schema",
  );
  expect(await keepSpares(opened.ownerUrl, 1)).toMatchObject({ dropped: rows.length, built: 1 });
  const left = await owner.query("select from pg_namespace where nspname = $1", [rows[0]?.schema]);
  expect(left.rowCount).toBe(0);
});

test("many schools that open at once each get a house of their own", async () => {
  await keepSpares(opened.ownerUrl, 2);
  const made = await Promise.all(
    Array.from({ length: 5 }, (_, index) => provisionTenant(town, { slug: `rush-${index}`, name: "Rush" })),
  );
  expect(new Set(made.map((one) => one.schema)).size).toBe(5);
});

test.each([
  ["a taken subdomain", "north", "CONFLICT", "tenants.slug_taken"],
  ["a reserved subdomain", "admin", "INVALID", "tenants.slug_reserved"],
  ["capitals and spaces", "North End", "INVALID", "tenants.slug_form"],
  ["an end in a hyphen", "north-", "INVALID", "tenants.slug_form"],
  ["a subdomain of one letter", "n", "INVALID", "tenants.slug_short"],
  ["quotes and semicolons", `n'";--`, "INVALID", "tenants.slug_form"],
])("%s is refused", async (_, slug, code, reason) => {
  await provisionTenant(town, north);
  await expect(provisionTenant(town, { slug, name: "Other" })).rejects.toMatchObject({ code, reason });
  await expect(renameTenant(town, "north", slug)).rejects.toMatchObject({ code, reason });
  expect(await listTenants(town)).toHaveLength(1);
});

test("of two schools that want one subdomain at once, one gets it and no house is lost", async () => {
  await keepSpares(opened.ownerUrl, 2);
  const both = await Promise.allSettled([provisionTenant(town, north), provisionTenant(town, north)]);
  expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find((one) => one.status === "rejected")?.reason).toMatchObject({
    reason: "tenants.slug_taken",
  });
  expect(await spares()).toBe(1);
});

test("renaming changes the subdomain and nothing else", async () => {
  const before = await provisionTenant(town, north);
  const after = await renameTenant(town, "north", "south");
  expect(after).toEqual({ ...before, slug: "south" });
  await expect(showTenant(town, "north")).rejects.toMatchObject({ reason: "tenants.unknown" });
});

test("a school is suspended and resumed, each only from the other state", async () => {
  await provisionTenant(town, north);
  await expect(resumeTenant(town, "north")).rejects.toMatchObject({ reason: "tenants.wrong_status" });
  expect(await suspendTenant(town, "north", "unpaid")).toMatchObject({
    status: "suspended",
    statusReason: "unpaid",
  });
  await expect(suspendTenant(town, "north", null)).rejects.toMatchObject({ reason: "tenants.wrong_status" });
  expect(await resumeTenant(town, "north")).toMatchObject({ status: "active", statusReason: null });
});

test("deleting takes a confirmation, then house, role and row, and leaves the record of it", async () => {
  const tenant = await provisionTenant(town, north);
  await expect(deleteTenant(town, "north", "nort")).rejects.toMatchObject({
    reason: "tenants.delete_unconfirmed",
  });
  await deleteTenant(town, "north", "north");
  const left = await owner.query(
    "select 1 from pg_namespace where nspname = $1 union all select 1 from pg_roles where rolname = $1",
    [tenant.schema],
  );
  expect(left.rowCount).toBe(0);
  const record = await owner.query(
    "select action from platform.tenant_audit where tenant_id = $1 order by at, id",
    [tenant.id],
  );
  expect(record.rows.map((row) => row.action)).toEqual([
    "tenants.provision",
    "tenants.delete",
    "tenants.deleted",
  ]);
});

test("a deletion that was killed half-way is finished by asking again", async () => {
  const tenant = await provisionTenant(town, north);
  await owner.query("update platform.tenants set status = 'deleting' where id = $1", [tenant.id]);
  await owner.query(`drop schema "${tenant.schema}" cascade`);
  await deleteTenant(town, "north", "north");
  await expect(showTenant(town, "north")).rejects.toMatchObject({ reason: "tenants.unknown" });
});

test("the doctor finds nothing in a sound installation, and names what is wrong in a spoilt one", async () => {
  await keepSpares(opened.ownerUrl, 2);
  const tenant = await provisionTenant(town, north);
  const bad = async () =>
    (await examine(opened.ownerUrl, 1)).filter((one) => !one.ok).map((one) => [one.check, one.details]);
  expect(await bad()).toEqual([]);
  await owner.query(`alter table "${tenant.schema}".people disable row level security`);
  await owner.query("create schema t_0123456789ab");
  await owner.query("select graphile_worker.add_job('lost', max_attempts => 1)");
  await owner.query(
    "update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'boom' where job_queue_id is null and max_attempts = 1",
  );
  await owner.query("update platform.tenants set template_version = '!' where slug = 'north'");
  try {
    expect((await bad()).map(([check]) => check)).toEqual(["steps", "orphans", "jobs"]);
    await owner.query("update platform.tenants set template_version = $1", [tenant.templateVersion]);
    expect(await bad()).toContainEqual(["drift", ["north: relation people is different"]]);
  } finally {
    await owner.query("drop schema t_0123456789ab");
    await owner.query("delete from graphile_worker._private_jobs");
  }
});

test("the doctor sees roles that gained something, changed shared code, spoilt spares and work that nobody does", async () => {
  await keepSpares(opened.ownerUrl, 2);
  const { role } = await provisionTenant(town, north);
  const { rows } = await owner.query<{ schema: string }>("select schema from platform.spare_houses limit 1");
  const spare = rows[0]?.schema ?? "";
  const bad = async () =>
    (await examine(opened.ownerUrl, 1)).filter((one) => !one.ok).map((one) => [one.check, one.details]);
  await owner.query(`alter role "${role}" login inherit; grant "${role}" to "${spare}"`);
  await owner.query(`create index people_by_hand on "${spare}".people (name)`);
  await owner.query(
    "create or replace function shared.actor_is_system() returns boolean language sql as 'select true'",
  );
  await owner.query("select graphile_worker.add_job('waits', run_at => now() - interval '3 hours')");
  expect(await bad()).toEqual([
    ["shared code", ["function actor_is_system() is different"]],
    [
      "tenant roles",
      [`${role} may log in, inherits, may be entered by ${spare}`, `${spare} is a member of ${role}`].sort(),
    ],
    ["drift", [`spare ${spare}: index people_by_hand is extra`]],
    ["workers", []],
  ]);
  await owner.query("insert into platform.workers (lock_name, machine, pid) values ('alive', '', 1)");
  await owner.query("update graphile_worker._private_jobs set run_at = now() - interval '1 hour'");
  const version = await owner.query("select current_setting('server_version_num')::int as version");
  await owner.query(sharedCode(version.rows[0]?.version));
  expect((await bad()).map(([check]) => check)).toEqual(["tenant roles", "drift"]);
  await owner.query(`revoke "${role}" from "${spare}"; drop index "${spare}".people_by_hand`);
  await owner.query("delete from graphile_worker._private_jobs; delete from platform.workers");
});

test("the doctor sees that the control plane waits for migrations, or is ahead of this version", async () => {
  const bad = async () => (await examine(opened.ownerUrl, 0)).filter((one) => !one.ok);
  await owner.query("update platform.migrations set name = 'later.ts' where name like '%workers.ts'");
  try {
    expect(await bad()).toMatchObject([
      {
        check: "control plane",
        details: [expect.stringContaining("_workers.ts waits"), "later.ts is unknown here"],
      },
    ]);
  } finally {
    await owner.query(
      "update platform.migrations set name = '202611210002_workers.ts' where name = 'later.ts'",
    );
  }
});

test("the doctor says so when the database cannot be reached", async () => {
  const nowhere = new URL(opened.ownerUrl);
  nowhere.port = "1";
  expect(await examine(nowhere.toString(), 1)).toMatchObject([{ check: "database", ok: false }]);
});

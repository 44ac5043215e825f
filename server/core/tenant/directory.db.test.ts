import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { sql } from "../db/sql.ts";
import { createLogger } from "../log.ts";
import { Notifications } from "../notifications.ts";
import { createTestTenant, type TestTenant } from "../testing/house.ts";
import { announceTenant, createTenantDirectory, type TenantDirectory } from "./directory.ts";

let house: TestTenant;
let notifications: Notifications;
let directory: TenantDirectory;

beforeAll(async () => {
  house = await createTestTenant("north");
});
beforeEach(async () => {
  notifications = new Notifications({
    connectionString: house.appUrl,
    applicationName: "directory",
    log: createLogger("silent"),
  });
  directory = createTenantDirectory(house.database, notifications);
  notifications.start();
  await vi.waitFor(() => expect(notifications.connected).toBe(true), { interval: 5 });
});
afterEach(async () => {
  directory.close();
  await notifications.stop();
});
afterAll(() => house.close());

const setStatus = (status: string, announce: boolean) =>
  house.database.withPlatform(async (db) => {
    await db.run(sql`update platform.tenants set status = ${status} where id = ${house.tenant.id}`);
    if (announce) announceTenant(db, house.tenant.id);
  });

test("a school is found by its subdomain, its own domain and its id", async () => {
  await house.database.withPlatform((db) =>
    db.run(sql`insert into platform.domains (host, tenant_id, verified_at)
      values ('school.example', ${house.tenant.id}, now()), ('claimed.example', ${house.tenant.id}, null)`),
  );
  expect(await directory.bySlug("north")).toEqual(house.tenant);
  expect(await directory.byDomain("school.example")).toEqual(house.tenant);
  expect(await directory.byDomain("claimed.example")).toBeUndefined(); // nobody has proved it
  expect(await directory.byId(house.tenant.id)).toEqual(house.tenant);
});

test("what does not exist is not found, and nonsense reaches no statement", async () => {
  expect(await directory.bySlug("nowhere")).toBeUndefined();
  expect(await directory.byDomain("nowhere.example")).toBeUndefined();
  expect(await directory.byId("'; drop table platform.tenants; --")).toBeUndefined();
});

test("a school asked for again is not read again", async () => {
  await directory.bySlug("north");
  const read = vi.spyOn(house.database, "withPlatform");
  await directory.bySlug("north");
  expect(read).not.toHaveBeenCalled();
  read.mockRestore();
});

test("a change is seen by every process as soon as it is announced", async () => {
  expect((await directory.bySlug("north"))?.status).toBe("active");
  await setStatus("suspended", true);
  await vi.waitFor(async () => expect((await directory.bySlug("north"))?.status).toBe("suspended"), {
    timeout: 1_000,
    interval: 5,
  });
  await setStatus("active", true);
});

test("a school that was looked for in vain is found once it opens", async () => {
  expect(await directory.bySlug("late")).toBeUndefined();
  const late = await house.createTenant("late");
  await house.database.withPlatform(async (db) => {
    announceTenant(db, late.id);
    await db.one(sql`select 1`);
  });
  await vi.waitFor(async () => expect(await directory.bySlug("late")).toEqual(late), {
    timeout: 1_000,
    interval: 5,
  });
});

test("a change during a lost connection is not served from memory", async () => {
  await directory.bySlug("north");
  const owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  try {
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'directory'",
    );
    await vi.waitFor(() => expect(notifications.connected).toBe(false), { interval: 1 });
    await setStatus("suspended", false); // nobody hears of it
    expect((await directory.bySlug("north"))?.status).toBe("suspended");
    await vi.waitFor(() => expect(notifications.connected).toBe(true), { timeout: 5_000, interval: 5 });
    expect((await directory.bySlug("north"))?.status).toBe("suspended");
  } finally {
    await owner.end();
    await setStatus("active", true);
  }
});

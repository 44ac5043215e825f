import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../../../core/auth.ts";
import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { type OrderHouse, openOrderHouse } from "../testing/house.ts";
import { orderBody } from "../testing/order-body.ts";
import { queuedJobs } from "../testing/queued-jobs.ts";
import { findStuck } from "../watch/service.ts";
import { leaveTask, registerTask } from "./schema.ts";
import { connectStore, disconnectStore, storeHealth, turnShops } from "./service.ts";

let house: OrderHouse;
let office: Actor;
const otherSchool = randomUUID();

beforeAll(async () => {
  house = await openOrderHouse("again");
  const id = await house.asSystem(async (db) => {
    await db.run(sql`insert into schools (id, slug, name) values (${otherSchool}, 'other', 'Other')`);
    const row = await db.one<{ id: string }>(
      sql`insert into people (email, name, status) values ('olga@again.example', 'Olga', 'active') returning id`,
    );
    await db.run(
      sql`insert into memberships (person_id, role, school_id) values (${row?.id}, 'school_admin', ${house.shop.schoolId})`,
    );
    return row?.id ?? "";
  });
  office = { kind: "person", id, sessionId: "s" };
});
afterAll(() => house.close());

const asOffice = <T>(work: (ctx: Ctx & { origin: string }) => Promise<T>, actor = office): Promise<T> =>
  house.database.withTenant(house.tenant, actor, (db) =>
    work({
      tenant: house.tenant,
      actor,
      db,
      log: house.job.log,
      requestId: "test",
      origin: "https://new.example.org",
    }),
  );
const wanted = () => ({
  schoolId: house.shop.schoolId,
  name: "Shop again",
  domain: house.shop.domain,
  apiSecret: "shpss_new_0123456789",
  stuckAfterDays: 7,
});
const jobs = async () =>
  (await queuedJobs<{ storeId: string }>(house.ownerUrl, leaveTask)).map(({ payload }) => payload.storeId);
const disconnect = async () => {
  const row = await house.asSystem((db) =>
    db.one<{ version: number }>(sql`select version from stores where id = ${house.shop.storeId}`),
  );
  await asOffice((ctx) => disconnectStore(ctx, { id: house.shop.storeId, version: row?.version ?? 0 }));
};

test("a shop that is disconnected and connected again is the same shop, and none of its orders is there twice", async () => {
  await house.deliver(orderBody({ id: 1 }));
  await house.work();
  await house.asSystem((db) => db.run(sql`update stores set reconciled_until = '2026-09-01T00:00:00Z'`));
  await disconnect();
  expect(await jobs()).toEqual([house.shop.storeId]);
  const token = { accessToken: "shpat_new_0123456789" };
  const store = await asOffice((ctx) => connectStore(ctx, { ...wanted(), ...token }));
  expect(await jobs()).toEqual([]); // registering took its place
  expect(store).toMatchObject({
    id: house.shop.storeId,
    state: "connected",
    trouble: null,
    name: "Shop again",
  });
  const row = await house.asSystem((db) =>
    db.one(sql`select callback_url, reconciled_until is not null as kept from stores where id = ${store.id}`),
  );
  expect(row).toEqual({ callback_url: "https://new.example.org/webhooks/shopify", kept: true });
  await house.deliver(orderBody({ id: 1, note: "told again" }));
  await house.work();
  const orders = await house.asSystem((db) => db.rows(sql`select id from orders`));
  expect(orders).toHaveLength(1);
  await expect(asOffice((ctx) => connectStore(ctx, wanted()))).rejects.toMatchObject({
    reason: "orders.store_known",
  });
});

test("a shop that was another school's is refused with the reason, also to who does not see that school", async () => {
  await disconnect();
  const stranger = await house.asSystem(async (db) => {
    const row = await db.one<{ id: string }>(
      sql`insert into people (email, name, status) values ('sam@again.example', 'Sam', 'active') returning id`,
    );
    await db.run(
      sql`insert into memberships (person_id, role, school_id) values (${row?.id}, 'school_admin', ${otherSchool})`,
    );
    return row?.id ?? "";
  });
  const asked = asOffice((ctx) => connectStore(ctx, { ...wanted(), schoolId: otherSchool }), {
    kind: "person",
    id: stranger,
    sessionId: "s",
  });
  await expect(asked).rejects.toMatchObject({ reason: "orders.store_of_another_school" });
});

test("the panel says how long the oldest event waits, be it for days", async () => {
  await house.asSystem((db) => db.run(sql`update stores set deleted_at = null`));
  await house.deliver(orderBody({ id: 2 }));
  await house.asSystem((db) =>
    db.run(sql`update shop_events set received_at = now() - interval '3 days' where state = 'pending'`),
  );
  const health = await asOffice((ctx) => storeHealth(ctx, house.shop.storeId));
  expect(health).toMatchObject({ waiting: 1 });
  expect(health.lagSeconds).toBeGreaterThan(2 * 86_400);
  await house.asSystem((db) => db.run(sql`delete from shop_events where state = 'pending'`));
  await house.asSystem((db) => db.run(sql`update stores set deleted_at = now()`));
});

test("orders of a shop that is gone are not called stuck", async () => {
  await house.asSystem((db) => db.run(sql`update orders set placed_at = now() - interval '30 days'`));
  const find = () => house.job.transact(findStuck);
  expect(await find()).toBe(0);
  await house.asSystem((db) => db.run(sql`update stores set deleted_at = null`));
  expect(await find()).toBe(1);
});

test("after a rename every shop that stands is turned to the new address, and no other", async () => {
  await house.asSystem((db) => db.run(sql`update stores set deleted_at = null`));
  await house.asSystem((db) => turnShops({ db }));
  const turned = async () =>
    (await queuedJobs<{ storeId: string }>(house.ownerUrl, registerTask)).map(
      ({ payload }) => payload.storeId,
    );
  expect(await turned()).toEqual([house.shop.storeId]);
});

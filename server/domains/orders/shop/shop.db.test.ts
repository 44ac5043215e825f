import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import type { JobContext } from "../../../core/jobs/tenant-job.ts";
import { keyringOf } from "../../../core/secrets/seal.ts";
import { updateOrder } from "../edit/service.ts";
import { pushChange } from "../push/service.ts";
import { reconcile } from "../reconcile/service.ts";
import { saveSecret } from "../stores/secrets.ts";
import { leaveShop, registerWebhooks } from "../subscriptions/service.ts";
import { type OrderHouse, openOrderHouse } from "../testing/house.ts";
import { orderBody } from "../testing/order-body.ts";
import { ShopDouble, shopOrder } from "../testing/shop-double.ts";

let house: OrderHouse;
let double: ShopDouble;
let job: JobContext;

beforeAll(async () => {
  house = await openOrderHouse("asked");
  double = await ShopDouble.open();
  const config = { ...house.job.parts.config, SHOPIFY_URL: double.url };
  job = { ...house.job, isLastAttempt: true, parts: { ...house.job.parts, config } };
  await house.asSystem(async (db) => {
    const store = { id: house.shop.storeId, schoolId: house.shop.schoolId };
    await saveSecret(db, keyringOf(config), store, "access_token", double.token);
    await db.run(sql`update stores set callback_url = 'https://asked.localhost/webhooks/shopify'`);
  });
});
beforeEach(() => {
  double.requests.length = 0;
});
afterAll(async () => {
  await double.close();
  await house.close();
});

const store = () =>
  house.asSystem((db) =>
    db.one<{
      state: string;
      trouble: string | null;
      subscriptions: Record<string, string>;
      until: string | null;
    }>(sql`select state, trouble, subscriptions, reconciled_until as until from stores`),
  );

test("webhooks that are missing are registered, those that deliver elsewhere turned to us, a refusal is noted", async () => {
  double.subscriptions = [
    {
      id: "gid://shopify/WebhookSubscription/9",
      topic: "ORDERS_CREATE",
      uri: "https://old.example.org/hook",
    },
  ];
  double.declined = { REFUNDS_CREATE: "Address is not allowed" };
  await registerWebhooks(job, house.shop.storeId);
  expect((await store())?.subscriptions).toMatchObject({
    "orders/create": "registered",
    "orders/updated": "registered",
    "refunds/create": "refused: Address is not allowed",
    "app/uninstalled": "registered",
  });
  expect(new Set(double.subscriptions.map(({ uri }) => uri))).toEqual(
    new Set(["https://asked.localhost/webhooks/shopify"]),
  );
  await registerWebhooks(job, house.shop.storeId);
  expect(double.requests.filter(({ operation }) => operation === "AtriumResubscribe")).toHaveLength(1);
});

test("a renamed house is told to its shops, which then deliver to the new address", async () => {
  const told = "https://old.localhost:3000/webhooks/shopify";
  await house.asSystem((db) => db.run(sql`update stores set callback_url = ${told}`));
  await registerWebhooks(job, house.shop.storeId);
  const now = "https://asked.localhost:3000/webhooks/shopify";
  expect(new Set(double.subscriptions.map(({ uri }) => uri))).toEqual(new Set([now]));
  const row = await house.asSystem((db) => db.one(sql`select callback_url from stores`));
  expect(row).toEqual({ callback_url: now });
});

test("what webhooks missed is fetched in pages, smaller ones when the shop finds them too dear", async () => {
  double.dearest = 10;
  const now = Date.now();
  double.orders = Array.from({ length: 23 }, (_, index) => {
    const updatedAt = new Date(now - (23 - index) * 60_000).toISOString();
    return shopOrder({
      legacyResourceId: String(600 + index),
      name: `#${600 + index}`,
      updatedAt,
      createdAt: updatedAt,
    });
  });
  await reconcile(job, house.shop.storeId);
  const count = await house.asSystem((db) =>
    db.one<{ n: number }>(sql`select count(*)::int as n from orders`),
  );
  expect(count?.n).toBe(23);
  expect(new Set(double.requests.map(({ variables }) => variables.first))).toEqual(new Set([50, 20, 8]));
  expect(Date.parse((await store())?.until ?? "")).toBeGreaterThan(now - 60_000);
});

test("an order that a webhook told reads the same from the Admin API: no new version, no new line in its story", async () => {
  await house.deliver(orderBody({ created_at: "2026-09-01T06:00:00Z", updated_at: "2026-09-01T06:00:00Z" }));
  await house.work();
  const before = await house.order(5_000_000_000_001);
  double.orders = [shopOrder()];
  await house.asSystem((db) => db.run(sql`update stores set reconciled_until = '2026-09-01T06:05:00Z'`));
  await reconcile(job, house.shop.storeId);
  const after = await house.order(5_000_000_000_001);
  expect(after?.version).toBe(before?.version);
  expect(await house.entries(after?.id ?? "")).toHaveLength(1);
});

test("a shop that refuses the token says so on its panel, and is well again once it answers", async () => {
  double.refusals = [{ status: 401 }];
  await expect(reconcile(job, house.shop.storeId)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await store()).toMatchObject({ state: "refused", trouble: "orders.shop_refuses" });
  await reconcile(job, house.shop.storeId);
  expect(await store()).toMatchObject({ state: "connected", trouble: null });
});

test("a full bucket and an overloaded shop are waited for; a broken answer is tried again by the queue", async () => {
  double.refusals = [{ status: 429, headers: { "retry-after": "0" } }];
  await reconcile(job, house.shop.storeId);
  double.refusals = [{ status: 503 }];
  await expect(reconcile(job, house.shop.storeId)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  double.refusals = [{ status: 200, body: "<html>" }];
  await expect(reconcile(job, house.shop.storeId)).rejects.toMatchObject({ code: "UNAVAILABLE" });
});

test("an order that cannot be read waits for a person, once, and those around it are worked in", async () => {
  const since = new Date(Date.now() - 60_000).toISOString();
  const seen = (id: number, changes: Record<string, unknown> = {}) =>
    shopOrder({
      id: `gid://shopify/Order/${id}`,
      legacyResourceId: String(id),
      updatedAt: since,
      ...changes,
    });
  double.orders = [seen(701), seen(702, { currencyCode: "?" }), seen(703)];
  await reconcile(job, house.shop.storeId);
  await reconcile(job, house.shop.storeId);
  expect([await house.order(701), await house.order(703)]).toMatchObject([{}, {}]);
  const letters = () =>
    house.asSystem((db) =>
      db.rows(sql`select state, resource_id, error from shop_events where topic = 'reconcile/order'`),
    );
  expect(await letters()).toEqual([{ state: "dead", resource_id: "702", error: "orders.payload" }]);
  await house.asSystem((db) =>
    db.run(sql`
      update shop_events set state = 'pending', body = convert_to(replace(convert_from(body, 'UTF8'), '"?"', '"EUR"'), 'UTF8')
      where topic = 'reconcile/order'`),
  );
  await house.work();
  expect(await letters()).toMatchObject([{ state: "done" }]);
  expect(await house.order(702)).toMatchObject({ total: "5990", status: "CONFIRMED" });
  double.orders = [];
});

test("an order that the database does not take waits for a person, and its page is worked in without it", async () => {
  const owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  await owner.query(`alter table "${house.tenant.schema}".orders add check (number <> '#704')`);
  await owner.end();
  const updatedAt = new Date(Date.now() - 40_000).toISOString();
  double.orders = [703, 704, 705].map((id) =>
    shopOrder({ id: `gid://shopify/Order/${id}`, legacyResourceId: String(id), name: `#${id}`, updatedAt }),
  );
  await reconcile(job, house.shop.storeId);
  const found = [await house.order(703), await house.order(704), await house.order(705)];
  expect(found.map((order) => order?.number)).toEqual(["#703", undefined, "#705"]);
  const letter = await house.asSystem((db) =>
    db.one(sql`select state, error from shop_events where resource_id = '704'`),
  );
  expect(letter).toEqual({ state: "dead", error: "database.check" });
  expect(Date.parse((await store())?.until ?? "")).toBeGreaterThan(Date.parse(updatedAt));
  double.orders = [];
});

test("of an order with many refunds all are asked for, with their lines", async () => {
  const refund = (id: number, changes: Record<string, unknown> = {}) => ({
    id: `gid://shopify/Refund/${id}`,
    legacyResourceId: String(id),
    createdAt: "2026-09-02T06:00:00Z",
    totalRefundedSet: { shopMoney: { amount: "1.00" } },
    ...changes,
  });
  const line = { quantity: 1, lineItem: { id: "gid://shopify/LineItem/9000000001" } };
  const noLines = { refundLineItems: { pageInfo: { hasNextPage: false }, nodes: [] } };
  const refunds = Array.from({ length: 10 }, (_, index) => refund(800 + index, noLines));
  const id = "gid://shopify/Order/710";
  const updatedAt = new Date(Date.now() - 30_000).toISOString();
  double.orders = [shopOrder({ id, legacyResourceId: "710", updatedAt, refunds })];
  double.parts = {
    [id]: { fulfillments: [], refunds: [...refunds.map(({ id: one }) => refund(idOf(one))), refund(820)] },
  };
  double.refundLines = { pageInfo: { hasNextPage: false }, nodes: [line] };
  await reconcile(job, house.shop.storeId);
  expect(await house.order(710)).toMatchObject({ refunded: "1100" });
  const rows = await house.asSystem((db) =>
    db.rows<{ lines: unknown }>(sql`select lines from order_refunds where external_id = '820'`),
  );
  expect(rows).toEqual([{ lines: [{ lineId: "9000000001", quantity: 1 }] }]);
  double.orders = [];
});
const idOf = (gid: string) => Number(gid.split("/").at(-1));

test("a shop that declines what it is asked says so on its panel", async () => {
  double.refusals = [{ status: 200, body: JSON.stringify({ errors: [{ message: "Field is gone" }] }) }];
  await expect(reconcile(job, house.shop.storeId)).rejects.toMatchObject({ code: "INVALID" });
  expect(await store()).toMatchObject({ state: "refused", trouble: "orders.shop_declined" });
  await reconcile(job, house.shop.storeId);
  expect(await store()).toMatchObject({ state: "connected", trouble: null });
});

const person = { kind: "person", sessionId: "s" } as const;
async function edit(change: {
  status?: "SHIPPED" | "DELIVERED";
  trackingNumber?: string;
  trackingCompany?: string;
}) {
  const order = await house.order(5_000_000_000_001);
  const id = await house.asSystem(async (db) => {
    const row = await db.one<{ id: string }>(sql`
      insert into people (email, name, status) values ('office@asked.example', 'Olga Office', 'active')
      on conflict (email) do update set name = excluded.name returning id`);
    await db.run(sql`
      insert into memberships (person_id, role) values (${row?.id}, 'school_admin') on conflict do nothing`);
    return row?.id ?? "";
  });
  await house.database.withTenant(house.tenant, { ...person, id }, (db) =>
    updateOrder(
      { tenant: house.tenant, actor: { ...person, id }, db, log: job.log, requestId: "test" },
      { id: order?.id ?? "", version: order?.version ?? 0, ...change },
    ),
  );
  const push = await house.asSystem((db) =>
    db.one<{ id: string }>(sql`select id from order_pushes where state = 'pending' order by id desc limit 1`),
  );
  await pushChange(job, push?.id ?? "");
}

test("what the office ships is told to the shop once, and the shop's echo is no new version", async () => {
  await edit({ status: "SHIPPED", trackingNumber: "3S1", trackingCompany: "PostNL" });
  expect(double.fulfilments).toMatchObject([{ trackingInfo: [{ number: "3S1", company: "PostNL" }] }]);
  const told = await house.order(5_000_000_000_001);
  expect(told).toMatchObject({ status: "SHIPPED", sync_state: "synced" });
  const before = orderBody({ updated_at: "2026-09-02T06:00:00Z" });
  await house.deliver(before); // written before the shop knew, arrives after
  await house.work();
  expect(await house.order(5_000_000_000_001)).toMatchObject({ status: "SHIPPED", tracking_number: "3S1" });
  await house.deliver(
    orderBody({
      updated_at: "2026-09-02T07:00:00Z",
      fulfillment_status: "fulfilled",
      fulfillments: [
        {
          id: 1,
          status: "success",
          created_at: "2026-09-02T07:00:00Z",
          updated_at: "2026-09-02T07:00:00Z",
          tracking_number: "3S1",
          tracking_company: "PostNL",
        },
      ],
    }),
  );
  await house.work();
  const echoed = await house.order(5_000_000_000_001);
  expect(echoed).toMatchObject({
    status: "SHIPPED",
    status_reason: "everything_sent",
    version: told?.version,
  });
  expect((await house.entries(echoed?.id ?? "")).at(-1)?.title).toBe("webhook.echo");
});

test("a change of tracking and the delivery are told as well; a refusal goes to the failures", async () => {
  await edit({ trackingNumber: "3S2" });
  expect(double.fulfilments).toMatchObject([{ trackingInfo: [{ number: "3S2" }] }]);
  await edit({ status: "DELIVERED" });
  expect(double.delivered).toEqual(["gid://shopify/Fulfillment/1"]);
  double.refusals = [{ status: 422 }];
  await edit({ trackingNumber: "3S3" });
  const dead = await house.asSystem((db) =>
    db.one(sql`select error, error_details from order_pushes where state = 'dead'`),
  );
  expect(dead).toMatchObject({ error: "orders.shop_declined" });
  const failed = await house.asSystem((db) =>
    db.one(sql`select params from order_entries where title = 'push.failed'`),
  );
  expect(failed).toMatchObject({ params: { reason: "orders.shop_declined", messages: ["HTTP 422"] } });
  expect(await house.order(5_000_000_000_001)).toMatchObject({
    sync_state: "failed",
    tracking_number: "3S3",
  });
});

test("a disconnected shop loses its webhooks and its token, and keeps the secret for what it must still be able to ask", async () => {
  const foreign = {
    id: "gid://shopify/WebhookSubscription/99",
    topic: "ORDERS_CREATE",
    uri: "https://other.example.org",
  };
  double.subscriptions.push(foreign);
  double.refusals = [];
  const kinds = () =>
    house.asSystem((db) => db.rows(sql`select distinct kind from store_secrets order by kind`));
  await leaveShop(job, house.shop.storeId); // it was connected again before the job ran
  expect(await kinds()).toEqual([{ kind: "access_token" }, { kind: "api_secret" }]);
  expect(double.subscriptions.length).toBeGreaterThan(1);
  await house.asSystem((db) => db.run(sql`update stores set deleted_at = now()`));
  await leaveShop(job, house.shop.storeId);
  expect(double.subscriptions).toEqual([foreign]);
  expect(await kinds()).toEqual([{ kind: "api_secret" }]);
});

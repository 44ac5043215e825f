import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import { announceTask, orderAnnouncement } from "../announce/schema.ts";
import { announce, mailDataRequests } from "../announce/service.ts";
import { updateOrder } from "../edit/service.ts";
import { type OrderHouse, openOrderHouse } from "../testing/house.ts";
import { orderBody } from "../testing/order-body.ts";
import { queuedJobs } from "../testing/queued-jobs.ts";
import { redactShopStep } from "./service.ts";

let house: OrderHouse;
let asOffice: Awaited<ReturnType<OrderHouse["openOffice"]>>;
beforeAll(async () => {
  house = await openOrderHouse("private");
  asOffice = await house.openOffice("Olga");
});
afterAll(() => house.close());

/** The tables of the house that still hold the text anywhere, in bodies of webhooks too. */
const remembers = (text: string): Promise<string[]> =>
  house.asSystem(async (db) => {
    const tables = await db.rows<{ name: string }>(sql`
      select relname as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'
      order by 1`);
    const found: string[] = [];
    const inBytes = Buffer.from(text).toString("hex");
    for (const { name } of tables) {
      const row = await db.one<{ n: number }>(sql`
        select count(*)::int as n from ${sql.id(name)} t
        where t::text ilike ${`%${text}%`} or t::text ilike ${`%${inBytes}%`}`);
      if (row?.n) found.push(name);
    }
    return found;
  });
const request = (changes: Record<string, unknown>) =>
  JSON.stringify({ shop_id: 1, shop_domain: house.shop.domain, ...changes });

const chess = (pupil: string) => [
  {
    id: 10,
    title: "Chess",
    sku: "COURSE-CHESS",
    quantity: 1,
    price: "60.00",
    properties: [{ name: "Pupil", value: pupil }],
  },
];

test("a customer who asks to be forgotten leaves orders, their stories and the log, and later webhooks bring nobody back", async () => {
  await house.asSystem((db) =>
    db.run(
      sql`insert into courses (school_id, name, sku) values (${house.shop.schoolId}, 'Chess', 'COURSE-CHESS')`,
    ),
  );
  await house.deliver(
    orderBody({ id: 1, updated_at: "2026-09-01T08:00:00Z", line_items: chess("Paula Pupil") }),
  );
  await house.work();
  await house.deliver('{"id":1,"email":"parent@example.org","customer":{"first_name":"Paula"}}');
  await house.deliver('{ "email":"parent@example.org","customer":{"first_name":"Paula"}}');
  await house.work();
  expect(await remembers("Paula")).toEqual([
    "course_purchases",
    "order_entries",
    "order_lines",
    "orders",
    "shop_events",
  ]);
  expect(await remembers("parent@example.org")).toContain("course_purchases");
  await house.deliver(orderBody({ id: 1, updated_at: "2026-09-01T09:00:00Z", email: "paula2@example.org" }));
  await house.deliver(
    orderBody({
      id: 2,
      email: "other@example.org",
      customer: { id: 8, first_name: "Other", last_name: "One" },
      shipping_address: null,
    }),
  );
  await house.work();
  await house.deliver(
    request({ customer: { id: 7_000_000_001, email: "parent@example.org" }, orders_to_redact: [1] }),
    "customers/redact",
  );
  await house.work();
  expect(await remembers("Paula")).toEqual([]);
  expect(await remembers("paula2")).toEqual([]);
  expect(await remembers("parent@example.org")).toEqual([]);
  await house.deliver(
    orderBody({
      id: 1,
      updated_at: "2026-09-03T08:00:00Z",
      note: "later",
      line_items: [...chess("Paula Pupil"), { id: 20, title: "Cap", quantity: 1, price: "5.00" }],
    }),
  );
  await house.work();
  expect(await house.order(1)).toMatchObject({ customer_name: "", customer_email: "", total: "5990" });
  expect(await remembers("Paula")).toEqual([]);
  expect(await house.order(2)).toMatchObject({ customer_name: "Other One" });
});

test("what the office noted of a forgotten customer is gone from the order and its story, and an edit begun before is refused", async () => {
  await house.deliver(orderBody({ id: 3, customer: { id: 9, first_name: "Nora", last_name: "Noted" } }));
  await house.work();
  const { id = "", version = 0 } = (await house.order(3)) ?? {};
  const saved = await asOffice((ctx) =>
    updateOrder(ctx, { id, version, notes: "Her mother, Vera, fetches it on Friday" }),
  );
  expect(await remembers("Vera")).toEqual(["order_entries", "orders"]);
  await house.deliver(request({ customer: { id: 9 }, orders_to_redact: [3] }), "customers/redact");
  await house.work();
  expect(await remembers("Vera")).toEqual([]);
  expect(await house.entries(id)).toMatchObject([
    { kind: "webhook" },
    { kind: "edit", fields: [{ field: "notes", before: null, after: null }] },
    { kind: "privacy" },
  ]);
  const again = asOffice((ctx) => updateOrder(ctx, { id, version: saved.version, notes: "Vera came" }));
  await expect(again).rejects.toMatchObject({ code: "CONFLICT" });
});

test("news that the app was uninstalled, come after the shop was connected anew, ends nothing", async () => {
  await house.asSystem((db) =>
    db.run(sql`
      insert into store_secrets (school_id, store_id, kind, sealed)
      values (${house.shop.schoolId}, ${house.shop.storeId}, 'access_token', 'v1.secret.AAAA')`),
  );
  await house.deliver(
    JSON.stringify({ id: 1, myshopify_domain: house.shop.domain, name: "late" }),
    "app/uninstalled",
    { triggeredAt: "2026-09-01T08:00:00Z" },
  );
  await house.work();
  const row = await house.asSystem((db) =>
    db.one(sql`
      select state, (select count(*)::int from store_secrets where kind = 'access_token') as tokens from stores`),
  );
  expect(row).toEqual({ state: "connected", tokens: 1 });
});

test("an uninstalled shop loses its token and says so; two days later its customers are forgotten", async () => {
  await house.deliver(JSON.stringify({ id: 1, myshopify_domain: house.shop.domain }), "app/uninstalled");
  await house.work();
  const state = () =>
    house.asSystem((db) =>
      db.one<{ state: string }>(sql`select state from stores where id = ${house.shop.storeId}`),
    );
  expect(await state()).toEqual({ state: "uninstalled" });
  await house.deliver(request({}), "shop/redact");
  await house.work();
  while (await house.job.transact((ctx) => redactShopStep(ctx, house.shop.storeId)));
  expect(await house.order(2)).toMatchObject({ customer_name: "", total: "5990" });
});

test("another shop's request, sent with this shop's address in the headers, is put aside", async () => {
  await house.deliver(JSON.stringify({ shop_domain: "evil.myshopify.com" }), "shop/redact");
  await house.work();
  const dead = await house.asSystem((db) => db.rows(sql`select error from shop_events where state = 'dead'`));
  expect(dead).toEqual([{ error: "orders.body_of_another_shop" }]);
});

test("a request for data is mailed to the office and stands in the audit until the office has answered", async () => {
  await house.deliver(request({ customer: { id: 8 }, orders_requested: [2] }), "customers/data_request");
  await house.work();
  const entry = await house.asSystem((db) =>
    db.one(sql`select details from audit_entries where action = 'orders.data_requested'`),
  );
  expect(entry).toMatchObject({ details: { customerId: "8", orders: 1 } });
  const [announced] = await queuedJobs(house.ownerUrl, announceTask);
  await house.job.transact((ctx) =>
    announce(ctx, orderAnnouncement.parse(announced?.payload), [mailDataRequests]),
  );
  const mail = await house.asSystem((db) => db.one(sql`select recipient, subject, body_text from mails`));
  expect(mail).toMatchObject({
    recipient: "office@private.example",
    subject: "A customer of Shop of private asks for their data",
    body_text: expect.stringContaining("#1001"),
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import { type OrderHouse, openOrderHouse } from "../testing/house.ts";
import { orderBody } from "../testing/order-body.ts";

let house: OrderHouse;
beforeAll(async () => {
  house = await openOrderHouse("north");
});
afterAll(() => house.close());

const at = (minute: number) => `2026-09-01T10:${String(minute).padStart(2, "0")}:00Z`;

test("an order keeps its id digit by digit, its money in minor units and its parts", async () => {
  await house.deliver(
    orderBody({ id: "820982911946154508", name: "#9999", order_number: 9999 }),
    "orders/create",
  );
  await house.work();
  const order = await house.order("820982911946154508");
  expect(order).toMatchObject({
    number: "#9999",
    sequence: "9999",
    total: "5990",
    currency: "EUR",
    shipping_paid: "495",
    customer_name: "Paula Parent",
    status: "CONFIRMED",
    status_reason: "paid",
    item_count: 2,
    version: 1,
  });
  const lines = await house.asSystem((db) =>
    db.rows(sql`select sku, quantity, price::int from order_lines where order_id = ${order?.id}`),
  );
  expect(lines).toEqual([{ sku: "SHIRT-M", quantity: 2, price: 2747 }]);
});

test("events in any order leave the state of the newest, with one version for each change", async () => {
  const sayings = [
    orderBody({ id: 101, updated_at: at(1), financial_status: "pending" }),
    orderBody({ id: 101, updated_at: at(2), financial_status: "paid", note: "second" }),
    orderBody({ id: 101, updated_at: at(3), fulfillment_status: "fulfilled", note: "third" }),
  ];
  for (const body of [sayings[2], sayings[0], sayings[1]]) {
    if (body) await house.deliver(body);
    await house.work();
  }
  const order = await house.order(101);
  expect(order).toMatchObject({ status: "SHIPPED", customer_note: "third", version: 1 });
  expect((await house.entries(order?.id ?? "")).map(({ title }) => title)).toEqual([
    "webhook.created",
    "webhook.late",
    "webhook.late",
  ]);
});

test("a cancellation that comes before the order is kept", async () => {
  await house.deliver(
    orderBody({ id: 102, updated_at: at(5), cancelled_at: at(5), cancel_reason: "customer" }),
    "orders/cancelled",
  );
  await house.work();
  await house.deliver(orderBody({ id: 102, updated_at: at(1) }), "orders/create");
  await house.work();
  expect(await house.order(102)).toMatchObject({
    status: "CANCELLED",
    cancel_reason: "customer",
    version: 1,
  });
});

test("a refund that comes before the order counts once it is there, and only once", async () => {
  const refund = {
    id: 77,
    order_id: 103,
    created_at: at(9),
    updated_at: at(9),
    transactions: [{ kind: "refund", status: "success", amount: "59.90", currency: "EUR" }],
    refund_line_items: [],
  };
  await house.deliver(refund, "refunds/create");
  await house.work();
  await house.deliver(orderBody({ id: 103, updated_at: at(1) }), "orders/create");
  await house.deliver(orderBody({ id: 103, updated_at: at(9), refunds: [refund] }));
  await house.work();
  expect(await house.order(103)).toMatchObject({ status: "REFUNDED", refunded: "5990" });
});

test("whatever order webhooks come in, each is told once in the story, a refund before its order in its place", async () => {
  const refund = (order: number) => ({
    id: order,
    order_id: order,
    created_at: at(3),
    transactions: [{ kind: "refund", status: "success", amount: "59.90", currency: "EUR" }],
    refund_line_items: [],
    order_adjustments: [{ amount_set: { shop_money: { amount: "-59.90", currency_code: "EUR" } } }],
  });
  const webhooks = (order: number) => [
    { topic: "orders/create", body: orderBody({ id: order, updated_at: at(1) }) },
    { topic: "orders/cancelled", body: orderBody({ id: order, updated_at: at(2), cancelled_at: at(2) }) },
    { topic: "refunds/create", body: JSON.stringify(refund(order)) },
  ];
  for (const [index, turns] of orders(3).entries()) {
    const order = 120 + index;
    const told = webhooks(order);
    for (const turn of turns) {
      await house.deliver(told[turn]?.body ?? "", told[turn]?.topic);
      await house.work();
    }
    const stored = await house.order(order);
    expect(stored).toMatchObject({ status: "CANCELLED", refunded: "5990" });
    const story = await house.asSystem((db) =>
      db.rows<{ topic: string; event: string | null }>(sql`
        select params->>'topic' as topic, (select id from shop_events where id::text = params->>'eventId'
          and order_id = order_entries.order_id) as event
        from order_entries where order_id = ${stored?.id} order by id`),
    );
    expect(story.map(({ topic }) => topic)).toEqual(turns.map((turn) => told[turn]?.topic));
    expect(story.every(({ event }) => event !== null)).toBe(true);
  }
});

/** Every order in which so many may come. */
const orders = (count: number): number[][] =>
  count === 0
    ? [[]]
    : orders(count - 1).flatMap((rest) =>
        Array.from({ length: count }, (_, at) => [...rest.slice(0, at), count - 1, ...rest.slice(at)]),
      );

test("what cannot be read is put aside with the reason, and its neighbours are processed", async () => {
  await house.deliver(orderBody({ id: 104 }));
  await house.deliver('{"id":105,"currency":"EUR"}');
  await house.deliver("not json at all");
  await house.work();
  expect(await house.order(104)).toBeDefined();
  const dead = await house.asSystem((db) =>
    db.rows(sql`select error, error_details from shop_events where state = 'dead' order by id`),
  );
  expect(dead).toEqual([
    { error: "orders.payload", error_details: { field: "created_at" } },
    { error: "orders.not_json", error_details: {} },
  ]);
});

test("an old body under another topic does what the body says", async () => {
  await house.deliver(orderBody({ id: 106 }), "orders/cancelled");
  await house.deliver(orderBody({ id: 107 }), "app/uninstalled");
  await house.work();
  expect(await house.order(106)).toMatchObject({ status: "CONFIRMED" });
  const store = await house.asSystem((db) => db.one(sql`select state from stores`));
  expect(store).toEqual({ state: "connected" });
});

test("each change of an order is told to those who watch the school's orders", async () => {
  await house.deliver(orderBody({ id: 108 }));
  await house.work();
  const order = await house.order(108);
  const events = await house.asSystem((db) =>
    db.rows(sql`select topic, kind, version, payload from live_events where entity_id = ${order?.id}`),
  );
  expect(events).toMatchObject([
    {
      topic: `orders/${house.shop.schoolId}`,
      kind: "order.synced",
      version: 1,
      payload: { status: "CONFIRMED", created: true },
    },
  ]);
});

test("a refund that was pending counts once its money went back, whichever of the two is told last", async () => {
  const refund = (id: number, status: string) => ({
    id,
    created_at: at(9),
    transactions: [{ kind: "refund", status, amount: "10.00", currency: "EUR" }],
    refund_line_items: status === "success" ? [{ line_item_id: 9_000_000_001, quantity: 1 }] : [],
  });
  const tell = (id: number, minute: number, status: string) =>
    house.deliver(orderBody({ id, updated_at: at(minute), refunds: [refund(id, status)] }));
  await tell(110, 1, "pending");
  await house.work();
  expect(await house.order(110)).toMatchObject({ refunded: "0", version: 1 });
  await tell(110, 2, "success");
  await tell(111, 2, "success");
  await tell(111, 1, "pending");
  await house.work(1);
  await tell(111, 3, "pending");
  await house.work();
  expect(await house.order(110)).toMatchObject({ refunded: "1000" });
  expect(await house.order(111)).toMatchObject({ refunded: "1000" });
});

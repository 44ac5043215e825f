import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import { type OrderHouse, openOrderHouse } from "../testing/house.ts";
import { readFigures } from "./service.ts";

let house: OrderHouse;
let asOffice: Awaited<ReturnType<OrderHouse["openOffice"]>>;
beforeAll(async () => {
  house = await openOrderHouse("figures");
  asOffice = await house.openOffice("Olga");
  await house.asSystem((db) => db.run(sql`update schools set time_zone = 'Pacific/Auckland'`));
});
afterAll(() => house.close());

let orders = 0;
/** Moments as offsets from the school's midnight, e.g. `-1 second` for yesterday's last. */
type Placed = { placed: string; shipped?: string; delivered?: string; changes?: Record<string, unknown> };
const order = ({ placed, shipped, delivered, changes = {} }: Placed) => {
  const { status = "CONFIRMED", paid = "paid", currency = "EUR", refunded = 0 } = changes;
  const at = (offset: string | undefined) =>
    sql`date_trunc('day', now(), 'Pacific/Auckland') + ${offset ?? null}::interval`;
  orders += 1;
  return house.asSystem((db) =>
    db.run(sql`
      insert into orders (school_id, store_id, external_id, placed_at, shipped_at, delivered_at, external_updated_at,
        status, financial_status, currency, total, refunded)
      values (${house.shop.schoolId}, ${house.shop.storeId}, ${String(orders)}, ${at(placed)}, ${at(shipped)},
        ${at(delivered)}, now(), ${status}, ${paid}, ${currency}, 1000, ${refunded})`),
  );
};
const figures = () => asOffice((ctx) => readFigures(ctx, { schoolId: house.shop.schoolId, days: 7 }));
const card = (read: Awaited<ReturnType<typeof figures>>, key: string) => {
  const found = read.cards.find((one) => one.key === key);
  return { ...found, series: found?.series.map(({ value }) => value) };
};

test("orders and revenue belong to the day of the school, and only money that stayed counts", async () => {
  await order({ placed: "0 seconds" });
  await order({ placed: "1 hour", changes: { refunded: 400 } });
  await order({ placed: "2 hours", changes: { status: "CANCELLED" } });
  await order({ placed: "3 hours", changes: { paid: "pending" } });
  await order({ placed: "4 hours", changes: { currency: "USD" } });
  await order({ placed: "-1 second" });
  await order({ placed: "-6 days -1 second" });
  await order({ placed: "-13 days" });
  await order({ placed: "-13 days -1 second" });
  const read = await figures();
  expect(card(read, "orders")).toMatchObject({ value: 6, before: 2, series: [0, 0, 0, 0, 0, 1, 5] });
  expect(card(read, "revenue")).toMatchObject({
    value: 2_600,
    before: 2_000,
    series: [0, 0, 0, 0, 0, 1_000, 1_600],
  });
  expect(read.elsewhere).toBe(1);
});

test("parcels are under way from the day they leave to the day they arrive, however long ago they left", async () => {
  const changes = { status: "DELIVERED" };
  await order({ placed: "-90 days", shipped: "-60 days", changes: { status: "SHIPPED" } });
  await order({ placed: "-90 days", shipped: "-50 days", delivered: "-40 days", changes });
  await order({ placed: "-20 days", shipped: "-15 days", delivered: "-3 days", changes });
  await order({ placed: "-6 days", shipped: "-5 days", delivered: "-1 second", changes });
  const read = await figures();
  expect(card(read, "activeShipments")).toMatchObject({
    value: 1,
    before: 2,
    series: [2, 3, 3, 2, 2, 1, 1],
  });
  expect(card(read, "averageDelivery")).toMatchObject({
    value: 8.5,
    before: null,
    series: [null, null, null, 12, null, 5, null],
  });
});

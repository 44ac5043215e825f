import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "../../../core/auth.ts";
import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { readFigures } from "../figures/service.ts";
import { findOrders, readOverview } from "../overview/service.ts";
import { exportRowsInput, listOrdersInput } from "../schema.ts";
import { type OrderHouse, openOrderHouse } from "../testing/house.ts";
import { listViews, removeView, saveView } from "../views/service.ts";
import { exportRows, listOrders } from "./service.ts";

let house: OrderHouse;
beforeAll(async () => {
  house = await openOrderHouse("reads");
  await addOrders(1, 40);
});
afterAll(() => house.close());

/** Orders #1 to #n, one an hour back from now, the higher the newer; every fourth is on its way. */
const addOrders = (from: number, to: number) =>
  house.asSystem((db) =>
    db.run(sql`
      insert into orders (school_id, store_id, external_id, number, sequence, placed_at, external_updated_at, currency,
        total, customer_name, status, shipped_at, financial_status)
      select ${house.shop.schoolId}, ${house.shop.storeId}, i::text, '#' || i, i, now() - (100 - i) * interval '1 hour',
        now(), 'EUR', 1000 + i, 'Customer ' || i, case when i % 4 = 0 then 'SHIPPED' else 'CONFIRMED' end,
        case when i % 4 = 0 then now() - (100 - i) * interval '1 hour' end, 'paid'
      from generate_series(${from}::int, ${to}::int) i`),
  );

const inside = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  house.asSystem((db) => work({ db, tenant: house.tenant } as Ctx));

type ListInput = Partial<Parameters<typeof listOrdersInput.parse>[0] & object>;
const list = (input: ListInput) =>
  inside((ctx) => listOrders(ctx, listOrdersInput.parse({ schoolId: house.shop.schoolId, ...input })));
const numbers = (answer: { orders: { number: string }[] }) => answer.orders.map(({ number }) => number);

describe("A list of orders", () => {
  test("jumps over rows to any place, from the start or from a cursor", async () => {
    expect(numbers(await list({ skip: 30, limit: 3 }))).toEqual(["#10", "#9", "#8"]);
    const first = await list({ limit: 10 });
    const later = await list({ cursor: first.nextCursor, skip: 5, limit: 2 });
    expect(numbers(later)).toEqual(["#25", "#24"]);
  });

  test("jumps the same way by every order of its rows", async () => {
    for (const by of ["placedAt", "updatedAt", "total", "status", "customer", "number"] as const) {
      const sort = { by, direction: "asc" as const };
      const whole = numbers(await list({ sort, limit: 40 }));
      expect(numbers(await list({ sort, skip: 17, limit: 5 })), by).toEqual(whole.slice(17, 22));
    }
  });

  test("holds still while new orders come, and says how many came", async () => {
    // ids know milliseconds: one earlier, and what comes next is surely later
    const asOf = new Date(Date.parse((await list({ limit: 5 })).asOf) - 1).toISOString();
    await addOrders(41, 43);
    expect(numbers(await list({ asOf, limit: 2 }))).toEqual(["#40", "#39"]);
    expect(numbers(await list({ asOf, skip: 39, limit: 2 }))).toEqual(["#1"]);
    expect((await list({ asOf, limit: 1 })).total).toBe(40);
    expect(await list({ since: asOf, limit: 1 })).toMatchObject({ total: 3 });
    expect((await list({ limit: 1 })).total).toBe(43);
  });

  test("is handed over whole to a file, page by page", async () => {
    const rows: string[] = [];
    let cursor: string | null = null;
    do {
      const input = { schoolId: house.shop.schoolId, limit: 16, ...(cursor && { cursor }) };
      const page: Awaited<ReturnType<typeof exportRows>> = await inside((ctx) =>
        exportRows(ctx, exportRowsInput.parse(input)),
      );
      rows.push(...numbers(page));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(rows).size).toBe(43);
  });
});

test("figures count by the school's days and hold as many days as were asked for", async () => {
  const { cards, currency } = await inside((ctx) =>
    readFigures(ctx, { schoolId: house.shop.schoolId, days: 7 }),
  );
  const card = (key: string) => cards.find((one) => one.key === key);
  expect(currency).toBe("EUR");
  expect(card("orders")).toMatchObject({ value: 43, before: 0 });
  expect(card("orders")?.series).toHaveLength(7);
  expect(card("activeShipments")?.value).toBe(10);
  expect(card("revenue")?.value).toBe(43 * 1000 + (43 * 44) / 2);
  expect(card("averageDelivery")?.value).toBeNull();
  await house.asSystem((db) =>
    db.run(sql`update orders set financial_status = 'pending' where number = '#43'`),
  );
  const paid = await inside((ctx) => readFigures(ctx, { schoolId: house.shop.schoolId, days: 7 }));
  expect(paid.cards.find(({ key }) => key === "revenue")?.value).toBe(42 * 1000 + (42 * 43) / 2);
});

test("the overview counts what waits, and an unknown school has none", async () => {
  const { schoolId } = house.shop;
  expect(await inside((ctx) => readOverview(ctx, schoolId))).toMatchObject({
    stores: 1,
    pending: 0,
    stuck: 0,
  });
  const unknown = inside((ctx) => readOverview(ctx, house.shop.storeId));
  await expect(unknown).rejects.toMatchObject({ reason: "school.unknown" });
});

test("orders are found by their number at once, by words from three letters on", async () => {
  const find = async (query: string) =>
    (await inside((ctx) => findOrders(ctx, { query, limit: 6 }))).map(({ number }) => number);
  expect(await find("#7")).toEqual(["#7"]);
  expect(await find("customer 12")).toEqual([]);
  expect(await find("customer")).toHaveLength(6);
});

test("a view is saved under its name, saved over, and removed", async () => {
  const viewer = {
    personId: house.shop.storeId,
    memberships: [{ role: "school_admin", schoolId: null }],
  } as unknown as Viewer;
  const { schoolId } = house.shop;
  const save = (search: string) =>
    inside((ctx) =>
      saveView(
        { ...ctx, viewer },
        { schoolId, name: "Uniforms", shared: true, definition: { search, columns: ["status"] } },
      ),
    );
  const first = await save("q=shirt");
  const again = await save("q=tie");
  expect(again.id).toBe(first.id);
  expect(await inside((ctx) => listViews(ctx, schoolId))).toEqual([again]);
  await inside((ctx) => removeView(ctx, again.id));
  expect(await inside((ctx) => listViews(ctx, schoolId))).toEqual([]);
  await expect(inside((ctx) => removeView(ctx, again.id))).rejects.toMatchObject({
    reason: "orders.view_unknown",
  });
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import { listEntries } from "../list/queries.ts";
import { type OrderHouse, openOrderHouse } from "../testing/house.ts";
import { orderBody } from "../testing/order-body.ts";
import { settleEarlier } from "./service.ts";

let house: OrderHouse;
const pupil = { ivy: randomUUID(), omar: randomUUID() };
const course = randomUUID();

beforeAll(async () => {
  house = await openOrderHouse("taught");
  await house.asSystem(async (db) => {
    for (const [id, name] of [
      [pupil.ivy, "Ivy Shah"],
      [pupil.omar, "Omar Shah"],
    ]) {
      await db.run(sql`insert into people (id, name, status) values (${id}, ${name}, 'active')`);
      await db.run(
        sql`insert into memberships (person_id, role, school_id) values (${id}, 'pupil', ${house.shop.schoolId})`,
      );
    }
    await db.run(sql`
      insert into courses (id, school_id, name, sku, places) values (${course}, ${house.shop.schoolId}, 'Chess', 'COURSE-CHESS', 2)`);
  });
});
afterAll(() => house.close());

const bought = (id: number, pupilName: string, changes: Record<string, unknown> = {}) =>
  orderBody({
    id,
    note_attributes: [{ name: "Pupil name", value: pupilName }],
    line_items: [
      {
        id: id * 10,
        title: "Chess",
        sku: "COURSE-CHESS",
        quantity: 1,
        price: "60.00",
        requires_shipping: false,
      },
    ],
    ...changes,
  });
const enrolled = () =>
  house.asSystem((db) =>
    db.rows<{ name: string }>(sql`
      select p.name from course_enrolments e join people p on p.id = e.person_id
      where e.course_id = ${course} and e.ended_at is null order by p.name`),
  );
const purchases = (id: number) =>
  house.asSystem((db) =>
    db.rows<{ state: string; reason: string }>(sql`
      select c.state, c.reason from course_purchases c join orders o on o.id = c.order_id
      where o.external_id = ${String(id)} order by c.seat`),
  );
const euros = (amount: string) => ({ shop_money: { amount, currency_code: "EUR" } });
const at = (hour: number) => `2026-09-01T${String(hour).padStart(2, "0")}:00:00Z`;

test("a paid order enrols the pupil it names, once, however often it is told", async () => {
  await house.deliver(bought(1, "ivy  SHAH", { financial_status: "pending", updated_at: at(7) }));
  await house.work();
  expect(await enrolled()).toEqual([]);
  await house.deliver(bought(1, "ivy  SHAH", { updated_at: at(8) }));
  await house.work();
  await house.deliver(bought(1, "ivy  SHAH", { updated_at: at(9), note: "again" }));
  await house.work();
  expect(await enrolled()).toEqual([{ name: "Ivy Shah" }]);
  expect(await purchases(1)).toEqual([{ state: "enrolled", reason: "" }]);
  const order = await house.order(1);
  const story = await house.asSystem((db) => listEntries(db, order?.id ?? "", null, 20));
  const told = story.filter(({ kind }) => kind === "enrolment");
  expect(told.map(({ params }) => [params.course, params.pupil])).toEqual([["Chess", "Ivy Shah"]]);
});

test("an order that names nobody, or somebody unknown, waits for the office with the reason", async () => {
  await house.deliver(bought(2, "", { updated_at: at(8) }));
  await house.deliver(bought(3, "Nobody Known", { updated_at: at(8) }));
  await house.work();
  expect([await purchases(2), await purchases(3)]).toEqual([
    [{ state: "waiting", reason: "not_named" }],
    [{ state: "waiting", reason: "unknown_pupil" }],
  ]);
});

test("a refund takes the place back, a full course lets the next one wait", async () => {
  await house.deliver(bought(4, "Omar Shah", { updated_at: at(8) }));
  await house.work();
  expect(await enrolled()).toEqual([{ name: "Ivy Shah" }, { name: "Omar Shah" }]);
  await house.deliver(
    {
      id: 99,
      order_id: 4,
      updated_at: at(9),
      created_at: at(9),
      transactions: [{ kind: "refund", status: "success", amount: "59.90", currency: "EUR" }],
      refund_line_items: [{ line_item_id: 40, quantity: 1, subtotal_set: euros("59.90") }],
    },
    "refunds/create",
  );
  await house.work();
  expect(await enrolled()).toEqual([{ name: "Ivy Shah" }]);
  expect(await purchases(4)).toEqual([{ state: "undone", reason: "order_called_off" }]);
});

test("a cancellation takes the place back", async () => {
  await house.deliver(
    bought(1, "ivy  SHAH", { updated_at: at(12), cancelled_at: at(12) }),
    "orders/cancelled",
  );
  await house.work();
  expect(await enrolled()).toEqual([]);
});

test("an order that came before its course had the SKU gets its place once it has", async () => {
  await house.deliver(
    bought(5, "Omar Shah", {
      line_items: [{ id: 50, title: "Drawing", sku: "COURSE-DRAW", quantity: 1, price: "60.00" }],
      updated_at: at(8),
    }),
  );
  await house.work();
  expect(await purchases(5)).toEqual([]);
  const later = randomUUID();
  await house.asSystem((db) =>
    db.run(sql`
      insert into courses (id, school_id, name, sku) values (${later}, ${house.shop.schoolId}, 'Drawing', 'COURSE-DRAW')`),
  );
  await house.job.transact((ctx) => settleEarlier(ctx, later));
  await house.job.transact((ctx) => settleEarlier(ctx, later));
  expect(await purchases(5)).toEqual([{ state: "enrolled", reason: "" }]);
});

const lines = (id: number, skus: readonly [string, string]) =>
  skus.map((sku, index) => ({ id: id * 10 + index, title: sku, sku, quantity: 1, price: "60.00" }));
const states = async (id: number) => (await purchases(id)).map(({ state }) => state);
const refundOf = (id: number, line: number, hour: number, amount?: string) => ({
  id: id * 100 + line,
  order_id: id,
  created_at: at(hour),
  updated_at: at(hour),
  transactions: amount ? [{ kind: "refund", status: "success", amount, currency: "EUR" }] : [],
  refund_line_items: [{ line_item_id: id * 10 + line, quantity: 1, subtotal_set: euros(amount ?? "0.00") }],
});
const sell = (name: string, sku: string) =>
  house.asSystem((db) =>
    db.run(sql`insert into courses (school_id, name, sku) values (${house.shop.schoolId}, ${name}, ${sku})`),
  );

test("what is given back without money takes the place back too", async () => {
  await sell("Piano", "COURSE-PIANO");
  await house.deliver(
    bought(6, "Ivy Shah", { line_items: lines(6, ["COURSE-PIANO", "CAP"]), updated_at: at(8) }),
  );
  await house.work();
  expect(await states(6)).toEqual(["enrolled"]);
  await house.deliver(refundOf(6, 0, 9), "refunds/create");
  await house.work();
  expect(await states(6)).toEqual(["undone"]);
});

test("a line that bought a place keeps it when its SKU is changed, and loses it by a refund of its own only", async () => {
  await sell("Choir", "COURSE-CHOIR");
  await sell("Dance", "COURSE-DANCE");
  await house.deliver(
    bought(7, "Ivy Shah", { line_items: lines(7, ["COURSE-CHOIR", "COURSE-DANCE"]), updated_at: at(8) }),
  );
  await house.work();
  expect(await states(7)).toEqual(["enrolled", "enrolled"]);
  await house.deliver(
    bought(7, "Ivy Shah", { line_items: lines(7, ["CHOIR-OLD", "COURSE-DANCE"]), updated_at: at(9) }),
  );
  await house.work();
  expect(await states(7)).toEqual(["enrolled", "enrolled"]);
  await house.asSystem((db) => db.run(sql`update courses set deleted_at = now() where sku like 'COURSE-%'`));
  await house.deliver(refundOf(7, 0, 10, "10.00"), "refunds/create");
  await house.work();
  expect((await states(7)).toSorted()).toEqual(["enrolled", "undone"]);
  const left = bought(7, "Ivy Shah", { line_items: [], updated_at: at(11) });
  await house.deliver(left);
  await house.work();
  expect(await states(7)).toEqual(["undone", "undone"]);
});

test("orders that came before their course are settled slice by slice, the unpaid among them once", async () => {
  for (const [id, financial_status] of [
    [21, "pending"],
    [22, "paid"],
    [23, "paid"],
  ] as const)
    await house.deliver(
      bought(id, "", {
        line_items: [{ id: id * 10, title: "Yoga", sku: "COURSE-YOGA", quantity: 1, price: "60.00" }],
        created_at: at(id - 20),
        updated_at: at(8),
        financial_status,
      }),
    );
  await house.work();
  await sell("Yoga", "COURSE-YOGA");
  const made = await house.asSystem((db) =>
    db.one<{ id: string }>(sql`select id from courses where sku = 'COURSE-YOGA'`),
  );
  type Last = Awaited<ReturnType<typeof settleEarlier>>;
  let slices = 0;
  for (let after: Last = null; slices < 9; slices++) {
    const last: Last = after;
    after = await house.job.transact((ctx) => settleEarlier(ctx, made?.id ?? "", last, 1));
    if (!after) break;
  }
  expect(slices).toBe(3);
  expect([await states(21), await states(22), await states(23)]).toEqual([[], ["waiting"], ["waiting"]]);
});

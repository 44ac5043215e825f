import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import { AppError } from "../../../core/errors.ts";
import { announceTask } from "../announce/schema.ts";
import { announce } from "../announce/service.ts";
import { undoMany, updateMany } from "../bulk/service.ts";
import type { OrderRow, UpdateOrderInput } from "../schema.ts";
import { type OrderHouse, openOrderHouse } from "../testing/house.ts";
import { orderBody } from "../testing/order-body.ts";
import { queuedJobs } from "../testing/queued-jobs.ts";
import { updateOrder } from "./service.ts";

let house: OrderHouse;
let asOffice: Awaited<ReturnType<OrderHouse["openOffice"]>>;

beforeAll(async () => {
  house = await openOrderHouse("edited");
  asOffice = await house.openOffice("Olga Office");
});
afterAll(() => house.close());

const edit = (input: UpdateOrderInput): Promise<OrderRow> => asOffice((ctx) => updateOrder(ctx, input));

async function place(id: number, changes: Record<string, unknown> = {}) {
  await house.deliver(orderBody({ id, ...changes }));
  await house.work();
  const order = await house.order(id);
  if (!order) throw new Error("The order was not made");
  return order;
}

test("of fifty editors at once exactly one wins each version, and the others hear who did", async () => {
  const order = await place(201);
  let refused = 0;
  async function editor(name: string): Promise<void> {
    for (let version = 1; ; ) {
      try {
        await edit({ id: order.id, version, notes: `by ${name}` });
        return;
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== "CONFLICT") throw error;
        const server = error.details.server as OrderRow;
        expect(error.details).toMatchObject({ changedBy: "Olga Office", changedAt: server.updatedAt });
        expect(server.version).toBeGreaterThan(version);
        refused += 1;
        version = server.version;
      }
    }
  }
  await Promise.all(Array.from({ length: 50 }, (_, index) => editor(String(index))));
  const after = await house.order(201);
  expect(after?.version).toBe(51);
  expect(refused).toBeGreaterThan(49);
  const entries = (await house.entries(order.id)).filter(({ kind }) => kind === "edit");
  expect(entries.map(({ version }) => version)).toEqual(Array.from({ length: 50 }, (_, index) => index + 2));
});

test("writing over on purpose is a new version, told as such and audited", async () => {
  const order = await place(202);
  await edit({ id: order.id, version: 1, notes: "first" });
  await expect(edit({ id: order.id, version: 1, notes: "second" })).rejects.toMatchObject({
    code: "CONFLICT",
    reason: "orders.version_stale",
    details: { server: { notes: "first", version: 2 } },
  });
  expect(await edit({ id: order.id, version: 1, notes: "second", force: true })).toMatchObject({
    notes: "second",
    version: 3,
  });
  const audited = await house.asSystem((db) =>
    db.rows(sql`select action, details from audit_entries where entity_id = ${order.id} order by at`),
  );
  expect(audited).toMatchObject([
    { action: "orders.edit" },
    { action: "orders.force", details: { forcedOver: 2 } },
  ]);
});

test("saving what stands already makes no version; money moves in the shop only", async () => {
  const order = await place(203);
  expect((await edit({ id: order.id, version: 1, status: "CONFIRMED" })).version).toBe(1);
  await expect(edit({ id: order.id, version: 1, status: "REFUNDED" })).rejects.toMatchObject({
    reason: "orders.refund_in_shop",
  });
});

test("what a person set stays while the shop repeats itself, and gives way to what the shop changes", async () => {
  const order = await place(204, { updated_at: "2026-09-01T10:00:00Z" });
  await edit({
    id: order.id,
    version: 1,
    status: "SHIPPED",
    trackingNumber: "X1",
    trackingCompany: "UPS",
    notes: "n",
  });
  await house.deliver(orderBody({ id: 204, updated_at: "2026-09-01T11:00:00Z", note: "ring twice" }));
  await house.work();
  expect(await house.order(204)).toMatchObject({
    status: "SHIPPED",
    tracking_number: "X1",
    customer_note: "ring twice",
    notes: "n",
    version: 3,
  });
  await house.deliver(
    orderBody({ id: 204, updated_at: "2026-09-01T12:00:00Z", cancelled_at: "2026-09-01T12:00:00Z" }),
    "orders/cancelled",
  );
  await house.work();
  expect(await house.order(204)).toMatchObject({ status: "CANCELLED", notes: "n", version: 4 });
});

test("many at once: what fits is changed, the rest is counted, and all of it can be taken back but what others touched", async () => {
  const { schoolId } = house.shop;
  const ids: string[] = [];
  for (const id of [301, 302, 303]) ids.push((await place(id)).id);
  ids.push((await place(304, { financial_status: "refunded" })).id);
  const done = await asOffice((ctx) => updateMany(ctx, { schoolId, ids, status: "DELIVERED", except: [] }));
  expect(done).toMatchObject({ changed: 3, skipped: 1 });
  await edit({ id: ids[2] ?? "", version: 2, notes: "mine" });
  const undone = await asOffice((ctx) => undoMany(ctx, { undoId: done.undoId ?? "" }));
  expect(undone).toEqual({ restored: 2, kept: 1 });
  const states = await Promise.all([301, 302, 303, 304].map((id) => house.order(id)));
  expect(states.map((order) => [order?.status, order?.version])).toEqual([
    ["CONFIRMED", 3],
    ["CONFIRMED", 3],
    ["DELIVERED", 3],
    ["REFUNDED", 1],
  ]);
  await expect(asOffice((ctx) => undoMany(ctx, { undoId: done.undoId ?? "" }))).rejects.toMatchObject({
    reason: "orders.undone_already",
  });
});

test("an order that the shop cancelled is not revived by hand, alone or among many", async () => {
  const order = await place(205, { cancelled_at: "2026-09-01T08:00:00Z" });
  expect(order.status).toBe("CANCELLED");
  await expect(edit({ id: order.id, version: 1, status: "CONFIRMED" })).rejects.toMatchObject({
    reason: "orders.cancelled_in_shop",
  });
  const { schoolId } = house.shop;
  const done = await asOffice((ctx) =>
    updateMany(ctx, { schoolId, ids: [order.id], status: "SHIPPED", except: [] }),
  );
  expect(done).toMatchObject({ changed: 0, skipped: 1 });
  expect((await edit({ id: order.id, version: 1, notes: "they rang" })).version).toBe(2);
});

/** What waits to be announced as shipped, and whether it waits for a while. */
async function announced() {
  const jobs = await queuedJobs<{ event: string; orderIds: string[] }>(house.ownerUrl, announceTask);
  return jobs
    .filter(({ payload }) => payload.event === "order.shipped")
    .map(({ payload, seconds }) => ({ ids: payload.orderIds, later: seconds > 15 }));
}

test("what the office ships is announced once, the shop's echo of it is not", async () => {
  const order = await place(401);
  await edit({ id: order.id, version: 1, status: "SHIPPED" });
  await edit({ id: order.id, version: 2, trackingNumber: "X1" });
  await house.deliver(
    orderBody({ id: 401, updated_at: "2026-09-02T07:00:00Z", fulfillment_status: "fulfilled" }),
  );
  await house.work();
  const jobs = (await announced()).filter(({ ids }) => ids.includes(order.id));
  expect(jobs).toEqual([{ ids: [order.id], later: false }]);
});

test("many that are shipped at once are announced when they can no longer be taken back, and not if they were", async () => {
  const [kept, undone] = [await place(402), await place(403)];
  const ids = [kept.id, undone.id];
  const { schoolId } = house.shop;
  await asOffice((ctx) => updateMany(ctx, { schoolId, ids: [kept.id], status: "SHIPPED", except: [] }));
  const done = await asOffice((ctx) =>
    updateMany(ctx, { schoolId, ids: [undone.id], status: "SHIPPED", except: [] }),
  );
  await asOffice((ctx) => undoMany(ctx, { undoId: done.undoId ?? "" }));
  const jobs = (await announced()).filter((job) => job.ids.some((id) => ids.includes(id)));
  expect(jobs).toEqual(ids.map((id) => ({ ids: [id], later: true })));
  const heard: string[] = [];
  await house.job.transact((ctx) =>
    announce(ctx, { event: "order.shipped", orderIds: ids }, [
      async (_, told) => void ("orderIds" in told && heard.push(...told.orderIds)),
    ]),
  );
  expect(heard).toEqual([kept.id]);
});

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "../../../core/auth.ts";
import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import type { JobContext } from "../../../core/jobs/tenant-job.ts";
import { keyringOf } from "../../../core/secrets/seal.ts";
import { undoMany, updateMany } from "../bulk/service.ts";
import { updateOrder } from "../edit/service.ts";
import type { UpdateOrderInput } from "../schema.ts";
import { saveSecret } from "../stores/secrets.ts";
import { type OrderHouse, openOrderHouse } from "../testing/house.ts";
import { orderBody } from "../testing/order-body.ts";
import { queuedJobs } from "../testing/queued-jobs.ts";
import { ShopDouble } from "../testing/shop-double.ts";
import { pushTask } from "./schema.ts";
import { pushChange } from "./service.ts";

let house: OrderHouse;
let double: ShopDouble;
let job: JobContext;
let office: Actor;

beforeAll(async () => {
  house = await openOrderHouse("pushing");
  double = await ShopDouble.open();
  const config = { ...house.job.parts.config, SHOPIFY_URL: double.url };
  job = { ...house.job, isLastAttempt: true, parts: { ...house.job.parts, config } };
  const id = await house.asSystem(async (db) => {
    const store = { id: house.shop.storeId, schoolId: house.shop.schoolId };
    await saveSecret(db, keyringOf(config), store, "access_token", double.token);
    const row = await db.one<{ id: string }>(
      sql`insert into people (email, name, status) values ('o@push.example', 'Olga', 'active') returning id`,
    );
    await db.run(sql`insert into memberships (person_id, role) values (${row?.id}, 'school_admin')`);
    return row?.id ?? "";
  });
  office = { kind: "person", id, sessionId: "s" };
});
beforeEach(() => {
  double.fulfilments = [];
  double.sent = [];
  double.delivered = [];
  double.requests.length = 0;
});
afterAll(async () => {
  await double.close();
  await house.close();
});

const asOffice = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  house.database.withTenant(house.tenant, office, (db) =>
    work({ tenant: house.tenant, actor: office, db, log: job.log, requestId: "test" }),
  );
const edit = (input: UpdateOrderInput) => asOffice((ctx) => updateOrder(ctx, input));
const place = async (id: number): Promise<string> => {
  await house.deliver(orderBody({ id }));
  await house.work();
  return (await house.order(id))?.id ?? "";
};
/** Runs every push that waits. */
async function pushAll(): Promise<void> {
  const pushes = await house.asSystem((db) =>
    db.rows<{ id: string }>(sql`select id from order_pushes where state = 'pending'`),
  );
  for (const { id } of pushes) await pushChange(job, id);
}

test("that an order arrived is told even if another edit follows before the shop was told", async () => {
  const id = await place(1);
  await edit({ id, version: 1, status: "DELIVERED" });
  await edit({ id, version: 2, trackingNumber: "3S9" });
  await pushAll();
  expect(double.delivered).toEqual(["gid://shopify/Fulfillment/1"]);
  expect(double.fulfilments).toMatchObject([{ trackingInfo: [{ number: "3S9" }] }]);
});

test("an order that lies in two places is sent as two parcels, both of which arrive", async () => {
  double.locations = ["gid://shopify/Location/1", "gid://shopify/Location/2"];
  const id = await place(2);
  await edit({ id, version: 1, status: "DELIVERED" });
  await pushAll();
  expect(double.sent).toEqual(["gid://shopify/FulfillmentOrder/1", "gid://shopify/FulfillmentOrder/2"]);
  expect(double.delivered).toEqual(["gid://shopify/Fulfillment/1", "gid://shopify/Fulfillment/2"]);
  expect(await house.order(2)).toMatchObject({ sync_state: "synced" });
});

test("many that are shipped at once are told when they can no longer be taken back, and not at all if they were", async () => {
  const id = await place(3);
  const { schoolId } = house.shop;
  const done = await asOffice((ctx) =>
    updateMany(ctx, { schoolId, ids: [id], status: "SHIPPED", except: [] }),
  );
  const [waiting] = (await queuedJobs(house.ownerUrl, pushTask)).slice(-1);
  expect(waiting?.seconds).toBeGreaterThan(15);
  await asOffice((ctx) => undoMany(ctx, { undoId: done.undoId ?? "" }));
  await pushAll();
  expect(double.requests).toEqual([]);
  expect(await house.order(3)).toMatchObject({ status: "CONFIRMED", sync_state: "synced" });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import type { TenantRef } from "../../core/db/database.ts";
import { ask } from "../../testing/ask.ts";
import { LiveSocket } from "../../testing/live-socket.ts";
import { openWebRig, type Person, type WebRig } from "../../testing/web-rig.ts";
import { signatureOf } from "./intake/signature.ts";
import { processEvents } from "./process/service.ts";
import { jobOf } from "./testing/job.ts";
import { bodyText, orderBody } from "./testing/order-body.ts";
import { openShop, type TestShop } from "./testing/shop.ts";

let rig: WebRig;
let tenant: TenantRef;
let shop: TestShop;
let office: Person;
let pupil: Person;

beforeAll(async () => {
  rig = await openWebRig();
  tenant = await rig.createTenant("live-orders");
  shop = await rig.asSystem(tenant, (db) => openShop(db, "live"));
  office = await rig.person(tenant, "Office", [{ role: "school_admin", schoolId: shop.schoolId }]);
  pupil = await rig.person(tenant, "Pupil", [{ role: "pupil", schoolId: shop.schoolId }]);
});
afterAll(() => rig.stop());

test("a webhook reaches the office's open page, and nobody who may not see orders can watch", async () => {
  const topic = `orders/${shop.schoolId}`;
  const open = await new LiveSocket(rig.socket(tenant, office)).opened();
  const shut = await new LiveSocket(rig.socket(tenant, pupil)).opened();
  open.subscribe({ topic });
  shut.subscribe({ topic });
  await Promise.all([open.untilHeard("subscribed"), shut.untilHeard("refused")]);
  const body = bodyText(orderBody({ id: "820982911946154508" }));
  const { status } = await ask(rig.port, rig.hostOf(tenant), "/webhooks/shopify", {
    method: "POST",
    headers: {
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": shop.domain,
      "x-shopify-hmac-sha256": signatureOf(Buffer.from(body), shop.secret),
    },
    body,
  });
  expect(status).toBe(200);
  await processEvents(jobOf(rig, tenant), 2);
  await open.until(({ events }) => events.length > 0);
  expect(open.events[0]).toMatchObject({
    topic,
    kind: "order.synced",
    version: 1,
    payload: { status: "CONFIRMED", storeId: shop.storeId, created: true },
  });
  expect(shut.events).toEqual([]);
  open.socket.close();
  shut.socket.close();
});

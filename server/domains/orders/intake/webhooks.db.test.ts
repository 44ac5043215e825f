import { afterAll, beforeAll, expect, test } from "vitest";
import type { TenantRef } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";
import { ask } from "../../../testing/ask.ts";
import { openWebRig, type WebRig } from "../../../testing/web-rig.ts";
import { bodyText, orderBody } from "../testing/order-body.ts";
import { openShop, type TestShop } from "../testing/shop.ts";
import { signatureOf } from "./signature.ts";

let rig: WebRig;
let tenant: TenantRef;
let shop: TestShop;

beforeAll(async () => {
  rig = await openWebRig();
  tenant = await rig.createTenant("hooks");
  shop = await rig.asSystem(tenant, (db) => openShop(db, "hooks"));
});
afterAll(() => rig.stop());

type Sending = {
  topic?: string;
  eventId?: string;
  signature?: string;
  domain?: string;
  triggeredAt?: string;
};

function send(body: string | Buffer, sending: Sending = {}) {
  const bytes = Buffer.from(body);
  return ask(rig.port, rig.hostOf(tenant), "/webhooks/shopify", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": sending.topic ?? "orders/create",
      "x-shopify-shop-domain": sending.domain ?? shop.domain,
      "x-shopify-hmac-sha256": sending.signature ?? signatureOf(bytes, shop.secret),
      ...(sending.eventId && { "x-shopify-event-id": sending.eventId }),
      ...(sending.triggeredAt && { "x-shopify-triggered-at": sending.triggeredAt }),
    },
    body: bytes as unknown as string,
  });
}

const stored = () =>
  rig.asSystem(tenant, (db) =>
    db.rows<{ topic: string; body: Buffer; state: string; resource: string }>(sql`
      select topic, body, state, resource_id as resource from shop_events order by id`),
  );

test("a signed delivery is recorded byte for byte and answered 200", async () => {
  const text = `${bodyText(orderBody({ id: "820982911946154508", note: "naïve – ÆØÅ 😀" }))}\n`;
  expect((await send(text, { eventId: "e-1" })).status).toBe(200);
  const [event] = await stored();
  expect(event).toMatchObject({ topic: "orders/create", state: "pending", resource: "820982911946154508" });
  expect(event?.body.toString()).toBe(text);
});

test("the same event, and the same content under another event, are answered 200 and recorded once", async () => {
  const before = (await stored()).length;
  const text = bodyText(orderBody({ id: 11 }));
  const answers = [
    await send(text, { eventId: "e-2" }),
    await send(text, { eventId: "e-2" }),
    await send(text, { eventId: "e-3" }),
    await send(`${text} `, { eventId: "e-2" }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await stored()).length).toBe(before + 1);
});

test("two orders of one merchant's action share an event id and are both recorded", async () => {
  const before = (await stored()).length;
  await send(bodyText(orderBody({ id: 21 })), { eventId: "bulk", topic: "orders/fulfilled" });
  await send(bodyText(orderBody({ id: 22 })), { eventId: "bulk", topic: "orders/fulfilled" });
  expect((await stored()).length).toBe(before + 2);
});

test("a wrong, missing or foreign signature is 401 and leaves nothing", async () => {
  const before = (await stored()).length;
  const text = bodyText(orderBody({ id: 31 }));
  const good = signatureOf(Buffer.from(text), shop.secret);
  const answers = await Promise.all([
    send(text.replace("59.90", "0.01"), { signature: good }),
    send(text, { signature: "" }),
    send(text, { signature: signatureOf(Buffer.from(text), "another secret") }),
    send(text, { signature: good.replace(/=$/, "") }),
    send(text, { domain: "nobody.myshopify.com" }),
    send(text, { domain: "evil.example.org" }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
  expect((await stored()).length).toBe(before);
});

test("a body above 5 MB is refused before it is read, one below is taken", async () => {
  const note = (size: number) => bodyText(orderBody({ id: 41, note: "x".repeat(size) }));
  expect((await send(note(5 << 20))).status).toBe(413);
  expect((await send(note(4 << 20))).status).toBe(200);
});

test("an unknown topic is recorded and answered 200", async () => {
  expect((await send('{"id":1}', { topic: "products/update" })).status).toBe(200);
  expect((await stored()).at(-1)?.topic).toBe("products/update");
});

test("many at once are all recorded, and one job waits for them", async () => {
  const before = (await stored()).length;
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) => send(bodyText(orderBody({ id: 1_000 + i })), { eventId: `m-${i}` })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await stored()).length).toBe(before + 60);
});

test("a shop that was disconnected here may still ask to forget people and say it is gone, and nothing else", async () => {
  const gone = await rig.asSystem(tenant, (db) => openShop(db, "gone"));
  await rig.asSystem(tenant, (db) =>
    db.run(sql`update stores set deleted_at = now() where id = ${gone.storeId}`),
  );
  const from = (topic: string, body: string) =>
    send(body, { topic, domain: gone.domain, signature: signatureOf(Buffer.from(body), gone.secret) });
  const about = JSON.stringify({ shop_domain: gone.domain, orders_to_redact: [1] });
  const answers = [];
  for (const topic of ["customers/redact", "customers/data_request", "shop/redact", "app/uninstalled"])
    answers.push(await from(topic, about));
  answers.push(await from("orders/create", bodyText(orderBody({ id: 51 }))));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 401]);
});

test("bodies that do not begin with their id are told apart by what they hold, whatever event they name", async () => {
  const before = (await stored()).length;
  for (const id of [61, 62, 61]) {
    const text = bodyText(orderBody({ id }))
      .replace(/^\{"id":\d+,/, "{")
      .replace(/\}$/, `,"id":${id}}`);
    expect((await send(text, { eventId: "one-action" })).status).toBe(200);
  }
  expect((await stored()).length).toBe(before + 2);
});

test("a second request for privacy in the same words counts, its repetition does not", async () => {
  const before = (await stored()).length;
  const text = JSON.stringify({ shop_domain: shop.domain, customer: { id: 7 }, orders_to_redact: [] });
  for (const eventId of ["ask-1", "ask-2", "ask-2"])
    expect((await send(text, { eventId, topic: "customers/redact" })).status).toBe(200);
  expect((await stored()).length).toBe(before + 2);
});

test("a day that there is not is no reason to refuse a delivery", async () => {
  const before = (await stored()).length;
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      send(bodyText(orderBody({ id: 2_000 + index })), { triggeredAt: "2024-02-30T00:00:00Z" }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect((await stored()).length).toBe(before + 20);
});

test("a secret that no key opens any more leaves the other one in force", async () => {
  const rolled = await rig.asSystem(tenant, (db) => openShop(db, "rolled"));
  await rig.asSystem(tenant, (db) =>
    db.run(sql`
      insert into store_secrets (school_id, store_id, kind, sealed)
      values (${rolled.schoolId}, ${rolled.storeId}, 'api_secret', 'v1.gone.AAAA')`),
  );
  const text = bodyText(orderBody({ id: 71 }));
  const answer = await send(text, {
    domain: rolled.domain,
    signature: signatureOf(Buffer.from(text), rolled.secret),
  });
  expect(answer.status).toBe(200);
});

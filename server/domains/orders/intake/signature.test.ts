import "@shopify/shopify-api/adapters/node";
import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { describe, expect, test } from "vitest";
import { isSigned, signatureOf } from "./signature.ts";

const secret = "shpss_3f1b6c0de0";
const shopify = shopifyApi({
  apiSecretKey: secret,
  apiKey: "a key",
  hostName: "north.example.org",
  apiVersion: ApiVersion.July26,
  isEmbeddedApp: false,
  logger: { level: LogSeverity.Error },
});

/** What Shopify's own library says of a delivery. */
async function theirVerdict(body: Buffer, signature: string): Promise<boolean> {
  const rawRequest = {
    method: "POST",
    url: "/webhooks/shopify",
    headers: {
      "x-shopify-hmac-sha256": signature,
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": "north.myshopify.com",
      "x-shopify-api-version": "2026-07",
      "x-shopify-webhook-id": "an id",
    },
  } as unknown as IncomingMessage;
  return (await shopify.webhooks.validate({ rawBody: body.toString("utf8"), rawRequest })).valid;
}

const bodies: Record<string, Buffer> = {
  "plain JSON": Buffer.from('{"id":820982911946154508,"total_price":"598.94"}'),
  "spaces and a line break at the end": Buffer.from('{ "id" : 1 }\r\n'),
  "letters beyond ASCII, escaped and not": Buffer.from('{"name":"Chloé \\u00e9 名前 😀","rtl":"مدرسة"}'),
  "a byte order mark": Buffer.from('\ufeff{"id":1}'),
  "escaped slashes, as PHP and Ruby write them": Buffer.from('{"gid":"gid:\\/\\/shopify\\/Order\\/1"}'),
  "a long body": Buffer.from(JSON.stringify({ id: 1, note: "x".repeat(1 << 20) })),
};

describe("A signature", () => {
  test.each(Object.entries(bodies))("of ours passes Shopify's verifier: %s", async (_name, body) => {
    expect(await theirVerdict(body, signatureOf(body, secret))).toBe(true);
  });

  test.each(Object.entries(bodies))("is judged as Shopify judges it: %s", async (_name, body) => {
    const good = signatureOf(body, secret);
    const changed = Buffer.from(body);
    changed[body.length - 2] = (changed[body.length - 2] ?? 0) ^ 1;
    const cases: [Buffer, string][] = [
      [body, good],
      [changed, good],
      [body, good.slice(0, -1)],
      [body, good.replace(/=+$/, "")],
      [body, `${good}=`],
      [body, good.toLowerCase()],
      [body, Buffer.from(good, "base64").toString("base64url")],
      [body, Buffer.from(good, "base64").toString("hex")],
      [body, signatureOf(body, "another secret")],
    ];
    for (const [bytes, signature] of cases)
      expect([signature, isSigned(bytes, signature, [secret])]).toEqual([
        signature,
        await theirVerdict(bytes, signature),
      ]);
  });

  test("of bytes that are no UTF-8 is over the bytes, not over a repaired text", () => {
    const body = Buffer.concat([Buffer.from('{"note":"'), randomBytes(64), Buffer.from('"}')]);
    const repaired = Buffer.from(body.toString("utf8"));
    expect(isSigned(body, signatureOf(body, secret), [secret])).toBe(true);
    expect(isSigned(repaired, signatureOf(body, secret), [secret])).toBe(repaired.equals(body));
  });

  test("may be by the old secret while a shop changes over, and by none where there is none", () => {
    const body = Buffer.from("{}");
    expect(isSigned(body, signatureOf(body, "old"), ["new", "old"])).toBe(true);
    expect(isSigned(body, signatureOf(body, "older"), ["new", "old"])).toBe(false);
    expect(isSigned(body, signatureOf(body, "no secret is known for this shop"), [])).toBe(false);
    expect(isSigned(body, "", [])).toBe(false);
  });
});

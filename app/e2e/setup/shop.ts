import { createHmac, randomUUID } from "node:crypto";
import { ask } from "../../../server/testing/ask.ts";

/** A shop at the other end: what it sends is signed as Shopify signs. */
export type Shop = { domain: string; secret: string };

/** Delivers an order as the shop would; the answer's status. */
export async function deliver(port: number, slug: string, shop: Shop, order: object): Promise<number> {
  const body = JSON.stringify(order);
  const answer = await ask(port, `${slug}.localhost:${port}`, "/webhooks/shopify", {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": "orders/updated",
      "x-shopify-shop-domain": shop.domain,
      "x-shopify-event-id": randomUUID(),
      "x-shopify-hmac-sha256": createHmac("sha256", shop.secret).update(body).digest("base64"),
    },
  });
  return answer.status;
}

/** An order as a shop writes it. `minute` makes a later saying of the same order newer. */
export const shopOrder = (number: number, minute = 0, changes: object = {}) => ({
  id: 5_000_000_000_000 + number,
  name: `#${number}`,
  order_number: number,
  created_at: new Date(Date.UTC(2026, 8, 1) + number * 60_000).toISOString(),
  updated_at: new Date(Date.UTC(2026, 9, 1) + minute * 60_000).toISOString(),
  cancelled_at: null,
  currency: "EUR",
  total_price: `${number % 90}.50`,
  subtotal_price: `${number % 90}.50`,
  total_tax: "0.00",
  total_discounts: "0.00",
  financial_status: "pending",
  fulfillment_status: null,
  email: `parent${number}@example.org`,
  customer: { id: 7_000_000_000 + number, first_name: "Parent", last_name: String(number) },
  line_items: [
    {
      id: 9_000_000_000 + number,
      title: "School tie",
      sku: "TIE",
      quantity: 1,
      price: `${number % 90}.50`,
      grams: 90,
    },
  ],
  fulfillments: [],
  refunds: [],
  ...changes,
});

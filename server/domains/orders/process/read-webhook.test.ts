import { expect, test } from "vitest";
import { parseLossless } from "../lossless.ts";
import { readOrder, readRefund } from "./read-webhook.ts";
import { statusOf } from "./status-table.ts";

/** The test notification that Shopify publishes and sends (docs/api/webhooks), shortened to what is read of it. */
const published = `{
  "id": 820982911946154508,
  "admin_graphql_api_id": "gid://shopify/Order/820982911946154508",
  "buyer_accepts_marketing": true, "cancel_reason": "customer", "cancelled_at": "2021-12-31T19:00:00-05:00",
  "contact_email": "jon@example.com", "created_at": "2021-12-31T19:00:00-05:00", "currency": "USD",
  "current_total_price": "369.97", "email": "jon@example.com", "financial_status": "voided",
  "fulfillment_status": null, "name": "#9999", "note": null, "note_attributes": [], "number": 234,
  "order_number": 1234, "phone": null, "processed_at": null, "subtotal_price": "359.97",
  "total_discounts": "20.00", "total_price": "369.97", "total_tax": "0.00", "total_weight": 0,
  "total_shipping_price_set": { "shop_money": { "amount": "10.00", "currency_code": "USD" } },
  "updated_at": "2021-12-31T19:00:00-05:00",
  "billing_address": { "first_name": "Steve", "address1": "123 Shipping Street", "city": "Shippington",
    "zip": "40003", "province": "Kentucky", "country": "United States", "name": "Steve Shipper",
    "country_code": "US", "province_code": "KY" },
  "customer": { "id": 115310627314723954, "email": "john@example.com", "first_name": "John", "last_name": "Smith" },
  "fulfillments": [],
  "line_items": [
    { "id": 866550311766439020, "name": "IPod Nano - 8GB", "title": "IPod Nano - 8GB", "sku": "IPOD2008PINK",
      "price": "199.00", "quantity": 1, "grams": 567, "requires_shipping": true, "total_discount": "0.00",
      "variant_title": null, "properties": [] },
    { "id": 141249953214522974, "name": "IPod Nano - 8GB", "title": "IPod Nano - 8GB", "sku": "IPOD2008PINK",
      "price": "199.00", "quantity": 1, "grams": 567, "requires_shipping": true, "total_discount": "5.00",
      "variant_title": null, "properties": [] }
  ],
  "refunds": [], "shipping_lines": [{ "id": 271878346596884015, "price": "10.00" }]
}`;

test("the published test order is read with every id exact", () => {
  const facts = readOrder(parseLossless(published));
  expect(facts).toMatchObject({
    externalId: "820982911946154508",
    number: "#9999",
    sequence: 9_999,
    placedAt: "2022-01-01T00:00:00.000Z",
    cancelledAt: "2022-01-01T00:00:00.000Z",
    total: 36_997,
    subtotal: 35_997,
    discount: 2_000,
    shippingPaid: 1_000,
    customer: { externalId: "115310627314723954", name: "John Smith", email: "jon@example.com" },
    address: { name: "Steve Shipper", country: "US", zone: "KY" },
  });
  expect(facts.lines.map(({ externalId, price }) => [externalId, price])).toEqual([
    ["866550311766439020", 19_900],
    ["141249953214522974", 19_900],
  ]);
  expect(statusOf({ ...facts, delivered: false, refunded: 0 })).toEqual({
    status: "CANCELLED",
    reason: "cancelled",
  });
});

const changed = (changes: Record<string, unknown>) => ({
  ...(parseLossless(published) as Record<string, unknown>),
  ...changes,
});

test("yen have no cents, dinars have a thousand fils", () => {
  expect(
    readOrder(
      changed({
        currency: "JPY",
        total_price: "37000",
        subtotal_price: "0",
        total_discounts: "0",
        total_tax: "0",
        total_shipping_price_set: null,
        shipping_lines: [],
        line_items: [],
      }),
    ).total,
  ).toBe(37_000);
  expect(readOrder(changed({ currency: "KWD", total_price: "36.975" })).total).toBe(36_975);
});

test("what is missing or of another shape is named, and links that are no web addresses are dropped", () => {
  expect(() => readOrder(changed({ id: "x" }))).toThrow("orders.payload");
  expect(() => readOrder(changed({ updated_at: "yesterday" }))).toThrow("orders.payload");
  expect(() => readOrder(changed({ total_price: "12,50" }))).toThrow("orders.money_form");
  const shipment = { id: 1, status: "success", created_at: "2022-01-02T00:00:00Z", tracking_number: "1" };
  const urlOf = (tracking_url: string) =>
    readOrder(changed({ fulfillments: [{ ...shipment, tracking_url }] })).tracking.url;
  expect(urlOf("javascript:alert(1)")).toBe("");
  expect(urlOf("https://carrier.example/1")).toBe("https://carrier.example/1");
});

test("a text that Postgres cannot hold is cleaned, not refused", () => {
  expect(readOrder(changed({ note: "a\u0000b\ud800c" })).note).toBe("ab\ufffdc");
});

const shopMoney = (amount: string, currency_code: string) => ({ shop_money: { amount, currency_code } });

test("a refund paid in the customer's currency counts in the shop's, with shipping and what was given beyond", () => {
  const refund = {
    id: 1,
    order_id: 2,
    created_at: "2022-01-03T00:00:00Z",
    transactions: [{ kind: "refund", status: "success", amount: "7000", currency: "JPY" }],
  };
  expect(readRefund(refund).amount).toBe(0);
  expect(readRefund(refund, "2", "USD").amount).toBe(0);
  const adjusted = {
    ...refund,
    refund_line_items: [
      {
        line_item_id: 3,
        quantity: 1,
        subtotal_set: shopMoney("40.00", "USD"),
        total_tax_set: shopMoney("4.00", "USD"),
      },
    ],
    order_adjustments: [
      {
        kind: "shipping_refund",
        amount_set: shopMoney("-5.00", "USD"),
        tax_amount_set: shopMoney("-0.50", "USD"),
      },
      { kind: "refund_discrepancy", amount_set: shopMoney("2.00", "USD") },
    ],
  };
  expect(readRefund(adjusted).amount).toBe(4_750);
  const onlyMoney = {
    ...refund,
    order_adjustments: [{ kind: "refund_discrepancy", amount_set: shopMoney("-9.10", "USD") }],
  };
  expect(readRefund(onlyMoney).amount).toBe(910);
});

test("a refund counts the money that went back, not what was voided or failed", () => {
  const refund = {
    id: "890088186047892319",
    order_id: "820982911946154508",
    created_at: "2022-01-03T00:00:00Z",
    transactions: [
      { kind: "refund", status: "success", amount: "41.94", currency: "USD" },
      { kind: "refund", status: "failure", amount: "10.00", currency: "USD" },
      { kind: "void", status: "success", amount: "5.00", currency: "USD" },
    ],
    refund_line_items: [
      { line_item_id: "866550311766439020", quantity: 1, subtotal_set: shopMoney("41.94", "USD") },
    ],
  };
  expect(readRefund(refund)).toMatchObject({
    externalId: "890088186047892319",
    orderExternalId: "820982911946154508",
    amount: 4_194,
    lines: [{ lineId: "866550311766439020", quantity: 1 }],
  });
});

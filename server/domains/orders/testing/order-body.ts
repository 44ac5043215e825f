/** A body as the shop sends it, with only what a test cares about spelled out. */
export type OrderBody = Record<string, unknown> & { id: number | string; updated_at: string };

export function orderBody(changes: Record<string, unknown> = {}): OrderBody {
  const id = 5_000_000_000_001;
  return {
    id,
    name: "#1001",
    order_number: 1001,
    created_at: "2026-09-01T08:00:00+02:00",
    updated_at: "2026-09-01T08:00:00+02:00",
    cancelled_at: null,
    currency: "EUR",
    total_price: "59.90",
    subtotal_price: "54.95",
    total_tax: "0.00",
    total_discounts: "0.00",
    total_shipping_price_set: { shop_money: { amount: "4.95", currency_code: "EUR" } },
    total_weight: 800,
    financial_status: "paid",
    fulfillment_status: null,
    email: "parent@example.org",
    customer: { id: 7_000_000_001, first_name: "Paula", last_name: "Parent", email: "parent@example.org" },
    shipping_address: {
      name: "Paula Parent",
      address1: "1 School Lane",
      city: "Leiden",
      zip: "2311 AA",
      country_code: "NL",
    },
    line_items: [
      { id: 9_000_000_001, title: "School shirt", sku: "SHIRT-M", quantity: 2, price: "27.475", grams: 400 },
    ].map((line) => ({ ...line, price: "27.47" })),
    fulfillments: [],
    refunds: [],
    ...changes,
  };
}

/** The text to send: ids that JavaScript cannot hold are given as text and written as numbers. */
export const bodyText = (body: unknown): string =>
  JSON.stringify(body).replace(/"(id|order_id|line_item_id)":"(\d+)"/g, '"$1":$2');

import { fromMinor } from "../money.ts";
import { givesBack, refundedBy, type Step, type StepKind, type Story, totalOf } from "./story.ts";

const carriers = ["PostNL", "DHL Express", "DPD"];

/** What the shop sends at a step of a story, as text: ids are numbers beyond what JavaScript holds. */
export function bodyOf(story: Story, index: number): string {
  const step = story.steps[index] as Step;
  return givesBack(step) ? refundOf(story, step) : orderOf(story, index);
}

const momentOf = (story: Story, step: Step): string =>
  new Date(story.placedAt + step.after * 1_000).toISOString();

function orderOf(story: Story, index: number): string {
  const step = story.steps[index] as Step;
  const past = new Map(story.steps.slice(0, index + 1).map((one): [StepKind, Step] => [one.kind, one]));
  const { currency, buyer, goods, discount, sending } = story;
  const amount = (minor: number) => fromMinor(minor, currency);
  const set = (minor: number) => ({ shop_money: { amount: amount(minor), currency_code: currency } });
  const total = totalOf(story);
  const when = (kind: StepKind) => {
    const at = past.get(kind);
    return at ? momentOf(story, at) : null;
  };
  const order = {
    id: 0,
    name: `#${story.number}`,
    order_number: story.number,
    created_at: momentOf(story, story.steps[0] as Step),
    updated_at: momentOf(story, step),
    cancelled_at: when("cancelled"),
    cancel_reason: past.has("cancelled") ? "customer" : null,
    financial_status: past.has("paid") ? "paid" : "pending",
    fulfillment_status: past.has("sent") ? "fulfilled" : null,
    currency,
    total_price: amount(total),
    subtotal_price: amount(total - sending),
    total_tax: amount(Math.round((total * 21) / 121)),
    total_discounts: amount(discount),
    discount_codes: discount > 0 ? [{ code: "SIBLING10", amount: amount(discount), type: "percentage" }] : [],
    total_shipping_price_set: set(sending),
    total_weight: goods.reduce((sum, one) => sum + one.grams * one.quantity, 0),
    email: buyer.email,
    note: past.has("noted") ? "Please send with the brother's order" : null,
    note_attributes: story.pupil ? [{ name: "Pupil name", value: story.pupil }] : [],
    customer: { id: Number(buyer.id), first_name: buyer.first, last_name: buyer.last, email: buyer.email },
    shipping_address: {
      name: `${buyer.first} ${buyer.last}`,
      address1: `${1 + (story.number % 180)} School Lane`,
      city: buyer.city,
      zip: String(1_000 + (story.number % 8_999)),
      country_code: buyer.country,
      province_code: null,
    },
    line_items: goods.map((one, line) => ({
      id: story.number * 10 + line,
      sku: one.sku,
      title: one.title,
      variant_title: null,
      quantity: one.quantity,
      price: amount(one.price),
      total_discount: amount(0),
      grams: one.grams,
      requires_shipping: one.ships,
      properties: [],
    })),
    fulfillments: past.has("sent")
      ? [
          {
            id: story.number,
            status: "success",
            shipment_status: past.has("delivered") ? "delivered" : "in_transit",
            created_at: when("sent"),
            updated_at: when("delivered") ?? when("sent"),
            tracking_company: carriers[story.number % carriers.length],
            tracking_number: `3S${String(story.number).padStart(10, "0")}`,
            tracking_url: `https://parcels.example.org/3S${story.number}`,
          },
        ]
      : [],
    refunds: [],
  };
  return JSON.stringify(order).replace('"id":0', `"id":${story.id}`);
}

function refundOf(story: Story, step: Step): string {
  const at = momentOf(story, step);
  const whole = step.kind === "refunded";
  const set = (minor: number) => ({
    shop_money: { amount: fromMinor(minor, story.currency), currency_code: story.currency },
  });
  const refund = {
    id: story.number,
    order_id: 0,
    created_at: at,
    processed_at: at,
    transactions: [
      {
        kind: "refund",
        status: "success",
        amount: fromMinor(refundedBy(story, step.kind), story.currency),
        currency: story.currency,
      },
    ],
    refund_line_items: (whole ? story.goods : story.goods.slice(0, 1)).map((one, line) => ({
      line_item_id: story.number * 10 + line,
      quantity: whole ? one.quantity : 1,
      subtotal_set: set(one.price * (whole ? one.quantity : 1)),
    })),
    refund_shipping_lines: whole ? [{ subtotal_amount_set: set(story.sending) }] : [],
  };
  return JSON.stringify(refund).replace('"order_id":0', `"order_id":${story.id}`);
}

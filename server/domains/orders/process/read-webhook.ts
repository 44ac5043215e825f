import { invalid } from "../../../core/errors.ts";
import { toMinor } from "../money.ts";
import type { Address, LineFacts, OrderFacts, RefundFacts, Tracking } from "./facts.ts";
import {
  countOf,
  idOf,
  isLoose,
  type Loose,
  listOf,
  looseOf,
  momentOf,
  pairsOf,
  requiredMoment,
  textOf,
} from "./reading.ts";

/**
 * An order of a webhook's body (https://shopify.dev/docs/api/admin-rest/latest/resources/order). Throws INVALID
 * `orders.payload` with the field that cannot be read.
 */
export function readOrder(body: unknown): OrderFacts {
  if (!isLoose(body)) throw invalid("orders.payload", { field: "" });
  const externalId = idOf(body.id, "id");
  const currency = currencyOf(body.currency);
  const amount = (value: unknown) => toMinor(textOf(value), currency);
  const shipments = listOf(body.fulfillments).filter((one) => textOf(one.status) !== "cancelled");
  const arrived =
    shipments.length > 0 && shipments.every((one) => textOf(one.shipment_status) === "delivered");
  return {
    externalId,
    number: textOf(body.name, 60) || `#${textOf(body.order_number)}`,
    sequence: sequenceOf(textOf(body.name)) || countOf(body.order_number),
    placedAt: requiredMoment(body.processed_at ?? body.created_at, "created_at"),
    updatedAt: requiredMoment(body.updated_at ?? body.created_at, "updated_at"),
    cancelledAt: momentOf(body.cancelled_at, "cancelled_at"),
    cancelReason: textOf(body.cancel_reason, 60),
    financialStatus: textOf(body.financial_status, 60),
    fulfillmentStatus: textOf(body.fulfillment_status, 60),
    currency,
    total: amount(body.total_price),
    subtotal: amount(body.subtotal_price),
    tax: amount(body.total_tax),
    discount: amount(body.total_discounts),
    shippingPaid: shippingOf(body, currency),
    weightGrams: countOf(body.total_weight),
    customer: customerOf(body),
    address: addressOf(body.shipping_address) ?? addressOf(body.billing_address),
    note: textOf(body.note, 4_000),
    attributes: pairsOf(body.note_attributes),
    lines: listOf(body.line_items).map((line, position) => lineOf(line, position, currency)),
    tracking: trackingOf(shipments),
    shippedAt: momentOf(shipments[0]?.created_at, "fulfillments.created_at"),
    deliveredAt: arrived ? momentOf(shipments.at(-1)?.updated_at, "fulfillments.updated_at") : null,
    refunds: listOf(body.refunds).map((refund) => readRefund(refund, externalId, currency)),
  };
}

/** A refund of a webhook's body, or one within an order. */
export function readRefund(body: unknown, orderId?: string, orderCurrency?: string): RefundFacts {
  if (!isLoose(body)) throw invalid("orders.payload", { field: "" });
  return {
    externalId: idOf(body.id, "refunds.id"),
    orderExternalId: orderId ?? idOf(body.order_id, "order_id"),
    amount: refundedAmount(body, orderCurrency),
    refundedAt: requiredMoment(body.processed_at ?? body.created_at, "refunds.created_at"),
    lines: listOf(body.refund_line_items).map((one) => ({
      lineId: textOf(one.line_item_id),
      quantity: countOf(one.quantity),
    })),
  };
}

/**
 * Money that went back, in the shop's currency. Transactions may be in the customer's currency; then the lines, shipping
 * and adjustments, which carry both, are summed instead. A refund that comes without its order and without anything that
 * tells the shop's currency counts nothing: the order tells its refunds too.
 */
function refundedAmount(refund: Loose, orderCurrency?: string): number {
  const paid = listOf(refund.transactions).filter(
    (one) => textOf(one.kind) === "refund" && textOf(one.status) === "success",
  );
  const sums = sumsOf(refund);
  const currency = orderCurrency ?? (sums.map((sum) => textOf(sum.currency_code)).find(Boolean) || null);
  if (paid.length === 0 || currency === null) return 0;
  if (paid.every((one) => textOf(one.currency) === "" || textOf(one.currency) === currency))
    return paid.reduce((sum, one) => sum + toMinor(textOf(one.amount), currency), 0);
  return Math.max(
    0,
    sums.reduce((sum, part) => sum + part.sign * toMinor(textOf(part.amount), currency), 0),
  );
}

/**
 * The parts of a refund in the shop's money. An adjustment is what the order is worth more for it: refunded shipping and
 * what was given back beyond the lines are below zero. Newer versions tell shipping in lines of its own as well.
 */
function sumsOf(refund: Loose): (Loose & { sign: 1 | -1 })[] {
  const shopMoney = (set: unknown) => looseOf(looseOf(set).shop_money);
  const shipping = listOf(refund.refund_shipping_lines);
  const adjustments = listOf(refund.order_adjustments).filter(
    (one) => shipping.length === 0 || textOf(one.kind) !== "shipping_refund",
  );
  const back = [
    ...listOf(refund.refund_line_items).flatMap((one) => [one.subtotal_set, one.total_tax_set]),
    ...shipping.map((one) => one.subtotal_amount_set),
  ];
  const less = adjustments.flatMap((one) => [one.amount_set, one.tax_amount_set]);
  return [
    ...back.map((set) => ({ ...shopMoney(set), sign: 1 as const })),
    ...less.map((set) => ({ ...shopMoney(set), sign: -1 as const })),
  ];
}

export function currencyOf(value: unknown): string {
  const currency = textOf(value).toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) throw invalid("orders.payload", { field: "currency" });
  return currency;
}

/** The last digits of an order's name, by which people sort: the name is what both ways of asking tell. */
export const sequenceOf = (name: string): number => Number(/(\d{1,15})\D*$/.exec(name)?.[1] ?? 0);

function shippingOf(body: Loose, currency: string): number {
  const set = looseOf(looseOf(body.total_shipping_price_set).shop_money);
  if (set.amount !== undefined) return toMinor(textOf(set.amount), currency);
  return listOf(body.shipping_lines).reduce((sum, line) => sum + toMinor(textOf(line.price), currency), 0);
}

function customerOf(body: Loose): OrderFacts["customer"] {
  const customer = looseOf(body.customer);
  const named = [customer.first_name, customer.last_name].map((part) => textOf(part, 120)).filter(Boolean);
  const address = looseOf(body.shipping_address ?? body.billing_address);
  return {
    externalId: textOf(customer.id, 40),
    name: named.join(" ") || textOf(address.name, 240),
    email: (
      textOf(body.email, 254) ||
      textOf(body.contact_email, 254) ||
      textOf(customer.email, 254)
    ).toLowerCase(),
    phone: textOf(body.phone, 60) || textOf(customer.phone, 60) || textOf(address.phone, 60),
  };
}

function addressOf(value: unknown): Address | null {
  if (!isLoose(value)) return null;
  const named = [value.first_name, value.last_name].map((part) => textOf(part)).filter(Boolean);
  return {
    name: textOf(value.name) || named.join(" "),
    line1: textOf(value.address1),
    line2: textOf(value.address2),
    city: textOf(value.city),
    zone: textOf(value.province_code) || textOf(value.province),
    postcode: textOf(value.zip),
    country: textOf(value.country_code).toUpperCase(),
    phone: textOf(value.phone),
  };
}

function lineOf(line: Loose, position: number, currency: string): LineFacts {
  return {
    externalId: idOf(line.id, "line_items.id"),
    position,
    sku: textOf(line.sku, 200),
    title: textOf(line.title) || textOf(line.name),
    variant: textOf(line.variant_title),
    quantity: countOf(line.quantity),
    price: toMinor(textOf(line.price), currency),
    discount: toMinor(textOf(line.total_discount), currency),
    grams: countOf(line.grams),
    ships: line.requires_shipping !== false,
    properties: pairsOf(line.properties),
  };
}

/** The newest parcel's. */
function trackingOf(shipments: readonly Loose[]): Tracking {
  const parcel = shipments.findLast((one) => textOf(one.tracking_number) !== "");
  return {
    number: textOf(parcel?.tracking_number, 120),
    company: textOf(parcel?.tracking_company, 120),
    url: safeUrl(textOf(parcel?.tracking_url, 1_000)),
  };
}

/** Only addresses of the web become links: what others send must never run. */
export const safeUrl = (text: string): string => (/^https?:\/\/[^\s]+$/i.test(text) ? text : "");

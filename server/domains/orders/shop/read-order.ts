import { toMinor } from "../money.ts";
import type { Address, LineFacts, OrderFacts, RefundFacts, Tracking } from "../process/facts.ts";
import { currencyOf, safeUrl, sequenceOf } from "../process/read-webhook.ts";
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
} from "../process/reading.ts";

/** An order of the Admin API as the facts that webhooks tell: the same order reads the same either way. */
export function readShopOrder(node: Loose): OrderFacts {
  const externalId = idOf(node.legacyResourceId, "legacyResourceId");
  const currency = currencyOf(node.currencyCode);
  const amount = (set: unknown) => amountOf(set, currency);
  const shipments = listOf(node.fulfillments).filter((one) => textOf(one.status) !== "CANCELLED");
  const arrived = shipments.length > 0 && shipments.every((one) => textOf(one.displayStatus) === "DELIVERED");
  return {
    externalId,
    number: textOf(node.name, 60),
    sequence: sequenceOf(textOf(node.name)),
    placedAt: requiredMoment(node.processedAt ?? node.createdAt, "createdAt"),
    updatedAt: requiredMoment(node.updatedAt, "updatedAt"),
    cancelledAt: momentOf(node.cancelledAt, "cancelledAt"),
    cancelReason: textOf(node.cancelReason, 60).toLowerCase(),
    financialStatus: textOf(node.displayFinancialStatus, 60).toLowerCase(),
    fulfillmentStatus: fulfilmentOf(textOf(node.displayFulfillmentStatus)),
    currency,
    total: amount(node.totalPriceSet),
    subtotal: amount(node.subtotalPriceSet),
    tax: amount(node.totalTaxSet),
    discount: amount(node.totalDiscountsSet),
    shippingPaid: amount(node.totalShippingPriceSet),
    weightGrams: countOf(Number(textOf(node.totalWeight) || 0)),
    customer: customerOf(node),
    address: addressOf(node.shippingAddress) ?? addressOf(node.billingAddress),
    note: textOf(node.note, 4_000),
    attributes: pairsOf(node.customAttributes),
    lines: listOf(looseOf(node.lineItems).nodes).map((line, position) => lineOf(line, position, currency)),
    tracking: trackingOf(shipments),
    shippedAt: momentOf(shipments[0]?.createdAt, "fulfillments.createdAt"),
    // not `deliveredAt`: webhooks do not tell it, and two clocks would take turns
    deliveredAt: arrived ? momentOf(shipments.at(-1)?.updatedAt, "fulfillments.updatedAt") : null,
    refunds: listOf(node.refunds).map((refund) => refundOf(refund, externalId, currency)),
  };
}

/** `gid://shopify/Order/123` → `123` */
export const idOfGid = (gid: unknown): string => /(\d+)(?:\?.*)?$/.exec(textOf(gid))?.[1] ?? "";
export const orderGid = (externalId: string): string => `gid://shopify/Order/${externalId}`;

const amountOf = (set: unknown, currency: string): number =>
  toMinor(textOf(looseOf(looseOf(set).shopMoney).amount), currency);

const fulfilmentOf = (status: string): string =>
  ({ FULFILLED: "fulfilled", PARTIALLY_FULFILLED: "partial", RESTOCKED: "restocked" })[status] ?? "";

function customerOf(node: Loose): OrderFacts["customer"] {
  const customer = looseOf(node.customer);
  const named = [customer.firstName, customer.lastName].map((part) => textOf(part, 120)).filter(Boolean);
  const address = looseOf(node.shippingAddress ?? node.billingAddress);
  const email = textOf(node.email, 254) || textOf(looseOf(customer.defaultEmailAddress).emailAddress, 254);
  return {
    externalId: textOf(customer.legacyResourceId, 40),
    name: named.join(" ") || textOf(address.name, 240),
    email: email.toLowerCase(),
    phone:
      textOf(node.phone, 60) ||
      textOf(looseOf(customer.defaultPhoneNumber).phoneNumber, 60) ||
      textOf(address.phone, 60),
  };
}

function addressOf(value: unknown): Address | null {
  if (!isLoose(value)) return null;
  return {
    name: textOf(value.name),
    line1: textOf(value.address1),
    line2: textOf(value.address2),
    city: textOf(value.city),
    zone: textOf(value.provinceCode) || textOf(value.province),
    postcode: textOf(value.zip),
    country: textOf(value.countryCodeV2).toUpperCase(),
    phone: textOf(value.phone),
  };
}

function lineOf(line: Loose, position: number, currency: string): LineFacts {
  return {
    externalId: idOf(idOfGid(line.id), "lineItems.id"),
    position,
    sku: textOf(line.sku, 200),
    title: textOf(line.title),
    variant: textOf(line.variantTitle),
    quantity: countOf(line.quantity),
    price: amountOf(line.originalUnitPriceSet, currency),
    discount: amountOf(line.totalDiscountSet, currency),
    grams: 0, // only the order's whole weight is told
    ships: line.requiresShipping !== false,
    properties: pairsOf(line.customAttributes),
  };
}

function trackingOf(shipments: readonly Loose[]): Tracking {
  const parcels = shipments.flatMap((one) => listOf(one.trackingInfo));
  const parcel = parcels.findLast((one) => textOf(one.number) !== "");
  return {
    number: textOf(parcel?.number, 120),
    company: textOf(parcel?.company, 120),
    url: safeUrl(textOf(parcel?.url, 1_000)),
  };
}

const refundOf = (refund: Loose, orderExternalId: string, currency: string): RefundFacts => ({
  externalId: idOf(refund.legacyResourceId, "refunds.legacyResourceId"),
  orderExternalId,
  amount: amountOf(refund.totalRefundedSet, currency),
  refundedAt: requiredMoment(refund.createdAt, "refunds.createdAt"),
  lines: listOf(looseOf(refund.refundLineItems).nodes).map((one) => ({
    lineId: idOfGid(looseOf(one.lineItem).id),
    quantity: countOf(one.quantity),
  })),
});

import { invalid } from "../../../core/errors.ts";
import { parseLossless } from "../lossless.ts";
import { readShopOrder } from "../shop/read-order.ts";
import type { Arrival } from "./apply.ts";
import type { ClaimedEvent } from "./claim.ts";
import { readOrder, readRefund } from "./read-webhook.ts";
import { isLoose, type Loose, textOf } from "./reading.ts";

/** Topics whose body is a whole order. */
export const orderTopics = [
  "orders/create",
  "orders/updated",
  "orders/cancelled",
  "orders/fulfilled",
  "orders/partially_fulfilled",
  "orders/paid",
] as const;

/** What the look at a shop found and could not work in, put among the events so that it is replayed like them. */
export const seenTopic = "reconcile/order";

/** What an event asks for, once its body is read. */
export type Task =
  | { kind: "arrival"; arrival: Arrival }
  | { kind: "uninstalled" }
  | { kind: "redact_customer"; customerId: string; email: string; orderIds: string[] }
  | { kind: "redact_shop" }
  | { kind: "data_request"; customerId: string; orderIds: string[] }
  | { kind: "unknown" };

/**
 * Reads an event. The topic is a header, and headers are not signed: whoever holds an old body could send it under
 * another topic. So an order is an order by what its body says, and what would end a shop or forget a person must say
 * whose it is.
 */
export function readTask(event: ClaimedEvent): Task {
  const { topic } = event;
  if (orderTopics.some((one) => one === topic)) return { kind: "arrival", arrival: orderArrival(event) };
  if (topic === seenTopic) return { kind: "arrival", arrival: seenArrival(event) };
  if (topic === "refunds/create") return { kind: "arrival", arrival: refundArrival(event) };
  if (topic === "app/uninstalled") {
    demandShop(event, textOf(bodyOf(event).myshopify_domain));
    return { kind: "uninstalled" };
  }
  if (topic === "shop/redact") {
    demandShop(event, textOf(bodyOf(event).shop_domain));
    return { kind: "redact_shop" };
  }
  if (topic === "customers/redact" || topic === "customers/data_request") return privacyTask(event);
  return { kind: "unknown" };
}

function orderArrival(event: ClaimedEvent): Arrival {
  const facts = readOrder(parse(event));
  return {
    ...placeOf(event),
    externalId: facts.externalId,
    saying: { facts, triggeredAt: event.triggeredAt },
    refunds: facts.refunds,
  };
}

function seenArrival(event: ClaimedEvent): Arrival {
  const facts = readShopOrder(bodyOf(event));
  const saying = { facts, triggeredAt: null };
  return {
    ...placeOf(event),
    externalId: facts.externalId,
    saying,
    refunds: facts.refunds,
    kind: "reconcile",
  };
}

function refundArrival(event: ClaimedEvent): Arrival {
  const refund = readRefund(parse(event));
  return { ...placeOf(event), externalId: refund.orderExternalId, saying: null, refunds: [refund] };
}

const placeOf = ({ storeId, schoolId, topic, id }: ClaimedEvent) => ({
  storeId,
  schoolId,
  topic,
  eventId: id,
  kind: "webhook" as const,
});

function privacyTask(event: ClaimedEvent): Task {
  const body = bodyOf(event);
  demandShop(event, textOf(body.shop_domain));
  const customer = isLoose(body.customer) ? body.customer : {};
  const listed = body.orders_to_redact ?? body.orders_requested;
  const about = {
    customerId: textOf(customer.id),
    orderIds: Array.isArray(listed) ? listed.map((id) => textOf(id)).filter(Boolean) : [],
  };
  return event.topic === "customers/redact"
    ? { kind: "redact_customer", ...about, email: textOf(customer.email).toLowerCase() }
    : { kind: "data_request", ...about };
}

function demandShop(event: ClaimedEvent, named: string): void {
  if (named.toLowerCase() !== event.domain) throw invalid("orders.body_of_another_shop");
}

function bodyOf(event: ClaimedEvent): Loose {
  const body = parse(event);
  if (!isLoose(body)) throw invalid("orders.payload", { field: "" });
  return body;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function parse({ body }: ClaimedEvent): unknown {
  try {
    return parseLossless(utf8.decode(body));
  } catch {
    throw invalid("orders.not_json");
  }
}

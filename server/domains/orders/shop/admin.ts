import { AppError } from "../../../core/errors.ts";
import type { OrderFacts, Tracking } from "../process/facts.ts";
import { type Loose, listOf, looseOf, textOf } from "../process/reading.ts";
import type { ShopClient } from "./client.ts";
import * as documents from "./documents.ts";
import { orderGid, readShopOrder } from "./read-order.ts";
import { nextOf, wholeOrder } from "./whole-order.ts";

/** What Atrium asks of a shop, and tells it. */
export type ShopAdmin = {
  /** Orders that changed since a moment, the longest unchanged first, a page at a time. */
  ordersSince(
    since: string,
    cursor: string | null,
  ): Promise<{ orders: SeenOrder[]; nextCursor: string | null }>;
  subscriptions(): Promise<Subscription[]>;
  subscribe(topic: string, url: string): Promise<void>;
  resubscribe(id: string, url: string): Promise<void>;
  unsubscribe(id: string): Promise<void>;
  /** Brings the shop's fulfilment up to what is wanted; safe to repeat. */
  fulfil(orderExternalId: string, wanted: FulfilmentWanted): Promise<void>;
};
/** An order as the shop told it, and what could be read of it: one that cannot be read stands in no other's way. */
export type SeenOrder = { node: Loose } & ({ facts: OrderFacts } | { trouble: AppError });
/** Topics as our headers have them: `orders/create`. */
export type Subscription = { id: string; topic: string; url: string };
export type FulfilmentWanted = { sent: boolean; delivered: boolean; tracking: Tracking };

/** Orders of one page, fewer when the shop finds the question too dear. */
const pageSizes = [50, 20, 8, 3];

export function createShopAdmin(client: ShopClient): ShopAdmin {
  let size = 0;

  async function ordersPage(since: string, after: string | null): Promise<Loose> {
    for (;;) {
      try {
        const first = pageSizes[size] ?? 3;
        const query = `updated_at:>='${since}'`;
        return looseOf((await client.ask(documents.ordersDocument, { first, after, query })).orders);
      } catch (error) {
        if (!isTooDear(error) || size >= pageSizes.length - 1) throw error;
        size += 1;
      }
    }
  }

  return {
    async ordersSince(since, cursor) {
      const page = await ordersPage(since, cursor);
      const orders: SeenOrder[] = [];
      for (const node of listOf(page.nodes)) orders.push(await see(client, node));
      return { orders, nextCursor: nextOf(page) };
    },
    async subscriptions() {
      const found: Subscription[] = [];
      for (let after: string | null = null; ; ) {
        const data: Loose = await client.ask(documents.subscriptionsDocument, { after });
        const page = looseOf(data.webhookSubscriptions);
        for (const node of listOf(page.nodes))
          found.push({
            id: textOf(node.id),
            topic: fromEnum(textOf(node.topic)),
            url: textOf(node.uri, 2_000),
          });
        after = nextOf(page);
        if (after === null) return found;
      }
    },
    subscribe: async (topic, url) => {
      const webhookSubscription = { uri: url, format: "JSON" };
      await client.change(documents.subscribeDocument, { topic: toEnum(topic), webhookSubscription });
    },
    resubscribe: async (id, url) => {
      await client.change(documents.resubscribeDocument, { id, webhookSubscription: { uri: url } });
    },
    unsubscribe: async (id) => {
      await client.change(documents.unsubscribeDocument, { id });
    },
    fulfil: (orderExternalId, wanted) => fulfil(client, orderExternalId, wanted),
  };
}

const toEnum = (topic: string): string => topic.replace("/", "_").toUpperCase();
/** `ORDERS_PARTIALLY_FULFILLED` → `orders/partially_fulfilled` */
const fromEnum = (topic: string): string => topic.toLowerCase().replace("_", "/");

const isTooDear = (error: unknown): boolean =>
  error instanceof AppError && [error.details.codes].flat().includes("MAX_COST_EXCEEDED");

async function see(client: ShopClient, cut: Loose): Promise<SeenOrder> {
  let node = cut;
  try {
    node = await wholeOrder(client, cut);
    return { node, facts: readShopOrder(node) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "INVALID") throw error;
    return { node, trouble: error };
  }
}

/** What can still be sent of an order, in the shop's words. */
const open = new Set(["OPEN", "IN_PROGRESS"]);

async function fulfil(client: ShopClient, externalId: string, wanted: FulfilmentWanted): Promise<void> {
  const data = await client.ask(documents.fulfilmentDocument, { id: orderGid(externalId) });
  const order = looseOf(data.order);
  if (Object.keys(order).length === 0) throw new AppError("NOT_FOUND", "orders.gone_in_shop");
  if (order.cancelledAt) throw new AppError("INVALID", "orders.cancelled_in_shop");
  const parcels = listOf(order.fulfillments).filter((one) => textOf(one.status) !== "CANCELLED");
  const waiting = listOf(looseOf(order.fulfillmentOrders).nodes).filter((one) =>
    open.has(textOf(one.status)),
  );
  const trackingInfo = trackingInput(wanted.tracking);
  if (wanted.sent)
    for (const [, group] of Map.groupBy(waiting, locationOf)) {
      const lineItemsByFulfillmentOrder = group.map((one) => ({ fulfillmentOrderId: one.id }));
      const fulfillment = { lineItemsByFulfillmentOrder, trackingInfo, notifyCustomer: true };
      const made = looseOf((await client.change(documents.fulfilDocument, { fulfillment })).fulfillment);
      parcels.push({ id: made.id, displayStatus: "FULFILLED", trackingInfo: [trackingInfo] });
    }
  const newest = parcels.at(-1);
  if (!newest) throw new AppError("INVALID", "orders.nothing_to_send");
  if (!hasTracking(newest, wanted.tracking))
    await client.change(documents.trackDocument, {
      fulfillmentId: newest.id,
      trackingInfoInput: trackingInfo,
    });
  if (!wanted.delivered) return;
  for (const parcel of parcels.filter((one) => textOf(one.displayStatus) !== "DELIVERED"))
    await client.change(documents.deliveredDocument, {
      fulfillmentEvent: { fulfillmentId: parcel.id, status: "DELIVERED" },
    });
}

/** A parcel leaves from one place: the shop refuses one that gathers from several. */
const locationOf = (one: Loose): string => textOf(looseOf(looseOf(one.assignedLocation).location).id);

const trackingInput = ({ number, company, url }: Tracking) => ({
  ...(number && { number }),
  ...(company && { company }),
  ...(url && { url }),
});

const hasTracking = (parcel: Loose, { number, company }: Tracking): boolean =>
  (number === "" && company === "") ||
  listOf(parcel.trackingInfo).some(
    (one) => textOf(one.number) === number && (company === "" || textOf(one.company) === company),
  );

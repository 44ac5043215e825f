import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { emit, emitMany } from "../../../core/events.ts";
import { enqueue } from "../../../core/jobs/enqueue.ts";
import { forgetBuyers } from "../../courses/purchases/service.ts";
import { announceTask } from "../announce/schema.ts";
import { insertEntries } from "../edit/queries.ts";
import * as queries from "./queries.ts";

/** The shop (and event) that asks; see https://shopify.dev/docs/apps/build/privacy-law-compliance. */
type Asking = {
  id: string;
  storeId: string;
  schoolId: string;
  domain: string;
  triggeredAt: string | null;
  receivedAt: string;
};

export const redactShopTask = "orders.redact-shop";

/**
 * `app/uninstalled`: the shop ended the connection. Orders stay, nothing is pushed any more, the page says so. One that
 * comes when the shop was connected anew since is about a connection that is no more.
 */
export async function endStore(
  ctx: Ctx,
  { storeId, schoolId, domain, triggeredAt, receivedAt }: Asking,
): Promise<void> {
  if (await queries.hasTokenSince(ctx.db, storeId, triggeredAt ?? receivedAt)) return;
  await queries.dropTokens(ctx.db, storeId);
  if ((await queries.markUninstalled(ctx.db, storeId)) === 0) return;
  await audit(ctx.db, "orders.store_uninstalled", "stores", storeId, { domain }, schoolId);
  await emit(ctx.db, {
    topic: `stores/${schoolId}`,
    kind: "stores.changed",
    entity: "stores",
    entityId: storeId,
    payload: { state: "uninstalled" },
  });
}

/** `customers/redact`: the person disappears from the orders, their stories and the log; sums and goods stay. */
export async function redactCustomer(
  ctx: Ctx,
  { storeId, schoolId }: Asking,
  who: { customerId: string; email: string; orderIds: readonly string[] },
): Promise<void> {
  const orders = await queries.redactOrders(ctx.db, storeId, who);
  const externalIds = [...who.orderIds, ...orders.map(({ externalId }) => externalId)];
  await queries.forgetEvents(ctx.db, storeId, { externalIds, email: who.email });
  await finishRedaction(ctx, orders);
  const details = { customerId: who.customerId, orders: orders.length };
  await audit(ctx.db, "orders.customer_redacted", "stores", storeId, details, schoolId);
}

/** `shop/redact`: the same for every order of the shop, by a job, because there may be many. */
export const redactShop = async (ctx: Ctx, { storeId }: Asking): Promise<void> => {
  await enqueue(ctx.db, redactShopTask, { storeId }, { key: `redact:${storeId}` });
};

/** Some orders of a shop that asked to be forgotten; false when none is left. The last call empties the log. */
export async function redactShopStep(ctx: Ctx, storeId: string): Promise<boolean> {
  const orders = await queries.redactSomeOrders(ctx.db, storeId, 500);
  const externalIds = orders.map(({ externalId }) => externalId);
  await queries.forgetEvents(ctx.db, storeId, { externalIds, email: "" });
  await finishRedaction(ctx, orders);
  if (orders.length > 0) return true;
  await queries.forgetLog(ctx.db, storeId);
  await audit(ctx.db, "orders.shop_redacted", "stores", storeId);
  return false;
}

/** `customers/data_request`: the office must answer within 30 days; it is mailed, and the audit keeps the request. */
export async function answerDataRequest(
  ctx: Ctx,
  { storeId, schoolId, id }: Asking,
  who: { customerId: string; orderIds: readonly string[] },
): Promise<void> {
  const orders = await queries.countOrdersOf(ctx.db, storeId, who);
  const details = { customerId: who.customerId, orderIds: who.orderIds, orders, event: id };
  await audit(ctx.db, "orders.data_requested", "stores", storeId, details, schoolId);
  const { customerId, orderIds: externalIds } = who;
  await enqueue(ctx.db, announceTask, { event: "orders.data_requested", storeId, customerId, externalIds });
  await emit(ctx.db, {
    topic: `stores/${schoolId}`,
    kind: "stores.data_requested",
    entity: "stores",
    entityId: storeId,
    payload: { customerId: who.customerId, orders },
  });
}

async function finishRedaction(ctx: Ctx, orders: readonly queries.Touched[]): Promise<void> {
  if (orders.length === 0) return;
  const ids = orders.map(({ id }) => id);
  await queries.forgetStories(ctx.db, ids);
  await forgetBuyers(ctx, ids);
  await insertEntries(
    ctx.db,
    orders.map(({ id, schoolId, version }) => ({
      orderId: id,
      schoolId,
      kind: "privacy",
      title: "privacy.redacted",
      version,
    })),
  );
  await emitMany(
    ctx.db,
    orders.map(({ id, schoolId, storeId, version, status, updatedAt }) => ({
      topic: `orders/${schoolId}` as const,
      kind: "order.synced",
      entity: "orders",
      entityId: id,
      version,
      payload: { status, updatedAt, storeId, created: false },
    })),
  );
}

import { createHash } from "node:crypto";
import type { Ctx } from "../../../core/context.ts";
import { AppError } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import type { JobContext } from "../../../core/jobs/tenant-job.ts";
import { type Arrival, applyArrivals } from "../process/apply.ts";
import { explain } from "../process/explain.ts";
import type { OrderFacts } from "../process/facts.ts";
import { type Loose, textOf } from "../process/reading.ts";
import { seenTopic } from "../process/topics.ts";
import { createShopAdmin, type SeenOrder, type ShopAdmin } from "../shop/admin.ts";
import { ShopClient } from "../shop/client.ts";
import { type OpenShop, openShop } from "../shop/open.ts";
import { noteReconciled } from "../stores/queries.ts";
import { insertLetter } from "./queries.ts";
import { withTrouble } from "./trouble.ts";

/** Shops tell a change some seconds late, and clocks differ: each look begins this much before the last one ended. */
const overlapMs = 10 * 60_000;
/** Where the first look begins: what a shop shows an app of its orders without asking for more. */
const firstLookMs = 60 * 24 * 3_600_000;

/**
 * Asks a shop for every order that changed since the last look and applies it as if a webhook had told it: what arrived
 * meanwhile is recognised and changes nothing. Each page is one transaction with a note of how far it got, so that a look
 * that dies goes on where it was.
 */
export async function reconcile(job: JobContext, storeId: string): Promise<void> {
  const shop = await job.transact((ctx) => openShop(ctx, job.parts.config, storeId));
  if (!shop) return;
  const admin = createShopAdmin(new ShopClient(shop.access, job.signal));
  await withTrouble(job, shop, () => look(job, shop, admin));
}

async function look(job: JobContext, shop: OpenShop, admin: ShopAdmin): Promise<void> {
  const began = Date.now();
  const from = shop.reconciledUntil ? Date.parse(shop.reconciledUntil) - overlapMs : began - firstLookMs;
  const since = new Date(from).toISOString();
  let changed = 0;
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<ShopAdmin["ordersSince"]>> = await admin.ordersSince(since, cursor);
    job.signal.throwIfAborted();
    cursor = page.nextCursor;
    const until = cursor ? newestOf(page.orders) : new Date(began).toISOString();
    changed += await applyPage(job, shop, page.orders, until);
    if (cursor === null) break;
  }
  job.log.info({ store: shop.storeId, changed }, "orders.reconciled");
}

/** The page's last moment; an order that cannot be read may hide its own. */
const newestOf = (orders: readonly SeenOrder[]): string | null =>
  orders.flatMap((one) => ("facts" in one ? [one.facts.updatedAt] : [])).at(-1) ?? null;

/** A page in one transaction; if it fails, order by order, and those that fail alone wait for a person. */
async function applyPage(
  job: JobContext,
  shop: OpenShop,
  orders: readonly SeenOrder[],
  until: string | null,
): Promise<number> {
  const read = orders.flatMap((one) => ("facts" in one ? [one] : []));
  for (const one of orders) if ("trouble" in one) await putAside(job, shop, one.node, one.trouble);
  try {
    return await job.transact((ctx) => apply(ctx, shop, read, until));
  } catch (error) {
    if (isAway(error)) throw error;
    job.log.warn({ err: error, store: shop.storeId, orders: read.length }, "orders.page_failed");
  }
  let changed = 0;
  for (const one of read)
    try {
      changed += await job.transact((ctx) => apply(ctx, shop, [one], null));
    } catch (error) {
      if (isAway(error)) throw error;
      await putAside(job, shop, one.node, error);
    }
  await job.transact((ctx) => apply(ctx, shop, [], until));
  return changed;
}

const isAway = (error: unknown): boolean => error instanceof AppError && error.reason === "database.away";

async function apply(
  ctx: Ctx,
  { storeId, schoolId }: OpenShop,
  orders: readonly { facts: OrderFacts }[],
  until: string | null,
): Promise<number> {
  const arrivals = orders.map(
    ({ facts }): Arrival => ({
      storeId,
      schoolId,
      externalId: facts.externalId,
      kind: "reconcile",
      topic: "reconcile",
      saying: { facts, triggeredAt: null },
      refunds: facts.refunds,
      eventId: null,
    }),
  );
  const applied = await applyArrivals(ctx, arrivals);
  if (until) await noteReconciled(ctx.db, storeId, until);
  return applied.filter(({ changed }) => changed).length;
}

/** Puts what a shop told among the failures, once, with the reason; a replay reads it as it was told. */
async function putAside(
  job: JobContext,
  { storeId, schoolId }: OpenShop,
  node: Loose,
  cause: unknown,
): Promise<void> {
  job.log.error({ err: cause, store: storeId }, "orders.seen_order_failed");
  const { reason, details } = explain(cause);
  const body = Buffer.from(JSON.stringify(node));
  await job.transact(async ({ db }) => {
    const letter = await insertLetter(db, {
      ...{ storeId, schoolId, topic: seenTopic, resourceId: textOf(node.legacyResourceId) },
      ...{ body, hash: createHash("sha256").update(body).digest(), error: reason, details },
    });
    if (letter)
      await emit(db, {
        topic: `stores/${schoolId}`,
        kind: "stores.failure",
        entity: "shop_events",
        entityId: letter.id,
        payload: { count: 1 },
      });
  });
}

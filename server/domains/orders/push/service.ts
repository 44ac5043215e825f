import type { Ctx } from "../../../core/context.ts";
import { json, sql } from "../../../core/db/sql.ts";
import { AppError } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import { mayPass } from "../../../core/jobs/job.ts";
import type { JobContext } from "../../../core/jobs/tenant-job.ts";
import { insertEntries } from "../edit/queries.ts";
import { withTrouble } from "../reconcile/trouble.ts";
import { createShopAdmin } from "../shop/admin.ts";
import { ShopClient } from "../shop/client.ts";
import { type OpenShop, openShop } from "../shop/open.ts";
import type { PushWanted } from "./request.ts";

type Push = {
  id: string;
  orderId: string;
  schoolId: string;
  storeId: string;
  externalId: string;
  wanted: PushWanted;
  status: string;
  tracking: { number: string; company: string; url: string };
};

/**
 * Tells the shop what was changed here: that an order was sent or arrived, and its tracking. Reads the order as it is now,
 * so that of several changes the last is told; asks the shop first what it has, so that doing it twice tells it once.
 * The shop's own webhook about it is recognised as an echo (process/merge.ts).
 */
export async function pushChange(job: JobContext, pushId: string): Promise<void> {
  const push = await job.transact((ctx) => findPush(ctx, pushId));
  if (!push) return; // told, replaced or dismissed meanwhile
  const shop = await job.transact((ctx) => openShop(ctx, job.parts.config, push.storeId));
  if (!shop) return job.transact((ctx) => settle(ctx, push, { state: "dismissed", syncState: "local" }));
  try {
    await fulfil(job, shop, push);
  } catch (error) {
    if (mayPass(error) && !job.isLastAttempt) throw error;
    await job.transact((ctx) => settle(ctx, push, { state: "dead", syncState: "failed", error }));
    return;
  }
  await job.transact((ctx) => settle(ctx, push, { state: "done", syncState: "synced" }));
}

/** That a shop will not have this one order sent says nothing of how it stands with us otherwise. */
async function fulfil(job: JobContext, shop: OpenShop, push: Push): Promise<void> {
  let declined: unknown;
  await withTrouble(job, shop, async () => {
    try {
      await createShopAdmin(new ShopClient(shop.access, job.signal)).fulfil(push.externalId, {
        sent: push.status === "SHIPPED" || push.status === "DELIVERED",
        delivered: push.status === "DELIVERED",
        tracking: push.tracking,
      });
    } catch (error) {
      if (
        !(error instanceof AppError) ||
        (error.code !== "INVALID" && error.reason !== "orders.gone_in_shop")
      )
        throw error;
      declined = error;
    }
  });
  if (declined) throw declined;
}

const findPush = ({ db }: Ctx, id: string): Promise<Push | undefined> =>
  db.one<Push>(sql`
    select p.id, p.order_id as "orderId", p.school_id as "schoolId", o.store_id as "storeId",
      o.external_id as "externalId", p.wanted, o.status, jsonb_build_object('number', o.tracking_number,
        'company', o.tracking_company, 'url', o.tracking_url) as tracking
    from order_pushes p join orders o on o.id = p.order_id where p.id = ${id} and p.state = 'pending'`);

type Outcome = { state: "done" | "dead" | "dismissed"; syncState: string; error?: unknown };

async function settle(ctx: Ctx, push: Push, { state, syncState, error }: Outcome): Promise<void> {
  const { reason, details } = explain(error);
  const settled = await ctx.db.run(sql`
    update order_pushes set state = ${state}, attempts = attempts + 1, error = ${reason},
      error_details = ${json(details)}::jsonb
    where id = ${push.id} and state = 'pending'`);
  if (settled === 0) return; // a newer change took its place while the shop was told
  const order = await ctx.db.one<{ version: number; updatedAt: string }>(sql`
    update orders set sync_state = ${syncState}, problem = ${state === "dead" ? reason : null}
    where id = ${push.orderId} returning version, updated_at as "updatedAt"`);
  if (state !== "dismissed")
    await insertEntries(ctx.db, [
      {
        orderId: push.orderId,
        schoolId: push.schoolId,
        kind: "push",
        title: state === "done" ? "push.done" : "push.failed",
        params: { ...push.wanted, ...(reason && { reason, messages: details.messages ?? [] }) },
      },
    ]);
  await emit(ctx.db, {
    topic: `orders/${push.schoolId}`,
    kind: "order.synced",
    entity: "orders",
    entityId: push.orderId,
    ...(order && { version: order.version }),
    payload: { status: push.status, updatedAt: order?.updatedAt, storeId: push.storeId, created: false },
  });
  if (state === "dead")
    await emit(ctx.db, {
      topic: `stores/${push.schoolId}`,
      kind: "stores.failure",
      entity: "order_pushes",
      entityId: push.id,
    });
}

function explain(error: unknown): { reason: string | null; details: Record<string, unknown> } {
  if (error === undefined) return { reason: null, details: {} };
  if (error instanceof AppError) return { reason: error.reason, details: { ...error.details } };
  return { reason: "orders.unexpected", details: {} };
}

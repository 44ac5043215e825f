import type { Ctx } from "../../../core/context.ts";
import { json, sql } from "../../../core/db/sql.ts";
import { pushTask } from "./schema.ts";

/** What the shop should hear of a change made here; the values themselves are read when the job runs. */
export type PushWanted = { status?: "SHIPPED" | "DELIVERED"; tracking?: true };

export type PushRequest = { order: { id: string; schoolId: string }; wanted: PushWanted };

/**
 * Notes that the shop must hear of changes, and the jobs that tell it, in the caller's transaction; `runAt` for changes
 * that may yet be taken back, as the shop's customers hear at once and cannot be made to forget.
 */
export async function requestPushes(
  { db }: Pick<Ctx, "db">,
  requests: readonly PushRequest[],
  runAt?: Date,
): Promise<void> {
  if (requests.length === 0) return;
  await dropPushes(
    { db },
    requests.map(({ order }) => order.id),
  );
  const rows = requests.map(({ order, wanted }) => ({ orderId: order.id, schoolId: order.schoolId, wanted }));
  const made = await db.rows<{ id: string; orderId: string }>(sql`
    insert into order_pushes (school_id, order_id, wanted)
    select r."schoolId", r."orderId", r.wanted
    from jsonb_to_recordset(${json(rows)}::jsonb) as r("schoolId" uuid, "orderId" uuid, wanted jsonb)
    returning id, order_id as "orderId"`);
  await enqueuePushes({ db }, made, runAt);
}

/** One job for each push, with one statement. */
export async function enqueuePushes(
  { db }: Pick<Ctx, "db">,
  pushes: readonly { id: string; orderId: string }[],
  runAt?: Date,
): Promise<void> {
  if (pushes.length === 0) return;
  await db.run(sql`
    select shared.add_tenant_job(${pushTask}, json_build_object('pushId', r.id), 'push:' || r."orderId",
      ${runAt ?? null}::timestamptz, 6)
    from jsonb_to_recordset(${json(pushes)}::jsonb) as r(id uuid, "orderId" uuid)`);
}

/** What was not told yet need not be told any more. */
export const dropPushes = ({ db }: Pick<Ctx, "db">, orderIds: readonly string[]): Promise<number> =>
  db.run(sql`
    update order_pushes set state = 'replaced' where order_id = any (${orderIds}::uuid[]) and state = 'pending'`);

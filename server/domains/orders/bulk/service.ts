import type { z } from "zod";
import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { type Sql, sql } from "../../../core/db/sql.ts";
import { AppError, conflict, invalid, notFound } from "../../../core/errors.ts";
import { emitMany } from "../../../core/events.ts";
import { requireSchool } from "../../../core/school-access.ts";
import { announceShipped } from "../announce/service.ts";
import { type EditPlan, planEdit } from "../edit/plan.ts";
import { type EditableOrder, insertEntries, lockOrders } from "../edit/queries.ts";
import { matching } from "../list/queries.ts";
import { toFilter } from "../list/service.ts";
import { dropPushes, requestPushes } from "../push/request.ts";
import type { OrderStatus, OrderSynced, undoManyInput, updateManyInput } from "../schema.ts";
import { requestSettling } from "../settle/service.ts";
import * as queries from "./queries.ts";

/** Most orders of one change; more is refused rather than done in part. */
export const mostAtOnce = 5_000;

/** So long others are told nothing of it, because it may be taken back: longer than the page offers to. */
const undoMs = 20_000;

type Planned = { order: EditableOrder; plan: EditPlan };

/**
 * Gives many orders a status: those named, or all that fit a filter. What stands there already, or may not be moved by
 * hand (orders the shop refunded or cancelled), is skipped and counted. The answer's `undoId` takes the whole of it back.
 */
export async function updateMany(ctx: Ctx, input: z.output<typeof updateManyInput>) {
  await requireSchool(ctx, "orders.edit", input.schoolId);
  const orders = await lockOrders(ctx.db, chosen(input), mostAtOnce + 1);
  if (orders.length > mostAtOnce) throw new AppError("LIMIT", "orders.too_many", { most: mostAtOnce });
  const now = new Date();
  const planned = orders.flatMap((order): Planned[] => {
    const plan = tryPlan(order, input.status, now);
    return plan && plan.fields.length > 0 ? [{ order, plan }] : [];
  });
  const skipped = orders.length - planned.length;
  if (planned.length === 0) return { changed: 0, skipped, undoId: null };
  const written = await queries.updateOrders(
    ctx.db,
    planned.map(({ order, plan }) => ({ id: order.id, version: order.version, ...plan.edit })),
  );
  const versions = new Map(written.map((row) => [row.id, row]));
  const items = planned.map(({ order }) => ({
    id: order.id,
    version: versions.get(order.id)?.version ?? 0,
    before: beforeOf(order),
  }));
  const made = await queries.insertBulkEdit(ctx.db, input.schoolId, input.status, items);
  const final = new Date(now.getTime() + undoMs);
  await requestPushes(
    ctx,
    planned.flatMap(({ order, plan }) => (plan.push ? [{ order, wanted: plan.push }] : [])),
    final,
  );
  await requestSettling(
    ctx,
    planned.map(({ order }) => order),
  );
  const shipped = planned.filter(({ plan }) => plan.edit.status === "SHIPPED").map(({ order }) => order.id);
  await announceShipped(ctx, shipped, final);
  await tell(
    ctx,
    "bulk",
    planned.map(({ order, plan }) => ({ order, status: plan.edit.status, fields: plan.fields })),
    versions,
  );
  const undoId = made?.id ?? null;
  const details = { status: input.status, count: planned.length };
  await audit(ctx.db, "orders.edit_many", "order_bulk_edits", undoId ?? "", details, input.schoolId);
  return { changed: planned.length, skipped, undoId };
}

function chosen({ schoolId, ids, filter, except }: z.output<typeof updateManyInput>): Sql {
  if ((ids === undefined) === (filter === undefined)) throw invalid("orders.ids_or_filter");
  if (ids) return sql`o.school_id = ${schoolId} and o.id = any (${ids}::uuid[])`;
  const where = matching(schoolId, toFilter(filter ?? {}));
  return except.length === 0 ? where : sql`${where} and o.id <> all (${except}::uuid[])`;
}

/** Why an order's status may be the shop's alone. */
const theShops = new Set(["orders.refunded_for_good", "orders.cancelled_in_shop"]);

/** Null for an order that may not have this status by hand. */
function tryPlan(order: EditableOrder, status: OrderStatus, now: Date): EditPlan | null {
  try {
    return planEdit(order, { status }, now);
  } catch (error) {
    if (error instanceof AppError && theShops.has(error.reason)) return null;
    throw error;
  }
}

const beforeOf = (order: EditableOrder): queries.BulkItem["before"] => ({
  status: order.status,
  statusReason: order.statusReason,
  trackingNumber: order.trackingNumber,
  trackingCompany: order.trackingCompany,
  trackingUrl: order.trackingUrl,
  shippedAt: order.shippedAt,
  deliveredAt: order.deliveredAt,
  syncState: order.syncState,
});

/** Takes a change of many back, for the orders that nobody changed since. What the shop was told already stays told. */
export async function undoMany(ctx: Ctx, { undoId }: z.output<typeof undoManyInput>) {
  const bulk = await queries.lockBulkEdit(ctx.db, undoId);
  if (!bulk) throw notFound("orders.undo_unknown");
  await requireSchool(ctx, "orders.edit", bulk.schoolId);
  if (bulk.undone) throw conflict("orders.undone_already");
  const ids = bulk.items.map(({ id }) => id);
  const where = sql`o.school_id = ${bulk.schoolId} and o.id = any (${ids}::uuid[])`;
  const current = new Map((await lockOrders(ctx.db, where, ids.length)).map((order) => [order.id, order]));
  const items = bulk.items.filter(({ id, version }) => current.get(id)?.version === version);
  const dropped = await dropPushes(
    ctx,
    items.map(({ id }) => id),
  );
  const written = await queries.updateOrders(
    ctx.db,
    items.map(({ id, version, before }) => ({ id, version, ...before })),
  );
  const versions = new Map(written.map((row) => [row.id, row]));
  const restored = items.flatMap(({ id, before }) => {
    const order = current.get(id);
    const fields = [{ field: "status", before: order?.status, after: before.status }];
    return order && versions.has(id) ? [{ order, status: before.status, fields }] : [];
  });
  await tell(ctx, "undo", restored, versions);
  await requestSettling(
    ctx,
    restored.map(({ order }) => order),
  );
  await queries.markUndone(ctx.db, undoId);
  const details = { restored: restored.length, dropped };
  await audit(ctx.db, "orders.undo_many", "order_bulk_edits", undoId, details, bulk.schoolId);
  return { restored: restored.length, kept: ids.length - restored.length };
}

type Told = { order: EditableOrder; status: string; fields: EditPlan["fields"] };

/** The story of each order, and an event for whoever watches. */
async function tell(
  { db }: Ctx,
  kind: "bulk" | "undo",
  changed: readonly Told[],
  versions: ReadonlyMap<string, queries.BulkWritten>,
): Promise<void> {
  await insertEntries(
    db,
    changed.map(({ order, fields }) => ({
      orderId: order.id,
      schoolId: order.schoolId,
      kind,
      title: kind === "bulk" ? "bulk.saved" : "bulk.undone",
      params: { count: changed.length },
      fields,
      version: versions.get(order.id)?.version ?? order.version,
    })),
  );
  await emitMany(
    db,
    changed.map(({ order, status }) => {
      const row = versions.get(order.id);
      const payload: OrderSynced = {
        status: status as OrderStatus,
        updatedAt: row?.updatedAt ?? "",
        storeId: order.storeId,
        created: false,
      };
      return {
        topic: `orders/${order.schoolId}` as const,
        kind: "order.synced",
        entity: "orders",
        entityId: order.id,
        version: row?.version ?? order.version,
        payload,
      };
    }),
  );
}

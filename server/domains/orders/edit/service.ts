import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { conflict, forbidden, notFound } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import { announceShipped } from "../announce/service.ts";
import { getOrderRow } from "../list/service.ts";
import { requestPushes } from "../push/request.ts";
import type { OrderConflict, OrderRow, OrderSynced, UpdateOrderInput } from "../schema.ts";
import { requestSettling } from "../settle/service.ts";
import { type FieldChange, planEdit } from "./plan.ts";
import * as queries from "./queries.ts";

/**
 * Changes what the office may change, onto the version the person saw. A version that is gone is CONFLICT with the
 * server's row, who changed it and when; with `force` the change goes on top of it as a new version.
 */
export async function updateOrder(ctx: Ctx, input: UpdateOrderInput): Promise<OrderRow> {
  const order = input.force ? await lock(ctx, input.id) : await queries.findEditable(ctx.db, input.id);
  if (!order) throw notFound("orders.unknown");
  if (!order.mayEdit) throw forbidden("identity.permission_missing", { permission: "orders.edit" });
  if (order.version !== input.version && !input.force) await refuseStale(ctx, input.id);
  const { edit, fields, push } = planEdit(order, input, new Date());
  if (fields.length === 0) return getOrderRow(ctx, input.id);
  const written = await queries.updateOrder(ctx.db, order.id, order.version, edit);
  if (!written) return refuseStale(ctx, input.id);
  const forcedOver = input.force && order.version !== input.version ? order.version : undefined;
  const about = {
    version: written.version,
    fields: fields.map(withoutNotes),
    ...(forcedOver !== undefined && { forcedOver }),
  };
  await Promise.all([
    queries.insertEntries(ctx.db, [
      {
        orderId: order.id,
        schoolId: order.schoolId,
        kind: "edit",
        title: forcedOver === undefined ? "edit.saved" : "edit.forced",
        params: forcedOver === undefined ? {} : { seen: input.version, over: forcedOver },
        fields,
        version: written.version,
      },
    ]),
    audit(
      ctx.db,
      forcedOver === undefined ? "orders.edit" : "orders.force",
      "orders",
      order.id,
      about,
      order.schoolId,
    ),
    push ? requestPushes(ctx, [{ order, wanted: push }]) : undefined,
    edit.status === order.status ? undefined : requestSettling(ctx, [order]),
    announceShipped(ctx, edit.status === "SHIPPED" && order.status !== "SHIPPED" ? [order.id] : []),
    emitSynced(ctx, order.schoolId, order.id, written.version, {
      status: edit.status as OrderRow["status"],
      updatedAt: written.updatedAt,
      storeId: order.storeId,
      created: false,
    }),
  ]);
  return getOrderRow(ctx, order.id);
}

/** The audit is for ever: what was noted of a customer stands in the story, which can be made to forget. */
const withoutNotes = (change: FieldChange): FieldChange =>
  change.field === "notes" ? { ...change, before: null, after: null } : change;

async function lock({ db }: Ctx, id: string) {
  const [order] = await queries.lockOrders(db, sql`o.id = ${id}`, 1);
  return order;
}

async function refuseStale(ctx: Ctx, id: string): Promise<never> {
  const [server, editor] = await Promise.all([getOrderRow(ctx, id), queries.lastEditor(ctx.db, id)]);
  const details: OrderConflict = { server, changedBy: editor?.name ?? null, changedAt: server.updatedAt };
  throw conflict("orders.version_stale", details);
}

/** Tells whoever watches the school's orders that one has a new version. */
export const emitSynced = (
  { db }: Pick<Ctx, "db">,
  schoolId: string,
  id: string,
  version: number,
  payload: OrderSynced,
): Promise<void> =>
  emit(db, {
    topic: `orders/${schoolId}`,
    kind: "order.synced",
    entity: "orders",
    entityId: id,
    version,
    payload,
  });

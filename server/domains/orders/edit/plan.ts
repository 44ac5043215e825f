import { invalid } from "../../../core/errors.ts";
import type { OrderStatus } from "../schema.ts";
import { trackingUrlOf } from "./carriers.ts";
import type { Edit, EditableOrder } from "./queries.ts";

export type Wanted = {
  status?: OrderStatus | undefined;
  trackingNumber?: string | undefined;
  trackingCompany?: string | undefined;
  notes?: string | undefined;
};
export type FieldChange = { field: string; before: unknown; after: unknown };
export type EditPlan = {
  edit: Edit;
  /** Empty when nothing would change. */
  fields: FieldChange[];
  /** What the shop must hear, or null when the change stays in the house. */
  push: { status?: "SHIPPED" | "DELIVERED"; tracking?: true } | null;
};

/**
 * What a person's change does to an order. Money moves in the shop only, so REFUNDED is the shop's word; an order the
 * shop refunded or cancelled stays so. Shipping and tracking are told to the shop, everything else stays here.
 */
export function planEdit(order: EditableOrder, wanted: Wanted, now: Date): EditPlan {
  const status = wanted.status ?? (order.status as OrderStatus);
  if (status !== order.status) {
    if (status === "REFUNDED") throw invalid("orders.refund_in_shop");
    if (order.status === "REFUNDED") throw invalid("orders.refunded_for_good");
    if (order.shopStatus === "CANCELLED" && status !== "CANCELLED") throw invalid("orders.cancelled_in_shop");
  }
  const trackingNumber = wanted.trackingNumber ?? order.trackingNumber;
  const trackingCompany = wanted.trackingCompany ?? order.trackingCompany;
  const trackingChanged =
    trackingNumber !== order.trackingNumber || trackingCompany !== order.trackingCompany;
  const edit: Edit = {
    ...momentsOf(order, status, now),
    status,
    statusReason: status === order.status ? order.statusReason : "person",
    trackingNumber,
    trackingCompany,
    trackingUrl: trackingChanged ? trackingUrlOf(trackingCompany, trackingNumber) : order.trackingUrl,
    notes: wanted.notes ?? order.notes,
    syncState: order.syncState,
  };
  const fields = changesOf(order, edit);
  const push = pushOf(order, edit, trackingChanged);
  if (push) edit.syncState = "pushing";
  else if (status !== order.status || trackingChanged) edit.syncState = "local";
  return { edit, fields, push };
}

const sent = new Set(["SHIPPED", "DELIVERED"]);

/** When it left and arrived, as far as its new status says that it did. */
function momentsOf(order: EditableOrder, status: OrderStatus, now: Date) {
  if (status === order.status) return { shippedAt: order.shippedAt, deliveredAt: order.deliveredAt };
  const moment = now.toISOString();
  return {
    shippedAt: sent.has(status) ? (order.shippedAt ?? moment) : null,
    deliveredAt: status === "DELIVERED" ? (order.deliveredAt ?? moment) : null,
  };
}

function pushOf(order: EditableOrder, edit: Edit, trackingChanged: boolean): EditPlan["push"] {
  const push: NonNullable<EditPlan["push"]> = {};
  if (edit.status !== order.status && (edit.status === "SHIPPED" || edit.status === "DELIVERED"))
    push.status = edit.status;
  if (trackingChanged && sent.has(edit.status)) push.tracking = true;
  return push.status || push.tracking ? push : null;
}

const shown = ["status", "trackingNumber", "trackingCompany", "notes"] as const;
const changesOf = (order: EditableOrder, edit: Edit): FieldChange[] =>
  shown
    .filter((field) => order[field] !== edit[field])
    .map((field) => ({ field, before: order[field], after: edit[field] }));

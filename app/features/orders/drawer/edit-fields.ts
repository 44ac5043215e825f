import type { OrderRow, UpdateOrderInput } from "#server/domains/orders/schema.ts";

/** What the office may change of an order, in the form's order. */
export const editFields = ["status", "trackingNumber", "trackingCompany", "notes"] as const;
export type EditField = (typeof editFields)[number];
export type EditValues = Pick<OrderRow, EditField>;

export const valuesOf = (order: OrderRow): EditValues => ({
  status: order.status,
  trackingNumber: order.trackingNumber,
  trackingCompany: order.trackingCompany,
  notes: order.notes,
});

const same = (one: string, other: string): boolean => one.trim() === other.trim();

/** Fields in which two versions differ; blanks around a text are no difference. */
export const differing = (one: EditValues, other: EditValues): EditField[] =>
  editFields.filter((field) => !same(one[field], other[field]));

/** The fields to send: those that the person changed. */
export const changesTo = (base: EditValues, draft: EditValues): Partial<EditValues> =>
  Object.fromEntries(differing(base, draft).map((field) => [field, draft[field].trim()]));

/**
 * A draft on top of a newer version: what the person touched stays theirs, everything else follows the server.
 */
export function rebased(base: EditValues, draft: EditValues, server: EditValues): EditValues {
  const touched = new Set(differing(base, draft));
  const keep = <Field extends EditField>(field: Field): EditValues[Field] =>
    touched.has(field) ? draft[field] : server[field];
  return {
    status: keep("status"),
    trackingNumber: keep("trackingNumber"),
    trackingCompany: keep("trackingCompany"),
    notes: keep("notes"),
  };
}

/** Fields that both changed since `base`, to different values: somebody must decide. */
export function clashing(base: EditValues, draft: EditValues, server: EditValues): EditField[] {
  const theirs = new Set(differing(base, server));
  return differing(base, draft).filter((field) => theirs.has(field) && !same(draft[field], server[field]));
}

/** What to save after a conflict: per field my value or the server's, on top of the server's version. */
export function mergedUpdate(
  server: OrderRow,
  draft: EditValues,
  picks: Readonly<Record<string, "yours" | "theirs">>,
): UpdateOrderInput {
  const mine = editFields.filter((field) => picks[field] === "yours");
  return {
    id: server.id,
    version: server.version,
    ...Object.fromEntries(mine.map((field) => [field, draft[field].trim()])),
  };
}

/** All of mine over the server's, as a new version that is marked as such. */
export const forcedUpdate = (server: OrderRow, version: number, draft: EditValues): UpdateOrderInput => ({
  id: server.id,
  version,
  ...draft,
  force: true,
});

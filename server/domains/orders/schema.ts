import * as z from "zod";
import { orderSorts, orderStatuses } from "./words/schema.ts";

export const orderStatus = z.enum(orderStatuses);
export type OrderStatus = z.output<typeof orderStatus>;

/** Whole minor units (cents; yen; fils) of an ISO 4217 currency. */
export const money = z.object({ amount: z.int(), currency: z.string() });
export type Money = z.output<typeof money>;

/**
 * `synced`: the shop agrees. `local`: a person's value stands here and the shop is not told. `pushing`: the shop is being
 * told. `failed`: it refused for good.
 */
export const syncStates = ["synced", "local", "pushing", "failed"] as const;

export const orderRow = z.object({
  id: z.uuid(),
  schoolId: z.uuid(),
  storeId: z.uuid(),
  /** As the shop writes it, e.g. `#1001`. */
  number: z.string(),
  /** The shop's id: text, because it exceeds 2^53. */
  externalId: z.string(),
  placedAt: z.string(),
  updatedAt: z.string(),
  customerName: z.string(),
  customerEmail: z.string(),
  status: orderStatus,
  total: money,
  shippingFee: money,
  trackingNumber: z.string(),
  trackingCompany: z.string(),
  trackingUrl: z.string(),
  itemCount: z.int(),
  notes: z.string(),
  syncState: z.enum(syncStates),
  /** Since when it has not moved for too long. */
  stuckSince: z.string().nullable(),
  version: z.int(),
  /** A reason to translate, or null when all is well. */
  problem: z.string().nullable(),
});
export type OrderRow = z.output<typeof orderRow>;

export const orderFilter = z.object({
  storeId: z.uuid().optional(),
  status: z.array(orderStatus).max(6).optional(),
  /** Words that must all appear in number, customer, address of mail, tracking number or the shop's id. */
  query: z.string().trim().max(120).optional(),
  placedFrom: z.iso.datetime({ offset: true }).optional(),
  placedTo: z.iso.datetime({ offset: true }).optional(),
  stuck: z.boolean().optional(),
  /** Without those first seen later than this: a list that is being read keeps its places. */
  asOf: z.iso.datetime({ offset: true }).optional(),
  /** Only those first seen later than this. */
  since: z.iso.datetime({ offset: true }).optional(),
});
export type OrderFilter = z.output<typeof orderFilter>;
export const orderSort = z.object({ by: z.enum(orderSorts), direction: z.enum(["asc", "desc"]) });
export type OrderSort = z.output<typeof orderSort>;

export const listOrdersInput = orderFilter.extend({
  schoolId: z.uuid(),
  sort: orderSort.default({ by: "placedAt", direction: "desc" }),
  cursor: z.string().max(1_000).optional(),
  /** Rows passed over after the cursor: somebody drags the scroll bar to a place of which no cursor is known. */
  skip: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(200).default(50),
});
export const listOrdersOutput = z.object({
  orders: z.array(orderRow),
  nextCursor: z.string().nullable(),
  /** How many fit the filter: counted for the first page only, exact up to `countedTo`. */
  total: z.int().nullable(),
  /** False when there are more than were counted. */
  totalIsExact: z.boolean(),
  /** When the list was read, or the input's own; send it with the next pages. */
  asOf: z.string(),
});

/** Many rows at a time and no total: for files. */
export const exportRowsInput = listOrdersInput.extend({ limit: z.int().min(1).max(2_000).default(1_000) });
export const exportRowsOutput = listOrdersOutput.pick({ orders: true, nextCursor: true });

export const orderIdInput = z.object({ id: z.uuid() });
export const ordersByIdsInput = z.object({ ids: z.array(z.uuid()).min(1).max(200) });

export const orderLine = z.object({
  id: z.uuid(),
  externalId: z.string(),
  sku: z.string(),
  title: z.string(),
  variant: z.string(),
  quantity: z.int(),
  /** Of one. */
  price: z.int(),
  /** Of the whole line. */
  discount: z.int(),
  properties: z.array(z.object({ name: z.string(), value: z.string() })),
});
export const orderAddress = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string(),
  city: z.string(),
  zone: z.string(),
  postcode: z.string(),
  /** ISO 3166 alpha-2. */
  country: z.string(),
  phone: z.string(),
});

/** One sentence of why the fee is what it is: a key to translate and its figures. */
export const explanationLine = z.object({ key: z.string(), params: z.record(z.string(), z.unknown()) });
export type ExplanationLine = z.output<typeof explanationLine>;

export const orderDetails = orderRow.extend({
  storeName: z.string(),
  lines: z.array(orderLine),
  address: orderAddress.nullable(),
  shippingExplanation: z.array(explanationLine),
  statusReason: z.string(),
  externalStatus: z.object({
    financial: z.string(),
    fulfillment: z.string(),
    cancelledAt: z.string().nullable(),
    cancelReason: z.string(),
  }),
  subtotal: money,
  tax: money,
  discount: money,
  shippingPaid: money,
  refunded: money,
  customerPhone: z.string(),
  customerNote: z.string(),
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
  shippedAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
  redactedAt: z.string().nullable(),
  /** Where each field's truth lies; see docs/orders.md. */
  sync: z.record(z.string(), z.enum(["shop", "both", "here"])),
});
export type OrderDetails = z.output<typeof orderDetails>;

export const timelineInput = z.object({
  id: z.uuid(),
  cursor: z.uuid().optional(),
  limit: z.int().min(1).max(100).default(30),
});
export const timelineEntry = z.object({
  id: z.uuid(),
  at: z.string(),
  kind: z.enum([
    "webhook",
    "reconcile",
    "edit",
    "bulk",
    "undo",
    "push",
    "enrolment",
    "mail",
    "job",
    "privacy",
  ]),
  /** Key of a translation, e.g. `webhook.applied`. */
  title: z.string(),
  params: z.record(z.string(), z.unknown()),
  actorName: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  version: z.int().nullable(),
});
export const timelineOutput = z.object({
  entries: z.array(timelineEntry),
  nextCursor: z.string().nullable(),
});
export type TimelineEntry = z.output<typeof timelineEntry>;

export const updateOrderInput = z.object({
  id: z.uuid(),
  /** The version the person saw. */
  version: z.int().min(1),
  status: orderStatus.optional(),
  trackingNumber: z.string().trim().max(120).optional(),
  trackingCompany: z.string().trim().max(120).optional(),
  notes: z.string().trim().max(4_000).optional(),
  /** Write over what others changed since: makes a new version, and is audited as such. */
  force: z.boolean().optional(),
});
export type UpdateOrderInput = z.output<typeof updateOrderInput>;

/** Details of the CONFLICT that a stale edit gets. */
export type OrderConflict = { server: OrderRow; changedBy: string | null; changedAt: string };

export const updateManyInput = z.object({
  schoolId: z.uuid(),
  /** Either the rows that were ticked, or everything that fits a filter. */
  ids: z.array(z.uuid()).min(1).max(5_000).optional(),
  filter: orderFilter.optional(),
  /** Of what fits the filter, these not. */
  except: z.array(z.uuid()).max(1_000).default([]),
  status: orderStatus,
});
export const updateManyOutput = z.object({
  changed: z.int(),
  /** Already there, or not to be moved by hand. */
  skipped: z.int(),
  undoId: z.uuid().nullable(),
});
export const undoManyInput = z.object({ undoId: z.uuid() });
export const undoManyOutput = z.object({
  restored: z.int(),
  /** Changed by somebody since: left as they are. */
  kept: z.int(),
});

/** Payload of `order.synced` on topic `orders/<schoolId>`; the event's entity id and version are the order's. */
export type OrderSynced = { status: OrderStatus; updatedAt: string; storeId: string; created: boolean };

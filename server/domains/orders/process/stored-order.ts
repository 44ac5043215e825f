import { type Sql, sql } from "../../../core/db/sql.ts";
import type { ExplanationLine, OrderStatus } from "../schema.ts";
import type { Address, NameValue, Tracking } from "./facts.ts";

/** What the shop last said of the fields that people may edit: the base of the three-way comparison. */
export type ExternalState = { status: OrderStatus; reason: string; delivered: boolean; tracking: Tracking };

/** A row of `orders` as processing reads and writes it. */
export type StoredOrder = {
  id: string;
  schoolId: string;
  storeId: string;
  externalId: string;
  number: string;
  sequence: number;
  placedAt: string;
  externalUpdatedAt: string;
  triggeredAt: string | null;
  status: OrderStatus;
  statusReason: string;
  financialStatus: string;
  fulfillmentStatus: string;
  cancelledAt: string | null;
  cancelReason: string;
  shippedAt: string | null;
  deliveredAt: string | null;
  currency: string;
  total: number;
  subtotal: number;
  tax: number;
  discount: number;
  shippingPaid: number;
  refunded: number;
  shippingFee: number;
  shippingExplanation: ExplanationLine[];
  weightGrams: number;
  customerExternalId: string;
  customerName: string;
  customerEmail: string;
  customerPhone: string;
  address: Address | null;
  customerNote: string;
  attributes: NameValue[];
  itemCount: number;
  linesHash: string;
  trackingNumber: string;
  trackingCompany: string;
  trackingUrl: string;
  external: ExternalState;
  syncState: string;
  problem: string | null;
  stuckSince: string | null;
  redactedAt: string | null;
  version: number;
};

/** Column and type of each field that processing writes; `id`, `version` and the office's notes are not among them. */
const written: Record<Exclude<keyof StoredOrder, "id" | "version">, string> = {
  schoolId: "uuid",
  storeId: "uuid",
  externalId: "text",
  number: "text",
  sequence: "bigint",
  placedAt: "timestamptz",
  externalUpdatedAt: "timestamptz",
  triggeredAt: "timestamptz",
  status: "text",
  statusReason: "text",
  financialStatus: "text",
  fulfillmentStatus: "text",
  cancelledAt: "timestamptz",
  cancelReason: "text",
  shippedAt: "timestamptz",
  deliveredAt: "timestamptz",
  currency: "text",
  total: "bigint",
  subtotal: "bigint",
  tax: "bigint",
  discount: "bigint",
  shippingPaid: "bigint",
  refunded: "bigint",
  shippingFee: "bigint",
  shippingExplanation: "jsonb",
  weightGrams: "bigint",
  customerExternalId: "text",
  customerName: "text",
  customerEmail: "text",
  customerPhone: "text",
  address: "jsonb",
  customerNote: "text",
  attributes: "jsonb",
  itemCount: "int",
  linesHash: "text",
  trackingNumber: "text",
  trackingCompany: "text",
  trackingUrl: "text",
  external: "jsonb",
  syncState: "text",
  problem: "text",
  stuckSince: "timestamptz",
  redactedAt: "timestamptz",
};

const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const typeNames: Record<string, Sql> = {
  uuid: sql`uuid`,
  text: sql`text`,
  bigint: sql`bigint`,
  int: sql`int`,
  jsonb: sql`jsonb`,
  timestamptz: sql`timestamptz`,
};
const typeOf = (name: string): Sql => {
  const type = typeNames[name];
  if (!type) throw new Error(`No such type: ${name}`);
  return type;
};

const fields = Object.entries(written).map(([field, type]) => ({
  field: sql.id(field),
  column: sql.id(snake(field)),
  type,
}));

/** Columns in the order of `orderValues`, for an insert. */
export const orderColumns = sql.join(fields.map(({ column }) => column));
/** The same fields of a record `r`. */
export const orderValues = sql.join(fields.map(({ field }) => sql`r.${field}`));
/** What the record `r` of `jsonb_to_recordset` holds beside `id`. */
export const orderRecord = sql.join(fields.map(({ field, type }) => sql`${field} ${typeOf(type)}`));
/** Assignments of an update from the record `r`. */
export const orderAssignments = sql.join(fields.map(({ column, field }) => sql`${column} = r.${field}`));
/** A select list that answers `StoredOrder`; amounts as float8, which holds every safe integer. */
export const orderSelection = sql.join([
  sql`o.id, o.version`,
  ...fields.map(({ column, field, type }) =>
    type === "bigint" ? sql`o.${column}::float8 as ${field}` : sql`o.${column} as ${field}`,
  ),
]);

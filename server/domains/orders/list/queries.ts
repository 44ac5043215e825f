import type { TenantDb } from "../../../core/db/database.ts";
import { type Sql, sql } from "../../../core/db/sql.ts";

/** An order as the list shows it; amounts still without their currency. */
export type ListedOrder = {
  id: string;
  schoolId: string;
  storeId: string;
  number: string;
  externalId: string;
  placedAt: string;
  updatedAt: string;
  customerName: string;
  customerEmail: string;
  status: string;
  total: number;
  shippingFee: number;
  currency: string;
  trackingNumber: string;
  trackingCompany: string;
  trackingUrl: string;
  itemCount: number;
  notes: string;
  syncState: string;
  stuckSince: string | null;
  version: number;
  problem: string | null;
  /** Only asked for by the list: the value of the sort, as text that loses nothing. */
  sortKey?: string;
};

// float8 holds every amount exactly that JavaScript does; bigint would arrive as text
const listed = sql`
  o.id, o.school_id as "schoolId", o.store_id as "storeId", o.number, o.external_id as "externalId",
  o.placed_at as "placedAt", o.updated_at as "updatedAt", o.customer_name as "customerName",
  o.customer_email as "customerEmail", o.status, o.total::float8 as total, o.shipping_fee::float8 as "shippingFee",
  o.currency, o.tracking_number as "trackingNumber", o.tracking_company as "trackingCompany",
  o.tracking_url as "trackingUrl", o.item_count as "itemCount", o.notes, o.sync_state as "syncState",
  o.stuck_since as "stuckSince", o.version, o.problem`;

export type SortColumn = { column: Sql; type: Sql };
/** Each has an index of the school's orders behind it. */
export const sortColumns = {
  placedAt: { column: sql`o.placed_at`, type: sql`timestamptz` },
  updatedAt: { column: sql`o.updated_at`, type: sql`timestamptz` },
  total: { column: sql`o.total`, type: sql`bigint` },
  status: { column: sql`o.status`, type: sql`text` },
  customer: { column: sql`o.customer_key`, type: sql`text` },
  number: { column: sql`o.sequence`, type: sql`bigint` },
} as const satisfies Record<string, SortColumn>;
export type SortKey = keyof typeof sortColumns;

export type Filter = {
  storeId?: string | undefined;
  status?: readonly string[] | undefined;
  /** Patterns for `like`, escaped and in lower case. */
  words?: readonly string[] | undefined;
  placedFrom?: string | undefined;
  placedTo?: string | undefined;
  stuck?: boolean | undefined;
  /** Ids grow with time: only those up to this one, only those after it. Every index of a sort holds them. */
  upTo?: string | undefined;
  after?: string | undefined;
};

/** The conditions of a filter: only those asked for, so that each combination has a plan of its own. */
export function matching(schoolId: string, filter: Filter): Sql {
  const conditions = [sql`o.school_id = ${schoolId}`];
  if (filter.storeId) conditions.push(sql`o.store_id = ${filter.storeId}`);
  if (filter.status?.length === 1) conditions.push(sql`o.status = ${filter.status[0]}`);
  else if (filter.status?.length) conditions.push(sql`o.status = any (${[...filter.status]}::text[])`);
  if (filter.placedFrom) conditions.push(sql`o.placed_at >= ${filter.placedFrom}::timestamptz`);
  if (filter.placedTo) conditions.push(sql`o.placed_at < ${filter.placedTo}::timestamptz`);
  if (filter.stuck) conditions.push(sql`o.stuck_since is not null`);
  if (filter.upTo) conditions.push(sql`o.id <= ${filter.upTo}::uuid`);
  if (filter.after) conditions.push(sql`o.id > ${filter.after}::uuid`);
  if (filter.words?.length)
    conditions.push(sql`o.id in (select orders_matching(${schoolId}, ${[...filter.words]}::text[]))`);
  return sql.join(conditions, " and ");
}

/** A place in the order of a list: the last row's sort value, the day it was placed (sort by status) and its id. */
export type After = { key: string; placedAt: string; id: string };

export function listOrders(
  db: TenantDb,
  where: Sql,
  sort: { by: SortKey; direction: "asc" | "desc" },
  { after, skip, limit }: { after: After | null; skip: number; limit: number },
): Promise<ListedOrder[]> {
  const { column, type } = sortColumns[sort.by];
  const [direction, beyond] = sort.direction === "asc" ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`];
  const byStatus = sort.by === "status";
  const row = byStatus ? sql`(o.status, o.placed_at, o.id)` : sql`(${column}, o.id)`;
  const from = after
    ? byStatus
      ? sql`and ${row} ${beyond} (${after.key}::text, ${after.placedAt}::timestamptz, ${after.id}::uuid)`
      : sql`and ${row} ${beyond} (${after.key}::${type}, ${after.id}::uuid)`
    : sql``;
  const order = byStatus
    ? sql`o.status ${direction}, o.placed_at ${direction}, o.id ${direction}`
    : sql`${column} ${direction}, o.id ${direction}`;
  const key = sort.by === "placedAt" || sort.by === "updatedAt" ? exactly(column) : sql`${column}::text`;
  // Rows that are passed over are only found, not read: their texts would be fetched and formatted for nothing.
  const found =
    skip === 0
      ? sql`orders o where ${where} ${from}`
      : sql`(select o.id from orders o where ${where} ${from} order by ${order} offset ${skip} limit ${limit}) place
          join orders o on o.id = place.id`;
  return db.rows<ListedOrder & { sortKey: string; placedExactly: string }>(sql`
    select ${listed}, ${key} as "sortKey", ${exactly(sql`o.placed_at`)} as "placedExactly"
    from ${found} order by ${order} limit ${limit}`);
}

/** The moment of the transaction, to the microsecond. */
export const readMoment = async (db: TenantDb): Promise<string> =>
  (await db.one<{ now: string }>(sql`select ${exactly(sql`now()`)} as now`))?.now ?? "";

// Microseconds survive only as text: a JavaScript date holds milliseconds.
const exactly = (column: Sql): Sql =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** How many orders fit, counted to `most` at the most. */
export async function countOrders(db: TenantDb, where: Sql, most: number): Promise<number> {
  const row = await db.one<{ count: number }>(sql`
    select count(*)::int as count from (select from orders o where ${where} limit ${most}) found`);
  return row?.count ?? 0;
}

export const ordersByIds = (db: TenantDb, ids: readonly string[]): Promise<ListedOrder[]> =>
  db.rows<ListedOrder>(sql.once(sql`select ${listed} from orders o where o.id = any (${ids}::uuid[])`));

export const findOrder = (db: TenantDb, id: string): Promise<ListedOrder | undefined> =>
  db.one<ListedOrder>(sql`select ${listed} from orders o where o.id = ${id}`);

export type OrderRest = {
  storeName: string;
  statusReason: string;
  financial: string;
  fulfillment: string;
  cancelledAt: string | null;
  cancelReason: string;
  subtotal: number;
  tax: number;
  discount: number;
  shippingPaid: number;
  refunded: number;
  customerPhone: string;
  customerNote: string;
  attributes: { name: string; value: string }[];
  address: Record<string, string> | null;
  shippingExplanation: { key: string; params: Record<string, unknown> }[];
  shippedAt: string | null;
  deliveredAt: string | null;
  redactedAt: string | null;
};

/** What the drawer shows beyond the list. */
export const findOrderRest = (db: TenantDb, id: string): Promise<OrderRest | undefined> =>
  db.one<OrderRest>(sql`
    select s.name as "storeName", o.status_reason as "statusReason", o.financial_status as financial,
      o.fulfillment_status as fulfillment, o.cancelled_at as "cancelledAt", o.cancel_reason as "cancelReason",
      o.subtotal::float8 as subtotal, o.tax::float8 as tax, o.discount::float8 as discount,
      o.shipping_paid::float8 as "shippingPaid", o.refunded::float8 as refunded, o.customer_phone as "customerPhone",
      o.customer_note as "customerNote", o.attributes, o.address, o.shipping_explanation as "shippingExplanation",
      o.shipped_at as "shippedAt", o.delivered_at as "deliveredAt", o.redacted_at as "redactedAt"
    from orders o join stores s on s.id = o.store_id where o.id = ${id}`);

export type LineRecord = {
  id: string;
  externalId: string;
  sku: string;
  title: string;
  variant: string;
  quantity: number;
  price: number;
  discount: number;
  properties: { name: string; value: string }[];
};
export const listLines = (db: TenantDb, orderId: string): Promise<LineRecord[]> =>
  db.rows<LineRecord>(sql`
    select id, external_id as "externalId", sku, title, variant, quantity, price::float8 as price,
      discount::float8 as discount, properties
    from order_lines where order_id = ${orderId} order by position, id`);

export type EntryRecord = {
  id: string;
  at: string;
  kind: string;
  title: string;
  params: Record<string, unknown>;
  actorName: string | null;
  fields: { field: string; before: unknown; after: unknown }[];
  version: number | null;
};
/** The story of an order, the newest first, before the entry `before`; courses and pupils by the names they have now. */
export const listEntries = (
  db: TenantDb,
  orderId: string,
  before: string | null,
  limit: number,
): Promise<EntryRecord[]> =>
  db.rows<EntryRecord>(sql`
    select e.id, e.at, e.kind, e.title, p.name as "actorName", e.fields, e.version,
      case when e.kind = 'enrolment' then e.params || jsonb_strip_nulls(jsonb_build_object(
        'course', (select c.name from courses c where c.id = (e.params->>'courseId')::uuid),
        'pupil', (select pupil.name from people pupil where pupil.id = (e.params->>'personId')::uuid)))
        else e.params end as params
    from order_entries e left join people p on p.id = e.actor_id
    where e.order_id = ${orderId} and (${before}::uuid is null or e.id < ${before}::uuid)
    order by e.id desc limit ${limit}`);

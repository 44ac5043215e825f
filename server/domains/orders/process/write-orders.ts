import type { TenantDb } from "../../../core/db/database.ts";
import { json, sql } from "../../../core/db/sql.ts";
import type { LineFacts, RefundFacts } from "./facts.ts";
import {
  orderAssignments,
  orderColumns,
  orderRecord,
  orderSelection,
  orderValues,
  type StoredOrder,
} from "./stored-order.ts";

export type OrderKey = { storeId: string; externalId: string };
type Unsaved = Omit<StoredOrder, "id" | "version">;
export type Written = { id: string; storeId: string; externalId: string; version: number; updatedAt: string };

const lockStatement = sql.once(sql`
  select ${orderSelection} from orders o
  join jsonb_to_recordset(${""}::jsonb) as k("storeId" uuid, "externalId" text)
    on o.store_id = k."storeId" and o.external_id = k."externalId"
  order by o.store_id, o.external_id for update of o`);

/** The orders as they stand, locked in one order of keys, so that two batches never wait for each other in a circle. */
export const lockOrders = (db: TenantDb, keys: readonly OrderKey[]): Promise<StoredOrder[]> =>
  db.rows<StoredOrder>({ ...lockStatement, values: [json(keys)] });

const insertStatement = sql.once(sql`
  insert into orders as o (${orderColumns}, updated_by)
  select ${orderValues}, null from jsonb_to_recordset(${""}::jsonb) as r(${orderRecord})
  on conflict (store_id, external_id) do nothing
  returning o.id, o.store_id as "storeId", o.external_id as "externalId", o.version, o.updated_at as "updatedAt"`);

/** Adds orders; those that somebody else added meanwhile are missing from the answer. */
export const insertOrders = (db: TenantDb, orders: readonly Unsaved[]): Promise<Written[]> =>
  db.rows<Written>({ ...insertStatement, values: [json(orders)] });

const updateStatement = sql.once(sql`
  update orders o set ${orderAssignments}, version = o.version + r.step, updated_by = null
  from jsonb_to_recordset(${""}::jsonb) as r(id uuid, step int, ${orderRecord})
  where o.id = r.id
  returning o.id, o.store_id as "storeId", o.external_id as "externalId", o.version, o.updated_at as "updatedAt"`);

/** Writes orders that `lockOrders` locked; `step` is 1 for a new version, 0 for none. */
export const updateOrders = (
  db: TenantDb,
  orders: readonly (Unsaved & { id: string; step: 0 | 1 })[],
): Promise<Written[]> => db.rows<Written>({ ...updateStatement, values: [json(orders)] });

/** Replaces the lines of orders: what is no longer there goes, ids of what stays are kept. */
export async function writeLines(
  db: TenantDb,
  orders: readonly { orderId: string; schoolId: string; lines: readonly LineFacts[]; isNew: boolean }[],
): Promise<void> {
  const rows = orders.flatMap(({ orderId, schoolId, lines }) =>
    lines.map((line) => ({ orderId, schoolId, ...line })),
  );
  const known = orders.filter((order) => !order.isNew).map((order) => order.orderId);
  if (known.length > 0)
    await db.run(sql`
      delete from order_lines l where l.order_id = any (${known}::uuid[]) and not exists (
        select from jsonb_to_recordset(${json(rows)}::jsonb) as r("orderId" uuid, "externalId" text)
        where r."orderId" = l.order_id and r."externalId" = l.external_id)`);
  if (rows.length === 0) return;
  await db.run(sql`
    insert into order_lines (school_id, order_id, external_id, position, sku, title, variant, quantity, price, discount,
      grams, ships, properties)
    select r."schoolId", r."orderId", r."externalId", r.position, r.sku, r.title, r.variant, r.quantity, r.price,
      r.discount, r.grams, r.ships, r.properties
    from jsonb_to_recordset(${json(rows)}::jsonb) as r("schoolId" uuid, "orderId" uuid, "externalId" text, position int,
      sku text, title text, variant text, quantity int, price bigint, discount bigint, grams bigint, ships boolean,
      properties jsonb)
    on conflict (order_id, external_id) do update set position = excluded.position, sku = excluded.sku,
      title = excluded.title, variant = excluded.variant, quantity = excluded.quantity, price = excluded.price,
      discount = excluded.discount, grams = excluded.grams, ships = excluded.ships, properties = excluded.properties`);
}

export type NewRefund = RefundFacts & { schoolId: string; storeId: string };

/**
 * Adds refunds. Of one that is known more counts, whichever came first: the money of a refund that was pending is told
 * later, and not everybody who tells of it tells all its lines.
 */
export async function insertRefunds(db: TenantDb, refunds: readonly NewRefund[]): Promise<void> {
  if (refunds.length === 0) return;
  await db.run(sql`
    insert into order_refunds as f (school_id, store_id, external_id, order_external_id, amount, lines, refunded_at)
    select r."schoolId", r."storeId", r."externalId", r."orderExternalId", greatest(r.amount, 0), r.lines, r."refundedAt"
    from jsonb_to_recordset(${json(fullest(refunds))}::jsonb) as r("schoolId" uuid, "storeId" uuid, "externalId" text,
      "orderExternalId" text, amount bigint, lines jsonb, "refundedAt" timestamptz)
    order by r."storeId", r."externalId"
    on conflict (store_id, external_id) do update set amount = greatest(f.amount, excluded.amount),
      lines = case when jsonb_array_length(excluded.lines) > jsonb_array_length(f.lines) then excluded.lines else f.lines end
      where excluded.amount > f.amount or jsonb_array_length(excluded.lines) > jsonb_array_length(f.lines)`);
}

/** Each refund once: a statement may not touch a row twice. */
function fullest(refunds: readonly NewRefund[]): NewRefund[] {
  const found = new Map<string, NewRefund>();
  for (const refund of refunds) {
    const key = `${refund.storeId} ${refund.externalId}`;
    const known = found.get(key) ?? refund;
    const lines = refund.lines.length > known.lines.length ? refund.lines : known.lines;
    found.set(key, { ...known, lines, amount: Math.max(known.amount, refund.amount) });
  }
  return [...found.values()];
}

export type RefundedLine = { lineId: string; quantity: number };
export type Refunded = OrderKey & { amount: number; lines: RefundedLine[] };
/** What was refunded of orders so far: the sum, and the quantities of lines. */
export const sumRefunds = (db: TenantDb, keys: readonly OrderKey[]): Promise<Refunded[]> =>
  db.rows<Refunded>(sql`
    select f.store_id as "storeId", f.order_external_id as "externalId", sum(f.amount)::float8 as amount,
      coalesce(jsonb_path_query_array(jsonb_agg(f.lines), '$[*][*]'), '[]') as lines
    from order_refunds f
    join jsonb_to_recordset(${json(keys)}::jsonb) as k("storeId" uuid, "externalId" text)
      on f.store_id = k."storeId" and f.order_external_id = k."externalId"
    group by 1, 2`);

export type StoredRules = { schoolId: string; rules: unknown };
export const listShippingRules = (db: TenantDb, schoolIds: readonly string[]): Promise<StoredRules[]> =>
  db.rows<StoredRules>(sql`
    select school_id as "schoolId", rules from shipping_rules where school_id = any (${schoolIds}::uuid[])`);

export type EarlyRefund = { orderId: string; schoolId: string; eventId: string; topic: string; at: string };

/** Events of refunds that came before their orders, which are there now: from here on they are these orders'. */
export const adoptEarlyRefunds = (db: TenantDb, orders: readonly Written[]): Promise<EarlyRefund[]> =>
  db.rows<EarlyRefund>(sql`
    with adopted as (
      update shop_events e set order_id = k.id
      from jsonb_to_recordset(${json(orders)}::jsonb) as k(id uuid, "storeId" uuid, "externalId" text)
      where e.store_id = k."storeId" and e.resource_id = k."externalId"
        and e.topic = 'refunds/create' and e.state = 'done' and e.order_id is null
      returning e.id, e.order_id, e.school_id, e.topic, e.received_at
    )
    select order_id as "orderId", school_id as "schoolId", id as "eventId", topic, received_at as at
    from adopted order by received_at, id`);

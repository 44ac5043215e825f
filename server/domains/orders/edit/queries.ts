import type { TenantDb } from "../../../core/db/database.ts";
import { json, type Sql, sql } from "../../../core/db/sql.ts";

/** The fields that people may change, as they stand, and what decides whether they may. */
export type EditableOrder = {
  id: string;
  schoolId: string;
  storeId: string;
  version: number;
  status: string;
  /** What the shop last said of it. */
  shopStatus: string;
  statusReason: string;
  trackingNumber: string;
  trackingCompany: string;
  trackingUrl: string;
  notes: string;
  shippedAt: string | null;
  deliveredAt: string | null;
  syncState: string;
  mayEdit: boolean;
};

const editable = sql`
  o.id, o.school_id as "schoolId", o.store_id as "storeId", o.version, o.status,
  coalesce(o.external->>'status', '') as "shopStatus", o.status_reason as "statusReason",
  o.tracking_number as "trackingNumber", o.tracking_company as "trackingCompany", o.tracking_url as "trackingUrl",
  o.notes, o.shipped_at as "shippedAt", o.delivered_at as "deliveredAt", o.sync_state as "syncState",
  o.school_id in (select schools_where('orders.edit')) as "mayEdit"`;

export const findEditable = (db: TenantDb, id: string): Promise<EditableOrder | undefined> =>
  db.one<EditableOrder>(sql`select ${editable} from orders o where o.id = ${id}`);

/** Locks the orders in one order of ids, so that two bulk changes never wait for each other. */
export const lockOrders = (db: TenantDb, where: Sql, limit: number): Promise<EditableOrder[]> =>
  db.rows<EditableOrder>(
    sql`select ${editable} from orders o where ${where} order by o.id limit ${limit} for update`,
  );

export type Edit = {
  status: string;
  statusReason: string;
  trackingNumber: string;
  trackingCompany: string;
  trackingUrl: string;
  notes: string;
  shippedAt: string | null;
  deliveredAt: string | null;
  syncState: string;
};

/** Writes an edit onto the version it was made from; undefined when that version is gone. */
export const updateOrder = (
  db: TenantDb,
  id: string,
  version: number,
  edit: Edit,
): Promise<{ version: number; updatedAt: string } | undefined> =>
  db.one(sql`
    update orders set status = ${edit.status}, status_reason = ${edit.statusReason},
      tracking_number = ${edit.trackingNumber}, tracking_company = ${edit.trackingCompany},
      tracking_url = ${edit.trackingUrl}, notes = ${edit.notes}, shipped_at = ${edit.shippedAt},
      delivered_at = ${edit.deliveredAt}, sync_state = ${edit.syncState},
      stuck_since = case when status = ${edit.status} then stuck_since end,
      problem = case when status = ${edit.status} then problem end,
      version = version + 1, updated_by = shared.actor_id()
    where id = ${id} and version = ${version}
    returning version, updated_at as "updatedAt"`);

export type NewEntry = {
  orderId: string;
  schoolId: string;
  /** When it happened, if that was earlier. */
  at?: string;
  kind: string;
  title: string;
  params?: Record<string, unknown>;
  fields?: { field: string; before: unknown; after: unknown }[];
  version?: number;
};

/** Adds to the story of orders, in the caller's transaction. */
export async function insertEntries(db: TenantDb, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db.run(sql`
    insert into order_entries (school_id, order_id, at, kind, title, params, fields, version)
    select e."schoolId", e."orderId", coalesce(e.at, now()), e.kind, e.title, coalesce(e.params, '{}'), coalesce(e.fields, '[]'), e.version
    from jsonb_to_recordset(${json(entries)}::jsonb) as e(
      "schoolId" uuid, "orderId" uuid, at timestamptz, kind text, title text, params jsonb, fields jsonb, version int)`);
}

/** Who changed the order last, and when. */
export const lastEditor = (db: TenantDb, id: string): Promise<{ name: string | null } | undefined> =>
  db.one(sql`select p.name from orders o left join people p on p.id = o.updated_by where o.id = ${id}`);

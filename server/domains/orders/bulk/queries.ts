import type { TenantDb } from "../../../core/db/database.ts";
import { json, sql } from "../../../core/db/sql.ts";

export type BulkRow = {
  id: string;
  version: number;
  status: string;
  statusReason: string;
  trackingNumber: string;
  trackingCompany: string;
  trackingUrl: string;
  shippedAt: string | null;
  deliveredAt: string | null;
  syncState: string;
};
export type BulkWritten = { id: string; version: number; updatedAt: string };

/** Writes edits onto orders that the caller has locked, each as a new version. */
export const updateOrders = (db: TenantDb, rows: readonly BulkRow[]): Promise<BulkWritten[]> =>
  db.rows<BulkWritten>(sql`
    update orders o set status = r.status, status_reason = r."statusReason", tracking_number = r."trackingNumber",
      tracking_company = r."trackingCompany", tracking_url = r."trackingUrl", shipped_at = r."shippedAt",
      delivered_at = r."deliveredAt", sync_state = r."syncState", stuck_since = null, problem = null,
      version = o.version + 1, updated_by = shared.actor_id()
    from jsonb_to_recordset(${json(rows)}::jsonb) as r(id uuid, version int, status text, "statusReason" text,
      "trackingNumber" text, "trackingCompany" text, "trackingUrl" text, "shippedAt" timestamptz,
      "deliveredAt" timestamptz, "syncState" text)
    where o.id = r.id and o.version = r.version
    returning o.id, o.version, o.updated_at as "updatedAt"`);

/** What undoing needs to know of one order: the version the change made, and the fields as they were. */
export type BulkItem = { id: string; version: number; before: Omit<BulkRow, "id" | "version"> };

export const insertBulkEdit = (
  db: TenantDb,
  schoolId: string,
  status: string,
  items: readonly BulkItem[],
): Promise<{ id: string } | undefined> =>
  db.one(sql`
    insert into order_bulk_edits (school_id, status, items) values (${schoolId}, ${status}, ${json(items)}::jsonb)
    returning id`);

export type BulkEdit = { id: string; schoolId: string; status: string; items: BulkItem[]; undone: boolean };
export const lockBulkEdit = (db: TenantDb, id: string): Promise<BulkEdit | undefined> =>
  db.one<BulkEdit>(sql`
    select id, school_id as "schoolId", status, items, undone_at is not null as undone
    from order_bulk_edits where id = ${id} for update`);

export const markUndone = (db: TenantDb, id: string): Promise<number> =>
  db.run(sql`update order_bulk_edits set undone_at = now() where id = ${id}`);

export const deleteOldBulkEdits = (db: TenantDb): Promise<number> =>
  db.run(sql`delete from order_bulk_edits where created_at < now() - interval '30 days'`);

import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";

export type DueStore = { id: string; reconcile: boolean; register: boolean };
/** Shops that may be asked, and what is due for each: a look every quarter of an hour, the webhooks once a day. */
export const listDueStores = (db: TenantDb): Promise<DueStore[]> =>
  db.rows<DueStore>(sql`
    select s.id,
      coalesce(s.reconciled_at < now() - interval '15 minutes', true) as reconcile,
      coalesce(s.subscribed_at < now() - interval '1 day', true) as register
    from stores s
    where s.deleted_at is null and s.state <> 'uninstalled'
      and exists (select from store_secrets k where k.store_id = s.id and k.kind = 'access_token')`);

export const hasDueEvents = async (db: TenantDb): Promise<boolean> =>
  (
    await db.one<{ due: boolean }>(sql`
      select exists (select from shop_events where state = 'pending' and next_attempt_at <= now()) as due`)
  )?.due ?? false;

export type StuckOrder = {
  id: string;
  schoolId: string;
  storeId: string;
  status: string;
  version: number;
  updatedAt: string;
  days: number;
};
/**
 * Marks orders that wait for longer than their shop's patience: paid or not, with something to send and nothing sent.
 * Of a shop that is gone nobody tells any more what became of them.
 * Nobody's edit, so no new version.
 */
export const markStuck = (db: TenantDb, limit: number): Promise<StuckOrder[]> =>
  db.rows<StuckOrder>(sql`
    update orders o set stuck_since = now()
    from stores s
    where s.id = o.store_id and o.id in (
      select w.id from orders w join stores t on t.id = w.store_id
      where w.status in ('PENDING', 'CONFIRMED') and w.stuck_since is null
        and w.placed_at < now() - make_interval(days => t.stuck_after_days)
        and w.placed_at > now() - interval '1 year' and t.deleted_at is null and t.state <> 'uninstalled'
        and exists (select from order_lines l where l.order_id = w.id and l.ships)
      limit ${limit})
    returning o.id, o.school_id as "schoolId", o.store_id as "storeId", o.status, o.version,
      o.updated_at as "updatedAt", s.stuck_after_days::int as days`);

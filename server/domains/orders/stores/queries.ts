import type { TenantDb } from "../../../core/db/database.ts";
import { json, sql } from "../../../core/db/sql.ts";

export type StoreRecord = {
  id: string;
  schoolId: string;
  name: string;
  domain: string;
  state: string;
  trouble: string | null;
  stuckAfterDays: number;
  version: number;
  updatedAt: string;
};
const columns = sql`
  s.id, s.school_id as "schoolId", s.name, s.domain, s.state, s.trouble, s.stuck_after_days as "stuckAfterDays",
  s.version, s.updated_at as "updatedAt"`;

export const listStores = (db: TenantDb, schoolId: string): Promise<StoreRecord[]> =>
  db.rows<StoreRecord>(
    sql`select ${columns} from stores s where s.school_id = ${schoolId} and s.deleted_at is null order by s.name, s.id`,
  );

export const findStore = (db: TenantDb, id: string): Promise<StoreRecord | undefined> =>
  db.one<StoreRecord>(sql`select ${columns} from stores s where s.id = ${id} and s.deleted_at is null`);

export const insertStore = (
  db: TenantDb,
  store: { schoolId: string; name: string; domain: string; stuckAfterDays: number; callbackUrl: string },
): Promise<StoreRecord | undefined> =>
  db.one<StoreRecord>(sql`
    insert into stores as s (school_id, name, domain, stuck_after_days, callback_url)
    values (${store.schoolId}, ${store.name}, ${store.domain}, ${store.stuckAfterDays}, ${store.callbackUrl})
    returning ${columns}`);

/** Brings back the shop of a school that was disconnected here, with its orders; undefined where there was none. */
export const reviveStore = (
  db: TenantDb,
  store: { schoolId: string; name: string; domain: string; stuckAfterDays: number; callbackUrl: string },
): Promise<StoreRecord | undefined> =>
  db.one<StoreRecord>(sql`
    update stores s set deleted_at = null, state = 'connected', trouble = null, name = ${store.name},
      stuck_after_days = ${store.stuckAfterDays}, callback_url = ${store.callbackUrl}, subscriptions = '{}',
      subscribed_at = null, version = version + 1, updated_by = shared.actor_id()
    where id = (
      select id from stores where domain = ${store.domain} and school_id = ${store.schoolId} and deleted_at is not null
      order by deleted_at desc limit 1)
    returning ${columns}`);

/** Whether another school of the house has, or had, the shop. */
export const belongsElsewhere = async (db: TenantDb, schoolId: string, domain: string): Promise<boolean> =>
  (await db.one<{ does: boolean }>(sql`select store_of_another_school(${schoolId}, ${domain}) as does`))
    ?.does ?? false;

export const updateStore = (
  db: TenantDb,
  id: string,
  version: number,
  change: { name: string | undefined; stuckAfterDays: number | undefined; reconnects: boolean },
): Promise<StoreRecord | undefined> =>
  db.one<StoreRecord>(sql`
    update stores s set name = coalesce(${change.name ?? null}, name),
      stuck_after_days = coalesce(${change.stuckAfterDays ?? null}::smallint, stuck_after_days),
      state = case when ${change.reconnects}::boolean then 'connected' else state end,
      trouble = case when ${change.reconnects}::boolean then null else trouble end,
      version = version + 1, updated_by = shared.actor_id()
    where id = ${id} and version = ${version} and deleted_at is null
    returning ${columns}`);

export const removeStore = (db: TenantDb, id: string, version: number): Promise<StoreRecord | undefined> =>
  db.one<StoreRecord>(sql`
    update stores s set deleted_at = now(), version = version + 1, updated_by = shared.actor_id()
    where id = ${id} and version = ${version} and deleted_at is null
    returning ${columns}`);

export const listConnected = (db: TenantDb): Promise<{ id: string }[]> =>
  db.rows(sql`select id from stores where deleted_at is null and state <> 'uninstalled' order by id`);

export type HealthRecord = {
  lastEventAt: string | null;
  events: number;
  waiting: number;
  lagSeconds: number;
  medianMs: number | null;
  p95Ms: number | null;
  failures: number;
};
export const readHealth = (
  db: TenantDb,
  store: { id: string; schoolId: string },
): Promise<HealthRecord | undefined> =>
  db.one<HealthRecord>(sql`
    select
      (select max(received_at) from shop_events where store_id = ${store.id}) as "lastEventAt",
      count(*)::int as events,
      (select count(*)::int from shop_events where store_id = ${store.id} and state = 'pending') as waiting,
      (select coalesce(extract(epoch from now() - min(received_at)), 0)::float8
        from shop_events where store_id = ${store.id} and state = 'pending') as "lagSeconds",
      (percentile_cont(0.5) within group (order by extract(epoch from processed_at - received_at)) * 1000)::float8 as "medianMs",
      (percentile_cont(0.95) within group (order by extract(epoch from processed_at - received_at)) * 1000)::float8 as "p95Ms",
      (select count(*)::int from shop_events d
        where d.school_id = ${store.schoolId} and d.store_id = ${store.id} and d.state = 'dead') as failures
    from (
      select state, received_at, processed_at from shop_events
      where store_id = ${store.id} and received_at > now() - interval '1 day' order by received_at desc limit 20000
    ) recent`);

export type SyncRecord = {
  subscriptions: Record<string, string>;
  subscribedAt: string | null;
  reconciledAt: string | null;
  reconciledUntil: string | null;
  webhookUrl: string;
};
export const readSync = (db: TenantDb, id: string): Promise<SyncRecord | undefined> =>
  db.one<SyncRecord>(sql`
    select subscriptions, subscribed_at as "subscribedAt", reconciled_at as "reconciledAt",
      reconciled_until as "reconciledUntil", callback_url as "webhookUrl"
    from stores where id = ${id}`);

// What jobs note about a shop; no version, because it is nobody's edit.

export const noteTrouble = (
  db: TenantDb,
  id: string,
  state: "connected" | "refused",
  trouble: string | null,
): Promise<number> =>
  db.run(sql`
    update stores set state = ${state}, trouble = ${trouble}
    where id = ${id} and state <> 'uninstalled' and (state, trouble) is distinct from (${state}, ${trouble}::text)`);

export const noteSubscriptions = (
  db: TenantDb,
  id: string,
  subscriptions: Record<string, string>,
  callbackUrl: string,
): Promise<number> =>
  db.run(sql`
    update stores set subscriptions = ${json(subscriptions)}::jsonb, subscribed_at = now(), callback_url = ${callbackUrl}
    where id = ${id}`);

/** Drops the token of a shop that is still disconnected; one that came back meanwhile keeps its own. */
export const dropToken = (db: TenantDb, id: string): Promise<number> =>
  db.run(sql`
    delete from store_secrets k using stores s
    where s.id = ${id} and s.deleted_at is not null and k.store_id = s.id and k.kind = 'access_token'`);

export const noteReconciled = (db: TenantDb, id: string, until: string): Promise<number> =>
  db.run(sql`
    update stores set reconciled_until = greatest(reconciled_until, ${until}::timestamptz), reconciled_at = now()
    where id = ${id}`);

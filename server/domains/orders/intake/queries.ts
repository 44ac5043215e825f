import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";

export type SealedSecret = { storeId: string; schoolId: string; gone: boolean; sealed: string };
/**
 * The newest two secrets of the shop of a domain: while it changes over, either may sign. A shop that was disconnected
 * here answers for itself while no other one stands in its place.
 */
export const findApiSecrets = (db: TenantDb, domain: string): Promise<SealedSecret[]> =>
  db.rows<SealedSecret>(sql`
    select s.id as "storeId", s.school_id as "schoolId", s.deleted_at is not null as gone, k.sealed
    from (
      select id, school_id, deleted_at from stores where domain = ${domain} order by deleted_at desc nulls first limit 1
    ) s cross join lateral (
      select sealed, id from store_secrets where store_id = s.id and kind = 'api_secret' order by id desc limit 2
    ) k
    order by k.id desc`);

export type Delivery = {
  storeId: string;
  schoolId: string;
  topic: string;
  eventId: string | null;
  resourceId: string;
  triggeredAt: string | null;
  apiVersion: string | null;
  body: Buffer;
  hash: Buffer;
};

/** Records deliveries; answers how many were new. Known ones, by event or by content, are left as they are. */
export const insertEvents = (db: TenantDb, deliveries: readonly Delivery[]): Promise<number> =>
  db.run(sql`
    insert into shop_events (store_id, school_id, topic, event_id, resource_id, triggered_at, api_version, body, body_hash)
    select * from unnest(
      ${deliveries.map((one) => one.storeId)}::uuid[], ${deliveries.map((one) => one.schoolId)}::uuid[],
      ${deliveries.map((one) => one.topic)}::text[], ${deliveries.map((one) => one.eventId)}::text[],
      ${deliveries.map((one) => one.resourceId)}::text[], ${deliveries.map((one) => one.triggeredAt)}::timestamptz[],
      ${deliveries.map((one) => one.apiVersion)}::text[], ${deliveries.map((one) => one.body)}::bytea[],
      ${deliveries.map((one) => one.hash)}::bytea[])
    on conflict do nothing`);

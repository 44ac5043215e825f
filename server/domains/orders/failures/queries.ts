import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";

export type LetterRecord = {
  id: string;
  kind: "event" | "push";
  schoolId: string;
  storeId: string;
  storeName: string;
  topic: string;
  orderId: string | null;
  orderNumber: string | null;
  error: string;
  details: Record<string, unknown>;
  attempts: number;
  at: string;
  failedAt: string | null;
  excerpt: string;
};

/** What failed for good, the newest first: both kinds have ids that grow with time. */
export const listLetters = (
  db: TenantDb,
  schoolId: string,
  storeId: string | null,
  before: string | null,
  limit: number,
): Promise<LetterRecord[]> =>
  db.rows<LetterRecord>(sql`
    select * from (
      (select e.id, 'event' as kind, e.school_id as "schoolId", e.store_id as "storeId", s.name as "storeName", e.topic,
        o.id as "orderId", o.number as "orderNumber", coalesce(e.error, '') as error,
        coalesce(e.error_details, '{}') as details, e.attempts::int as attempts, e.received_at as at,
        e.processed_at as "failedAt",
        translate(encode(substring(e.body from 1 for 400), 'escape'), E'\\n\\r\\t', '   ') as excerpt
      from shop_events e join stores s on s.id = e.store_id
      left join orders o on o.store_id = e.store_id and o.external_id = e.resource_id
      where e.school_id = ${schoolId} and e.state = 'dead' and (${storeId}::uuid is null or e.store_id = ${storeId}::uuid)
        and (${before}::uuid is null or e.id < ${before}::uuid)
      order by e.id desc limit ${limit})
      union all
      (select p.id, 'push', p.school_id, o.store_id, s.name, (
          select coalesce(string_agg(key, ', ' order by key), '') from jsonb_object_keys(p.wanted) key),
        o.id, o.number, coalesce(p.error, ''), coalesce(p.error_details, '{}'), p.attempts::int, p.created_at,
        p.updated_at, ''
      from order_pushes p join orders o on o.id = p.order_id join stores s on s.id = o.store_id
      where p.school_id = ${schoolId} and p.state = 'dead' and (${storeId}::uuid is null or o.store_id = ${storeId}::uuid)
        and (${before}::uuid is null or p.id < ${before}::uuid)
      order by p.id desc limit ${limit})
    ) letters order by id desc limit ${limit}`);

export const countLetters = async (db: TenantDb, schoolId: string): Promise<number> =>
  (
    await db.one<{ count: number }>(sql`
      select ((select count(*) from shop_events where school_id = ${schoolId} and state = 'dead')
        + (select count(*) from order_pushes where school_id = ${schoolId} and state = 'dead'))::int as count`)
  )?.count ?? 0;

/** Lets events have their attempts again, from now. */
export const reviveEvents = (
  db: TenantDb,
  schoolId: string,
  ids: readonly string[] | null,
): Promise<{ id: string }[]> =>
  db.rows(sql`
    update shop_events set state = 'pending', attempts = 0, next_attempt_at = now(), error = null, error_details = null,
      processed_at = null
    where school_id = ${schoolId} and state = 'dead' and (${ids}::uuid[] is null or id = any (${ids}::uuid[]))
    returning id`);

export const revivePushes = (
  db: TenantDb,
  schoolId: string,
  ids: readonly string[] | null,
): Promise<{ id: string; orderId: string }[]> =>
  db.rows(sql`
    update order_pushes set state = 'pending', attempts = 0, error = null, error_details = null
    where school_id = ${schoolId} and state = 'dead' and (${ids}::uuid[] is null or id = any (${ids}::uuid[]))
    returning id, order_id as "orderId"`);

/** Puts away what a person decided to leave as it is. */
export async function dismissLetters(
  db: TenantDb,
  schoolId: string,
  ids: readonly string[] | null,
): Promise<number> {
  const events = await db.run(sql`
    update shop_events set state = 'dismissed'
    where school_id = ${schoolId} and state = 'dead' and (${ids}::uuid[] is null or id = any (${ids}::uuid[]))`);
  const pushes = await db.run(sql`
    update order_pushes set state = 'dismissed'
    where school_id = ${schoolId} and state = 'dead' and (${ids}::uuid[] is null or id = any (${ids}::uuid[]))`);
  return events + pushes;
}

export const schoolOfLetter = (db: TenantDb, id: string): Promise<{ schoolId: string } | undefined> =>
  db.one(sql`
    select school_id as "schoolId" from shop_events where id = ${id}
    union all select school_id from order_pushes where id = ${id}`);

/** What came, or what the shop was to be told, as text; bytes that are no UTF-8 are written as escapes. */
export const readLetter = (
  db: TenantDb,
  id: string,
  most: number,
): Promise<{ body: string; bytes: number } | undefined> =>
  db.one(sql`
    select encode(substring(body from 1 for ${most}::int), 'base64') as body, octet_length(body) as bytes
    from shop_events where id = ${id}
    union all
    select encode(convert_to(jsonb_pretty(wanted), 'UTF8'), 'base64'), octet_length(wanted::text)
    from order_pushes where id = ${id}`);

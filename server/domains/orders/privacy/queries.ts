import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";

export type Touched = {
  id: string;
  externalId: string;
  schoolId: string;
  storeId: string;
  status: string;
  version: number;
  updatedAt: string;
};

// The office's notes go as a whole: free text about one customer's order is about them, and no search for names would find
// "his mother rang". What was done with the parcel stays in the story.
const forgotten = sql`
  customer_external_id = '', customer_name = '', customer_email = '', customer_phone = '', address = null,
  customer_note = '', attributes = '[]', notes = '', redacted_at = now(), version = version + 1, updated_by = null`;

/** Forgets the persons of orders of a shop: those of a customer and those listed. The sums stay. */
export const redactOrders = (
  db: TenantDb,
  storeId: string,
  who: { customerId: string; email: string; orderIds: readonly string[] },
): Promise<Touched[]> =>
  db.rows<Touched>(sql`
    update orders set ${forgotten}
    where store_id = ${storeId} and redacted_at is null and (
      external_id = any (${who.orderIds}::text[])
      or customer_external_id = ${who.customerId} and ${who.customerId} <> ''
      or customer_email = ${who.email} and ${who.email} <> '')
    returning id, external_id as "externalId", school_id as "schoolId", store_id as "storeId", status, version, updated_at as "updatedAt"`);

/** The same for some orders of a shop that was closed; zero when all are done. */
export const redactSomeOrders = (db: TenantDb, storeId: string, limit: number): Promise<Touched[]> =>
  db.rows<Touched>(sql`
    update orders set ${forgotten}
    where id in (select id from orders where store_id = ${storeId} and redacted_at is null limit ${limit})
    returning id, external_id as "externalId", school_id as "schoolId", store_id as "storeId", status, version, updated_at as "updatedAt"`);

/** Changes in the story and what lines were labelled with name people too. */
export const forgetStories = async (db: TenantDb, orderIds: readonly string[]): Promise<void> => {
  await db.run(sql`
    update order_entries set fields = coalesce((
      select jsonb_agg(case when part->>'field' like 'customer%' or part->>'field' in ('address', 'attributes', 'notes')
        then jsonb_build_object('field', part->>'field', 'before', null, 'after', null) else part end)
      from jsonb_array_elements(fields) part), '[]'),
      params = case when params ? 'named' then params || '{"named": ""}' else params end
    where order_id = any (${orderIds}::uuid[]) and (fields <> '[]' or params ? 'named')`);
  await db.run(sql`
    update order_lines set properties = '[]' where order_id = any (${orderIds}::uuid[]) and properties <> '[]'`);
};

/**
 * Empties what a shop sent about orders, by their ids in the shop: what failed belongs to no order of ours. Of bodies that
 * nobody could read not even the id is known; those that hold the address go.
 */
export const forgetEvents = (
  db: TenantDb,
  storeId: string,
  { externalIds, email }: { externalIds: readonly string[]; email: string },
): Promise<number> =>
  db.run(sql`
    update shop_events set body = ''::bytea, event_id = null,
      state = case when state = 'dead' then 'dismissed' else state end
    where store_id = ${storeId} and body <> ''::bytea and state <> 'pending' and (
      resource_id = any (${externalIds}::text[])
      or order_id in (select id from orders where store_id = ${storeId} and external_id = any (${externalIds}::text[]))
      or resource_id = '' and state = 'dead' and ${email} <> '' and position(convert_to(${email}, 'UTF8') in body) > 0)`);

/** Everything a shop sent that is not about an order we know. */
export const forgetLog = (db: TenantDb, storeId: string): Promise<number> =>
  db.run(sql`
    update shop_events set body = ''::bytea, state = case when state in ('dead', 'pending') then 'dismissed' else state end
    where store_id = ${storeId} and body <> ''::bytea and topic <> 'shop/redact'`);

/** Whether the shop gave a token after a moment. */
export const hasTokenSince = async (db: TenantDb, storeId: string, moment: string): Promise<boolean> =>
  (
    await db.one<{ has: boolean }>(sql`
      select exists (select from store_secrets
        where store_id = ${storeId} and kind = 'access_token' and created_at > ${moment}::timestamptz) as has`)
  )?.has ?? false;

export const markUninstalled = (db: TenantDb, storeId: string): Promise<number> =>
  db.run(sql`
    update stores set state = 'uninstalled', trouble = 'orders.uninstalled', version = version + 1, updated_by = null
    where id = ${storeId} and state <> 'uninstalled'`);

/** The shop took the token back; the secret stays, because the order to forget comes signed two days later. */
export const dropTokens = (db: TenantDb, storeId: string): Promise<number> =>
  db.run(sql`delete from store_secrets where store_id = ${storeId} and kind = 'access_token'`);

export const countOrdersOf = async (
  db: TenantDb,
  storeId: string,
  who: { customerId: string; orderIds: readonly string[] },
): Promise<number> =>
  (
    await db.one<{ count: number }>(sql`
      select count(*)::int as count from orders
      where store_id = ${storeId} and (external_id = any (${who.orderIds}::text[])
        or customer_external_id = ${who.customerId} and ${who.customerId} <> '')`)
  )?.count ?? 0;

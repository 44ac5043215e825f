import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";

export type AnnouncedOrder = { id: string; schoolId: string; number: string; schoolName: string };
export const listAnnounced = (db: TenantDb, ids: readonly string[]): Promise<AnnouncedOrder[]> =>
  db.rows<AnnouncedOrder>(sql`
    select o.id, o.school_id as "schoolId", o.number, s.name as "schoolName"
    from orders o join schools s on s.id = o.school_id where o.id = any (${ids}::uuid[])
    order by o.placed_at, o.id`);

/** Those of the orders that are under way or have arrived. */
export const listSent = async (db: TenantDb, ids: readonly string[]): Promise<string[]> =>
  (
    await db.rows<{ id: string }>(sql`
      select id from orders where id = any (${ids}::uuid[]) and status in ('SHIPPED', 'DELIVERED') order by id`)
  ).map(({ id }) => id);

export const findStoreOf = (
  db: TenantDb,
  id: string,
): Promise<{ name: string; schoolId: string; schoolName: string } | undefined> =>
  db.one(sql`
    select s.name, s.school_id as "schoolId", c.name as "schoolName"
    from stores s join schools c on c.id = s.school_id where s.id = ${id}`);

/** Numbers of a customer's orders in a shop, and of those named by the shop's ids. */
export const listNumbersOf = async (
  db: TenantDb,
  storeId: string,
  customerId: string,
  externalIds: readonly string[],
): Promise<string[]> =>
  (
    await db.rows<{ number: string }>(sql`
      select number from orders
      where store_id = ${storeId} and (external_id = any (${externalIds}::text[])
        or customer_external_id = ${customerId} and ${customerId} <> '')
      order by placed_at, id`)
  ).map(({ number }) => number);

export type OfficeMember = { id: string; name: string; email: string; locale: string };
/** Who runs the school's shop: its office. */
export const listOffice = (db: TenantDb, schoolId: string): Promise<OfficeMember[]> =>
  db.rows<OfficeMember>(sql`
    select distinct p.id, p.name, p.email, p.locale
    from people p join memberships m on m.person_id = p.id
    where m.role = 'school_admin' and (m.school_id is null or m.school_id = ${schoolId})
      and p.status = 'active' and p.email is not null
    order by p.id limit 20`);

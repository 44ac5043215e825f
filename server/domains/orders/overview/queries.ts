import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";

export type OverviewRecord = {
  stores: number;
  newToday: number;
  pending: number;
  stuck: number;
  failures: number;
  waiting: number;
};

/** Large numbers are counted up to this: a badge says `999+` all the same. */
const most = 1_000;

export type FoundOrder = {
  id: string;
  schoolId: string;
  number: string;
  customerName: string;
  status: string;
};

export const readOverview = (db: TenantDb, schoolId: string): Promise<OverviewRecord | undefined> =>
  db.one<OverviewRecord>(sql`
    select
      (select count(*)::int from stores where school_id = s.id and deleted_at is null) as stores,
      (select count(*)::int from orders o where o.school_id = s.id
        and o.placed_at >= (date_trunc('day', now() at time zone s.time_zone) at time zone s.time_zone)) as "newToday",
      (select count(*)::int from (select from orders o where o.school_id = s.id and o.status = 'PENDING' limit ${most}) found) as pending,
      (select count(*)::int from (select from orders o where o.school_id = s.id and o.stuck_since is not null limit ${most}) found) as stuck,
      (select count(*)::int from (select from shop_events where school_id = s.id and state = 'dead' limit ${most}) found)
        + (select count(*)::int from (select from order_pushes where school_id = s.id and state = 'dead' limit ${most}) found) as failures,
      (select count(*)::int from (select from course_purchases where school_id = s.id and state = 'waiting' limit ${most}) found) as waiting
    from schools s where s.id = ${schoolId} and s.deleted_at is null`);

const found = sql`o.id, o.school_id as "schoolId", o.number, o.customer_name as "customerName", o.status`;

/** Orders with this number in all schools of the reader. */
export const findByNumber = (db: TenantDb, digits: string, limit: number): Promise<FoundOrder[]> =>
  db.rows<FoundOrder>(sql`
    select ${found} from schools s join orders o on o.school_id = s.id and o.sequence = ${digits}::bigint
    order by o.placed_at desc limit ${limit}`);

/** Orders that hold all words, given as patterns for `like`, in all schools of the reader; the newest first. */
export const findByWords = (db: TenantDb, words: readonly string[], limit: number): Promise<FoundOrder[]> =>
  db.rows<FoundOrder>(sql`
    select ${found} from schools s cross join lateral orders_matching(s.id, ${[...words]}::text[]) as match (id)
      join orders o on o.id = match.id
    order by o.placed_at desc limit ${limit}`);

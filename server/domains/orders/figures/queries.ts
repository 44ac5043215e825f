import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";

/** The school's today, as `2026-11-21`, and its time zone. */
export const findToday = (db: TenantDb, schoolId: string) =>
  db.one<{ today: string; timeZone: string }>(sql`
    select to_char(now() at time zone time_zone, 'YYYY-MM-DD') as today, time_zone as "timeZone"
    from schools where id = ${schoolId} and deleted_at is null`);

/** So many days in the school's time zone, the first as `2026-11-21`. */
export type Days = { from: string; count: number; timeZone: string };

// A day is a range of moments: each is one look at an index that holds all that is summed, whatever the table has
// become. Asking every order for its day converts a hundred thousand moments and sorts them.
const daysOf = ({ from, count, timeZone }: Days) => sql`
  select n + 1 as number, ${from}::date + n as day, (${from}::date + n)::timestamp at time zone ${timeZone} as begins,
    (${from}::date + n + 1)::timestamp at time zone ${timeZone} as ends
  from generate_series(0, ${count}::int - 1) n`;

export type PlacedDay = { day: string; currency: string; orders: number; revenue: number };

/** Orders by the day they were placed and their currency; revenue is what was paid and not returned, minor units. */
export const placedByDay = (db: TenantDb, schoolId: string, days: Days) =>
  db.rows<PlacedDay>(sql`
    select d.day::text as day, sums.* from (${daysOf(days)}) d cross join lateral (
      select o.currency, count(*)::int as orders, coalesce(sum(o.total - o.refunded) filter (
        where o.status not in ('CANCELLED', 'REFUNDED')
          and o.financial_status in ('paid', 'partially_refunded', 'partially_paid')), 0)::float8 as revenue
      from orders o
      where o.school_id = ${schoolId} and o.placed_at >= d.begins and o.placed_at < d.ends
      group by o.currency
    ) sums`);

export type MovedDay = { day: string; shipped: number; delivered: number; waited: number };

/**
 * Parcels that left and arrived by day, and the days that those which arrived were under way, together. Those that left
 * before the first day are on the day ''; parcels that had arrived by then are left out, as they came and went.
 */
export const movedByDay = (db: TenantDb, schoolId: string, days: Days) =>
  db.rows<MovedDay>(sql`
    with days as (${daysOf(days)}), starts as (select array_agg(begins order by begins) as at from days),
    parcels as (
      select width_bucket(o.shipped_at, (select at from starts)) as shipped, null::int as delivered,
        count(*)::int as count, 0::float8 as waited
      from orders o
      where o.school_id = ${schoolId} and o.status = 'SHIPPED' and o.shipped_at is not null
      group by 1
      union all
      select sums.shipped, d.number, sums.count, sums.waited from days d cross join lateral (
        select width_bucket(o.shipped_at, (select at from starts)) as shipped, count(*)::int as count,
          sum(greatest(date_part('epoch', o.delivered_at) - date_part('epoch', o.shipped_at), 0)) / 86400 as waited
        from orders o
        where o.school_id = ${schoolId} and o.status = 'DELIVERED' and o.shipped_at is not null
          and o.delivered_at >= d.begins and o.delivered_at < d.ends
        group by 1
      ) sums
    )
    select coalesce((select d.day::text from days d where d.number = move.number), '') as day,
      sum(move.shipped)::int as shipped, sum(move.delivered)::int as delivered, sum(move.waited) as waited
    from parcels cross join lateral (values
      (parcels.shipped, parcels.count, 0, 0::float8),
      (parcels.delivered, 0, parcels.count, parcels.waited)
    ) move (number, shipped, delivered, waited)
    where move.number is not null
    group by move.number`);

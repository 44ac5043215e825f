import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";

type NameValue = { name: string; value: string };
export type CourseLine = {
  orderId: string;
  schoolId: string;
  status: string;
  buyer: string;
  attributes: NameValue[];
  /** Null for an order that bought a place with a line it no longer has. */
  line: {
    lineId: string;
    sku: string;
    quantity: number;
    refunded: number;
    properties: NameValue[];
  } | null;
};

/**
 * Lines of orders that name one of the SKUs, or that have bought a place whatever their SKU is now, with how many of them
 * were refunded.
 */
export const listCourseLines = (
  db: TenantDb,
  orderIds: readonly string[],
  skus: readonly string[],
): Promise<CourseLine[]> =>
  db.rows<CourseLine>(sql`
    select o.id as "orderId", o.school_id as "schoolId", o.status, o.customer_email as buyer, o.attributes,
      case when l.id is not null then jsonb_build_object('lineId', l.external_id, 'sku', l.sku, 'quantity', l.quantity,
        'properties', l.properties, 'refunded', coalesce((
          select sum((part->>'quantity')::int)::int from order_refunds f, jsonb_array_elements(f.lines) part
          where f.store_id = o.store_id and f.order_external_id = o.external_id and part->>'lineId' = l.external_id
        ), 0)) end as line
    from orders o left join order_lines l on l.order_id = o.id and (
      l.sku = any (${skus}::text[])
      or exists (select from course_purchases p where p.order_id = o.id and p.line_id = l.external_id))
    where o.id = any (${orderIds}::uuid[])
      and (l.id is not null or exists (select from course_purchases p where p.order_id = o.id))`);

export const listSchoolsOf = (
  db: TenantDb,
  orderIds: readonly string[],
): Promise<{ id: string; schoolId: string }[]> =>
  db.rows(sql`select id, school_id as "schoolId" from orders where id = any (${orderIds}::uuid[])`);

export type Earlier = { id: string; placedAt: string };
/** Orders whose lines name the course's SKU and that have no place in it yet, the oldest first. */
export const listEarlier = (
  db: TenantDb,
  courseId: string,
  after: Earlier | null,
  limit: number,
): Promise<Earlier[]> =>
  db.rows<Earlier>(sql`
    select o.id, o.placed_at as "placedAt" from orders o join courses c on c.school_id = o.school_id
    where c.id = ${courseId} and c.sku <> '' and c.deleted_at is null and o.placed_at > now() - interval '1 year'
      and exists (select from order_lines l where l.order_id = o.id and l.sku = c.sku)
      and not exists (select from course_purchases p where p.order_id = o.id and p.course_id = c.id)
      and (${after?.id ?? null}::uuid is null
        or (o.placed_at, o.id) > (${after?.placedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by o.placed_at, o.id limit ${limit}`);

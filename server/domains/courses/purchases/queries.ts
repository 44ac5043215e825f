import type { TenantDb } from "../../../core/db/database.ts";
import { json, sql } from "../../../core/db/sql.ts";

export type CourseForSale = { id: string; schoolId: string; name: string; sku: string };
export const listForSale = (db: TenantDb, schoolIds: readonly string[]): Promise<CourseForSale[]> =>
  db.rows<CourseForSale>(sql`
    select id, school_id as "schoolId", name, sku from courses
    where school_id = any (${schoolIds}::uuid[]) and sku <> '' and deleted_at is null`);

export type Purchase = {
  id: string;
  schoolId: string;
  courseId: string;
  orderId: string;
  lineId: string;
  seat: number;
  named: string;
  personId: string | null;
  state: "waiting" | "enrolled" | "undone" | "dismissed";
  reason: string;
  version: number;
};
const purchase = sql`
  p.id, p.school_id as "schoolId", p.course_id as "courseId", p.order_id as "orderId", p.line_id as "lineId", p.seat,
  p.named, p.person_id as "personId", p.state, p.reason, p.version`;

export const lockPurchasesOf = (db: TenantDb, orderIds: readonly string[]): Promise<Purchase[]> =>
  db.rows<Purchase>(
    sql.once(sql`
    select ${purchase} from course_purchases p where p.order_id = any (${orderIds}::uuid[])
    order by p.id for update`),
  );

export const lockPurchase = (db: TenantDb, id: string): Promise<Purchase | undefined> =>
  db.one<Purchase>(sql`select ${purchase} from course_purchases p where p.id = ${id} for update`);

export type NewPurchase = Pick<
  Purchase,
  "schoolId" | "courseId" | "orderId" | "lineId" | "seat" | "named"
> & { buyer: string };
/** Adds places that were bought; those that are known stay as they are. */
export const insertPurchases = (db: TenantDb, rows: readonly NewPurchase[]): Promise<Purchase[]> =>
  db.rows<Purchase>(sql`
    insert into course_purchases as p (school_id, course_id, order_id, line_id, seat, named, buyer)
    select r."schoolId", r."courseId", r."orderId", r."lineId", r.seat, r.named, r.buyer
    from jsonb_to_recordset(${json(rows)}::jsonb) as r(
      "schoolId" uuid, "courseId" uuid, "orderId" uuid, "lineId" text, seat int, named text, buyer text)
    on conflict (order_id, line_id, seat) do nothing
    returning ${purchase}`);

export const settlePurchase = (
  db: TenantDb,
  id: string,
  change: { state: Purchase["state"]; personId: string | null; reason: string },
): Promise<number> =>
  db.run(sql`
    update course_purchases set state = ${change.state}, person_id = ${change.personId}, reason = ${change.reason},
      version = version + 1, updated_by = shared.actor_id()
    where id = ${id}`);

/** Pupils of a school that a text may mean: by address, by id or by name, whatever its case and spaces. */
export const findPupils = (
  db: TenantDb,
  schoolId: string,
  text: string,
): Promise<{ id: string; name: string }[]> =>
  db.rows(sql`
    select p.id, p.name from people p
    where p.status <> 'deactivated'
      and (p.email = lower(${text}) or p.id::text = lower(${text})
        or regexp_replace(lower(p.name), '\\s+', ' ', 'g') = regexp_replace(lower(${text}), '\\s+', ' ', 'g'))
      and exists (select from memberships m
        where m.person_id = p.id and m.role = 'pupil' and (m.school_id is null or m.school_id = ${schoolId}))
    order by p.name, p.id limit 6`);

/** The course, locked, so that two buyers do not both get its last place. */
export const lockCourse = (
  db: TenantDb,
  id: string,
): Promise<{ id: string; name: string; places: number | null; taken: number } | undefined> =>
  db.one(sql`
    select c.id, c.name, c.places,
      (select count(*)::int from course_enrolments e where e.course_id = c.id and e.ended_at is null) as taken
    from courses c where c.id = ${id} and c.deleted_at is null for update`);

/** Enrols a person, or brings back an enrolment that had ended; false when the person takes part already. */
export async function enrol(
  db: TenantDb,
  row: { schoolId: string; courseId: string; personId: string; purchaseId: string },
): Promise<boolean> {
  const touched = await db.run(sql`
    insert into course_enrolments as e (school_id, course_id, person_id, purchase_id)
    values (${row.schoolId}, ${row.courseId}, ${row.personId}, ${row.purchaseId})
    on conflict (course_id, person_id) do update
      set ended_at = null, enrolled_at = now(), purchase_id = excluded.purchase_id, version = e.version + 1
      where e.ended_at is not null`);
  return touched > 0;
}

/** Ends what a purchase gave, unless the office or another purchase gave it since. */
export const endEnrolment = (db: TenantDb, purchaseId: string): Promise<number> =>
  db.run(sql`
    update course_enrolments set ended_at = now(), version = version + 1
    where purchase_id = ${purchaseId} and ended_at is null`);

/** Who paid and who was named is forgotten; what was bought, and who takes part, stays. */
export const forgetNames = (db: TenantDb, orderIds: readonly string[]): Promise<number> =>
  db.run(sql`
    update course_purchases set named = '', buyer = '', version = version + 1, updated_by = shared.actor_id()
    where order_id = any (${orderIds}::uuid[]) and (named <> '' or buyer <> '')`);

export type QueueRecord = Purchase & {
  courseName: string;
  personName: string | null;
  suggestions: { id: string; name: string }[];
  createdAt: string;
};
/** Purchases of a state, the oldest first, with the pupils they may be for. */
export const listPurchases = (
  db: TenantDb,
  schoolId: string,
  state: string,
  after: string | null,
  limit: number,
): Promise<QueueRecord[]> =>
  db.rows<QueueRecord>(
    sql.once(sql`
    select ${purchase}, c.name as "courseName", w.name as "personName", p.created_at as "createdAt",
      coalesce((
        select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name, s.id)
        from (
          select distinct u.id, u.name from people u
          where u.id in (
              select g.pupil_id from guardianships g join people b on b.id = g.guardian_id
              where b.email = p.buyer and p.buyer <> '')
            or p.named <> '' and regexp_replace(lower(u.name), '\\s+', ' ', 'g') = regexp_replace(lower(p.named), '\\s+', ' ', 'g')
          limit 6
        ) s), '[]') as suggestions
    from course_purchases p join courses c on c.id = p.course_id left join people w on w.id = p.person_id
    where p.school_id = ${schoolId} and p.state = ${state} and (${after}::uuid is null or p.id > ${after}::uuid)
    order by p.id limit ${limit}`),
  );

export const countWaiting = async (db: TenantDb, schoolId: string): Promise<number> =>
  (
    await db.one<{ count: number }>(sql`
      select count(*)::int as count from course_purchases where school_id = ${schoolId} and state = 'waiting'`)
  )?.count ?? 0;

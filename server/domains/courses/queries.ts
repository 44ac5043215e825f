import type { TenantDb } from "../../core/db/database.ts";
import { sql } from "../../core/db/sql.ts";

export type CourseRecord = {
  id: string;
  schoolId: string;
  name: string;
  sku: string;
  places: number | null;
  startsOn: string | null;
  endsOn: string | null;
  enrolled: number | null;
  version: number;
  updatedAt: string;
};
const columns = sql`
  c.id, c.school_id as "schoolId", c.name, c.sku, c.places, c.starts_on as "startsOn", c.ends_on as "endsOn",
  case when c.school_id in (select schools_where('courses.manage')) then (
    select count(*)::int from course_enrolments e where e.course_id = c.id and e.ended_at is null
  ) end as enrolled, c.version, c.updated_at as "updatedAt"`;

export const listCourses = (
  db: TenantDb,
  schoolId: string,
  after: { name: string; id: string } | null,
  limit: number,
): Promise<CourseRecord[]> =>
  db.rows<CourseRecord>(sql`
    select ${columns} from courses c
    where c.school_id = ${schoolId} and c.deleted_at is null
      and (${after?.id ?? null}::uuid is null
        or (c.name, c.id) > (${after?.name ?? ""}, ${after?.id ?? null}::uuid))
    order by c.name, c.id limit ${limit}`);

export const findCourse = (db: TenantDb, id: string): Promise<CourseRecord | undefined> =>
  db.one<CourseRecord>(sql`select ${columns} from courses c where c.id = ${id} and c.deleted_at is null`);

export type CourseFields = {
  name: string;
  sku: string;
  places: number | null;
  startsOn: string | null;
  endsOn: string | null;
};
export const insertCourse = (
  db: TenantDb,
  schoolId: string,
  { name, sku, places, startsOn, endsOn }: CourseFields,
): Promise<{ id: string } | undefined> =>
  db.one(sql`
    insert into courses (school_id, name, sku, places, starts_on, ends_on)
    values (${schoolId}, ${name}, ${sku}, ${places}, ${startsOn}, ${endsOn}) returning id`);

export const updateCourse = (
  db: TenantDb,
  id: string,
  version: number,
  { name, sku, places, startsOn, endsOn }: CourseFields,
): Promise<number> =>
  db.run(sql`
    update courses set name = ${name}, sku = ${sku}, places = ${places}, starts_on = ${startsOn}, ends_on = ${endsOn},
      version = version + 1, updated_by = shared.actor_id()
    where id = ${id} and version = ${version} and deleted_at is null`);

export const removeCourse = (db: TenantDb, id: string): Promise<number> =>
  db.run(sql`
    update courses set deleted_at = now(), version = version + 1, updated_by = shared.actor_id()
    where id = ${id} and deleted_at is null`);

export const lastCourseEditor = (db: TenantDb, id: string): Promise<{ name: string | null } | undefined> =>
  db.one(sql`select p.name from courses c left join people p on p.id = c.updated_by where c.id = ${id}`);

export type EnrolmentRecord = {
  id: string;
  courseId: string;
  personId: string;
  personName: string;
  enrolledAt: string;
  endedAt: string | null;
  orderId: string | null;
};
export const listEnrolments = (db: TenantDb, courseId: string): Promise<EnrolmentRecord[]> =>
  db.rows<EnrolmentRecord>(sql`
    select e.id, e.course_id as "courseId", e.person_id as "personId", p.name as "personName",
      e.enrolled_at as "enrolledAt", e.ended_at as "endedAt", b.order_id as "orderId"
    from course_enrolments e join people p on p.id = e.person_id
    left join course_purchases b on b.id = e.purchase_id
    where e.course_id = ${courseId} order by e.ended_at is not null, p.name, e.id limit 2000`);

import type { TenantDb } from "../../../core/db/database.ts";
import { type Sql, sql } from "../../../core/db/sql.ts";

/** Everything a school's timetable is made of, as stored. Lists come in the order in which they were made. */
export type Stock = {
  school: StoredSchool;
  days: StoredName[];
  /** Periods without breaks. */
  hours: StoredName[];
  subjects: StoredNamed[];
  tags: StoredNamed[];
  teachers: StoredTeacher[];
  qualifications: { owner: string; id: string }[];
  sets: StoredSet[];
  /** Parent and child, ordered by the child's place in its parent. */
  members: { parent: string; child: string; position: number }[];
  buildings: StoredNamed[];
  rooms: StoredRoom[];
  realRooms: { owner: string; setNo: number; id: string }[];
  lessons: StoredLesson[];
  rules: StoredRule[];
};

export type StoredSchool = {
  id: string;
  name: string;
  comments: string;
  mode: "official" | "mornings-afternoons" | "block-planning" | "terms";
  daysPerTerm: number | null;
};
export type StoredName = { id: string; name: string; position: number };
export type StoredNamed = { id: string; name: string; comments: string };
export type StoredTeacher = StoredNamed & { behavior: string; targetHours: number | null };
export type StoredSet = StoredNamed & { kind: "year" | "group" | "subgroup"; size: number; position: number };
export type StoredRoom = StoredNamed & {
  building: string | null;
  capacity: number | null;
  isVirtual: boolean;
};
export type StoredLesson = {
  id: string;
  externalId: number;
  splitGroup: number;
  subject: string;
  duration: number;
  totalDuration: number;
  active: boolean;
  studentCount: number | null;
  comments: string;
  teachers: string[];
  sets: string[];
  tags: string[];
};
export type StoredRule = {
  id: string;
  type: string;
  weight: number;
  active: boolean;
  params: Record<string, unknown>;
  comments: string;
  position: number;
};

/** Reads a school's whole stock; null if there is no such school in sight. */
export async function findStock(db: TenantDb, schoolId: string): Promise<Stock | null> {
  const of = (table: string, columns: Sql, order: Sql = sql`t.id`) => sql`
    select t.id, t.name, ${columns} from ${sql.id(table)} t
    where t.school_id = ${schoolId} and t.deleted_at is null order by ${order}`;
  const [school, days, hours, subjects, tags, teachers, sets, buildings, rooms, lessons, rules, links] =
    await Promise.all([
      findSchool(db, schoolId),
      db.rows<StoredName>(of("days", sql`t.position`, sql`t.position, t.id`)),
      listHours(db, schoolId),
      db.rows<StoredNamed>(of("subjects", sql`t.comments`)),
      db.rows<StoredNamed>(of("tags", sql`t.comments`)),
      db.rows<StoredTeacher>(
        of(
          "teachers",
          sql`t.comments, t.mornings_afternoons_behavior as behavior, t.target_hours::float8 as "targetHours"`,
        ),
      ),
      db.rows<StoredSet>(
        of("student_sets", sql`t.comments, t.kind, t.size, t.position`, sql`t.position, t.id`),
      ),
      db.rows<StoredNamed>(of("buildings", sql`t.comments`)),
      db.rows<StoredRoom>(
        of("rooms", sql`t.comments, t.building_id as building, t.capacity, t.is_virtual as "isVirtual"`),
      ),
      listLessons(db, schoolId),
      listRules(db, schoolId),
      listLinks(db, schoolId),
    ]);
  if (!school) return null;
  return { school, days, hours, subjects, tags, teachers, sets, buildings, rooms, lessons, rules, ...links };
}

const findSchool = (db: TenantDb, schoolId: string) =>
  db.one<StoredSchool>(sql`
    select id, name, comments, timetable_mode as mode, days_per_term as "daysPerTerm"
    from schools where id = ${schoolId} and deleted_at is null`);

const listHours = (db: TenantDb, schoolId: string) =>
  db.rows<StoredName>(sql`
    select id, name, position from periods
    where school_id = ${schoolId} and deleted_at is null and not is_break order by position, id`);

/** Lessons with the ids of who gives and takes them, in the order of their external ids. */
const listLessons = (db: TenantDb, schoolId: string) => {
  const linked = (table: string, column: string) => sql`
    coalesce((select array_agg(j.${sql.id(column)} order by j.position) from ${sql.id(table)} j
      where j.lesson_id = l.id), '{}')`;
  return db.rows<StoredLesson>(sql`
    select l.id, l.external_id as "externalId", l.split_group as "splitGroup", l.subject_id as subject,
      l.duration, l.total_duration as "totalDuration", l.active, l.student_count as "studentCount", l.comments,
      ${linked("lesson_teachers", "teacher_id")} as teachers,
      ${linked("lesson_sets", "set_id")} as sets,
      ${linked("lesson_tags", "tag_id")} as tags
    from lessons l where l.school_id = ${schoolId} and l.deleted_at is null order by l.external_id`);
};

const listRules = (db: TenantDb, schoolId: string) =>
  db.rows<StoredRule>(sql`
    select id, type, weight::float8 as weight, active, params, comments, position from rules
    where school_id = ${schoolId} and deleted_at is null order by position, id`);

async function listLinks(db: TenantDb, schoolId: string) {
  const [members, qualifications, realRooms] = await Promise.all([
    db.rows<Stock["members"][number]>(sql`
      select parent_id as parent, child_id as child, position from student_set_members
      where school_id = ${schoolId} order by position, child_id`),
    db.rows<Stock["qualifications"][number]>(sql`
      select teacher_id as owner, subject_id as id from teacher_subjects
      where school_id = ${schoolId} order by teacher_id, subject_id`),
    db.rows<Stock["realRooms"][number]>(sql`
      select room_id as owner, set_no as "setNo", real_room_id as id from room_real_sets
      where school_id = ${schoolId} order by room_id, set_no, real_room_id`),
  ]);
  return { members, qualifications, realRooms };
}

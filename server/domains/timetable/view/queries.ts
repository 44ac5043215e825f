import type { TenantDb } from "../../../core/db/database.ts";
import { type Sql, sql } from "../../../core/db/sql.ts";

export type WeekRow = {
  name: string;
  timeZone: string;
  locale: string;
  firstWeekday: number;
  mode: string;
  days: { id: string; name: string; weekday: number | null }[];
  /** Breaks are among them; lessons count only the others. Times are `HH:MM:SS`. */
  periods: { id: string; name: string; startsAt: string | null; endsAt: string | null; isBreak: boolean }[];
};
export type Named = { id: string; name: string };
export type CardRow = {
  lessonId: string;
  subject: string;
  short: string;
  hue: number;
  duration: number;
  day: number | null;
  period: number | null;
  room: Named | null;
  realRooms: Named[];
  pinned: boolean;
  teachers: Named[];
  sets: Named[];
  tags: string[];
};

/** Whose lessons: those of one set and of all that share pupils with it, of a teacher, in a room, or of a person. */
export type Whose = { kind: "set" | "teacher" | "room" | "person"; id: string };

/** The week of a school: its days and periods in order. */
export const findWeek = (db: TenantDb, schoolId: string) =>
  db.one<WeekRow>(sql`
    select s.name, s.time_zone as "timeZone", s.locale, s.first_weekday as "firstWeekday",
      s.timetable_mode as mode,
      coalesce((select json_agg(json_build_object('id', d.id, 'name', d.name, 'weekday', d.weekday)
          order by d.position)
        from days d where d.school_id = s.id and d.deleted_at is null), '[]') as days,
      coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'startsAt', p.starts_at,
          'endsAt', p.ends_at, 'isBreak', p.is_break) order by p.position)
        from periods p where p.school_id = s.id and p.deleted_at is null), '[]') as periods
    from schools s where s.id = ${schoolId} and s.deleted_at is null`);

const names = (table: Sql, column: Sql, of: Sql) => sql`
  coalesce((select json_agg(json_build_object('id', n.id, 'name', n.name) order by j.position)
    from ${table} j join ${of} n on n.id = j.${column} where j.lesson_id = l.id), '[]')`;

const card = sql`
  l.id as "lessonId", s.name as subject, s.short, s.hue, l.duration,
  p.day_position as day, p.period_position as period, coalesce(p.pinned, false) as pinned,
  (select json_build_object('id', r.id, 'name', r.name) from rooms r where r.id = p.room_id) as room,
  coalesce((select json_agg(json_build_object('id', r.id, 'name', r.name) order by o.place)
    from unnest(p.real_room_ids) with ordinality o(id, place) join rooms r on r.id = o.id), '[]') as "realRooms",
  ${names(sql`lesson_teachers`, sql`teacher_id`, sql`teachers`)} as teachers,
  ${names(sql`lesson_sets`, sql`set_id`, sql`student_sets`)} as sets,
  coalesce((select json_agg(t.name order by j.position)
    from lesson_tags j join tags t on t.id = j.tag_id where j.lesson_id = l.id and t.printable), '[]') as tags`;

/** The placed lessons of somebody or somewhere. A lesson removed since then still shows in an old timetable. */
export const listCards = (db: TenantDb, timetableId: string, whose: Whose) =>
  db.rows<CardRow>(sql`
    select ${card}
    from placements p join lessons l on l.id = p.lesson_id join subjects s on s.id = l.subject_id
    where p.timetable_id = ${timetableId} and ${filter(whose)}
    order by p.day_position, p.period_position, s.name, l.external_id`);

/** Every placed lesson of a timetable, in the order of the week. */
export const listAllCards = (db: TenantDb, timetableId: string) =>
  db.rows<CardRow>(sql`
    select ${card}
    from placements p join lessons l on l.id = p.lesson_id join subjects s on s.id = l.subject_id
    where p.timetable_id = ${timetableId}
    order by p.day_position, p.period_position, s.name, l.external_id`);

/** Lessons that have no place in a timetable although they should; with `whose` only theirs (a room has none). */
export const listUnplaced = (db: TenantDb, timetableId: string, schoolId: string, whose: Whose | null) =>
  db.rows<CardRow>(sql`
    select ${card}
    from lessons l join subjects s on s.id = l.subject_id
      left join placements p on p.timetable_id = ${timetableId} and p.lesson_id = l.id
    where l.school_id = ${schoolId} and l.active and l.deleted_at is null and p.lesson_id is null
      and ${whose && whose.kind !== "room" ? filter(whose) : sql`true`}
    order by l.duration desc, s.name, l.external_id
    limit 100`);

function filter({ kind, id }: Whose): Sql {
  switch (kind) {
    case "teacher":
      return sql`l.id in (select lesson_id from lesson_teachers where teacher_id = ${id})`;
    case "room":
      return sql`(p.room_id = ${id} or ${id} = any(p.real_room_ids))`;
    case "set":
      return sql`l.id in (${lessonsOfSets(sql`select ${id}::uuid`)})`;
    case "person":
      return sql`(l.id in (${lessonsOfSets(setsOfPerson(id))})
        or l.id in (select j.lesson_id from lesson_teachers j join teachers t on t.id = j.teacher_id
          where t.person_id = ${id} and t.deleted_at is null))`;
  }
}

/** Lessons of every set that shares a pupil with one of the given: all that lie in them, and all that these lie in. */
const lessonsOfSets = (sets: Sql): Sql => sql`
  with recursive
    below(id) as (${sets} union select m.child_id from student_set_members m join below b on m.parent_id = b.id),
    related(id) as (select id from below
      union select m.parent_id from student_set_members m join related r on m.child_id = r.id)
  select j.lesson_id from lesson_sets j where j.set_id in (select id from related)`;

/** The narrowest sets of a pupil: whoever is in 7B's half A as well as in 7B gets the lessons of that half only. */
const setsOfPerson = (personId: string): Sql => sql`
  select e.set_id from enrolments e
  where e.person_id = ${personId}
    and not exists (
      with recursive inside(id) as (
        select m.child_id from student_set_members m where m.parent_id = e.set_id
        union select m.child_id from student_set_members m join inside i on m.parent_id = i.id)
      select from enrolments o where o.person_id = e.person_id and o.set_id in (select id from inside))`;

export type Directory = {
  sets: (Named & {
    kind: "year" | "group" | "subgroup";
    size: number;
    lessons: number;
    parent: string | null;
  })[];
  teachers: (Named & { code: string; lessons: number })[];
  rooms: (Named & { building: string | null; lessons: number })[];
};

/** Who and what has a timetable, with how many lessons each has in this one. */
export const findDirectory = (db: TenantDb, schoolId: string, timetableId: string | null) =>
  db.one<Directory>(sql`
    select
      (select coalesce(json_agg(x order by x.kind = 'year' desc, x.position, x.name), '[]') from (
        select s.id, s.name, s.kind, s.size, s.position,
          (select pn.name from student_set_members m join student_sets pn on pn.id = m.parent_id
            where m.child_id = s.id order by pn.position, pn.name limit 1) as parent,
          (select count(*)::int from lesson_sets j join placements p on p.lesson_id = j.lesson_id
            and p.timetable_id = ${timetableId}::uuid where j.set_id = s.id) as lessons
        from student_sets s where s.school_id = ${schoolId} and s.deleted_at is null) x) as sets,
      (select coalesce(json_agg(x order by x.name), '[]') from (
        select t.id, t.name, t.code,
          (select count(*)::int from lesson_teachers j join placements p on p.lesson_id = j.lesson_id
            and p.timetable_id = ${timetableId}::uuid where j.teacher_id = t.id) as lessons
        from teachers t where t.school_id = ${schoolId} and t.deleted_at is null) x) as teachers,
      (select coalesce(json_agg(x order by x.building nulls first, x.name), '[]') from (
        select r.id, r.name, b.name as building,
          (select count(*)::int from placements p where p.timetable_id = ${timetableId}::uuid
            and (p.room_id = r.id or r.id = any(p.real_room_ids))) as lessons
        from rooms r left join buildings b on b.id = r.building_id
        where r.school_id = ${schoolId} and r.deleted_at is null and not r.is_virtual) x) as rooms`);

/** Which set lies in which, of those that are not removed. */
export const listMembers = (db: TenantDb, schoolId: string) =>
  db.rows<{ parentId: string; childId: string }>(sql`
    select m.parent_id as "parentId", m.child_id as "childId"
    from student_set_members m
      join student_sets p on p.id = m.parent_id and p.deleted_at is null
      join student_sets c on c.id = m.child_id and c.deleted_at is null
    where m.school_id = ${schoolId} order by m.position`);

export type PersonRow = Named & { schoolId: string; school: string; self: boolean; as: "teacher" | "pupil" };

/** Persons whose own timetable the actor has: themselves as teacher or pupil, and the pupils they are guardian of. */
export const listMyPersons = (db: TenantDb, personId: string) =>
  db.rows<PersonRow>(sql`
    select distinct on (self, name, id, "schoolId") *
    from (
      select p.id, p.name, t.school_id as "schoolId", s.name as school, true as self, 'teacher' as "as"
      from teachers t join people p on p.id = t.person_id join schools s on s.id = t.school_id
      where t.person_id = ${personId} and t.deleted_at is null and s.deleted_at is null
      union all
      select p.id, p.name, e.school_id, s.name, p.id = ${personId}, 'pupil'
      from enrolments e join people p on p.id = e.person_id join schools s on s.id = e.school_id
      where (e.person_id = ${personId} or e.person_id in (select wards())) and s.deleted_at is null
    ) mine
    order by self desc, name, id, "schoolId"`);

/** What a grid is about, by name. */
export const findSubject = (db: TenantDb, { kind, id }: Whose) => {
  const table = { set: "student_sets", teacher: "teachers", room: "rooms", person: "people" }[kind];
  return db.one<Named>(sql`select id, name from ${sql.id(table)} where id = ${id}`);
};

/** Schools in which the actor may read timetables, by name. */
export const listSchools = (db: TenantDb) =>
  db.rows<Named & { published: boolean }>(sql`
    select s.id, s.name, exists (select from timetables t where t.school_id = s.id and t.state = 'published') as published
    from schools s where s.deleted_at is null order by s.name`);

/** Whether a school has anything to place. */
export const hasLessons = async (db: TenantDb, schoolId: string): Promise<boolean> =>
  Boolean(
    await db.one(sql`
      select from lessons where school_id = ${schoolId} and deleted_at is null and active limit 1`),
  );

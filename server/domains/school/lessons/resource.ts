import type { Ctx } from "../../../core/context.ts";
import { type Sql, sql } from "../../../core/db/sql.ts";
import { natural } from "../resource/order.ts";
import { defineResource, linked, rulesOf } from "../resource/resource.ts";
import { lessonCreate, lessonFilter, lessonRow, lessonUpdate } from "./schema.ts";

const subject = (column: Sql): Sql => sql`(select s.${column} from subjects s where s.id = t.subject_id)`;
const subjectName = subject(sql`name`);

type Side = { table: string; other: string; otherTable: string };
const teacherSide: Side = { table: "lesson_teachers", other: "teacher_id", otherTable: "teachers" };
const setSide: Side = { table: "lesson_sets", other: "set_id", otherTable: "student_sets" };
const tagSide: Side = { table: "lesson_tags", other: "tag_id", otherTable: "tags" };

const ids = (side: Side) => linked({ ...side, own: "lesson_id" });

/** Names in the order of the ids. */
const names = (side: Side): Sql => sql`array(
  select o.name from ${sql.id(side.table)} l
  join ${sql.id(side.otherTable)} o on o.id = l.${sql.id(side.other)} and o.deleted_at is null
  where l.lesson_id = t.id order by l.position, o.name)`;
const firstName = (side: Side): Sql => sql`(${names(side)})[1]`;

const takes = (side: Side, among: Sql): Sql => sql`exists (
  select from ${sql.id(side.table)} x where x.lesson_id = t.id and x.${sql.id(side.other)} in (${among}))`;

/** A class meets the lessons of the sets it lies in and of those that lie in it. */
const related = (id: string): Sql => sql`
  select ${id}::uuid
  union all select m.parent_id from student_set_members m where m.child_id = ${id}::uuid
  union all select g.parent_id from student_set_members m
    join student_set_members g on g.child_id = m.parent_id where m.child_id = ${id}::uuid
  union all select m.child_id from student_set_members m where m.parent_id = ${id}::uuid
  union all select g.child_id from student_set_members m
    join student_set_members g on g.parent_id = m.child_id where m.parent_id = ${id}::uuid`;

export const lessons = defineResource({
  name: "lessons",
  table: "lessons",
  read: "school.records",
  write: "school.edit",
  create: lessonCreate,
  update: lessonUpdate,
  row: lessonRow,
  filter: lessonFilter,
  columns: ["subjectId", "duration", "active", "studentCount", "comments", "externalId"],
  reads: {
    splitGroup: sql`t.split_group`,
    totalDuration: sql`t.total_duration::int`,
    parts: sql`case when t.split_group = 0 then 1 else (
      select count(*)::int from lessons p
      where p.school_id = t.school_id and p.split_group = t.split_group and p.deleted_at is null) end`,
    subjectName,
    subjectShort: subject(sql`short`),
    hue: subject(sql`hue`),
    teacherNames: names(teacherSide),
    setNames: names(setSide),
    tagNames: names(tagSide),
  },
  related: { teacherIds: ids(teacherSide), setIds: ids(setSide), tagIds: ids(tagSide) },
  search: [
    sql`coalesce(${subjectName}, '')`,
    sql`array_to_string(${names(teacherSide)}, ' ')`,
    sql`array_to_string(${names(setSide)}, ' ')`,
    sql`t.external_id::text`,
  ],
  sorts: {
    externalId: sql`t.external_id`,
    subject: natural(sql`concat_ws(' ', ${subjectName}, ${firstName(setSide)})`),
    teacher: natural(firstName(teacherSide)),
    set: natural(firstName(setSide)),
    duration: sql`t.duration`,
  },
  filters: {
    teacherId: (id) => takes(teacherSide, sql`${id}::uuid`),
    setId: (id) => takes(setSide, related(id)),
    subjectId: (id) => sql`t.subject_id = ${id}::uuid`,
    tagId: (id) => takes(tagSide, sql`${id}::uuid`),
    active: (value) => sql`t.active = ${value === "true"}`,
  },
  constraints: {
    lessons_subject_fk: { field: "subjectId", message: "unknown" },
    lesson_teachers_teacher_fk: { field: "teacherIds", message: "unknown" },
    lesson_sets_set_fk: { field: "setIds", message: "unknown" },
    lesson_tags_tag_fk: { field: "tagIds", message: "unknown" },
  },
  along: [rulesOf],
  check: async (ctx, schoolId, values, id) => {
    if (id === null) values.externalId ??= await nextExternalId(ctx, schoolId);
  },
  settle: settleTotals,
});

/** The next free number for a lesson. Holds a lock of the school until commit, so that two writers never share one. */
export async function nextExternalId(ctx: Ctx, schoolId: string): Promise<number> {
  await ctx.db.run(sql`select pg_advisory_xact_lock(hashtextextended(${schoolId}, 0))`);
  const row = await ctx.db.one<{ next: number }>(sql`
    select coalesce(max(external_id), 0) + 1 as next from lessons where school_id = ${schoolId}`);
  return row?.next ?? 1;
}

/** `total_duration` is the sum over the parts of a split lesson, and the duration of one that is not split. */
async function settleTotals(ctx: Ctx, schoolId: string): Promise<void> {
  await ctx.db.run(sql`
    update lessons l set total_duration = s.total
    from (
      select case when split_group = 0 then -external_id else split_group end as key, sum(duration) as total
      from lessons where school_id = ${schoolId} and deleted_at is null group by 1
    ) s
    where l.school_id = ${schoolId} and l.deleted_at is null and l.total_duration <> s.total
      and s.key = case when l.split_group = 0 then -l.external_id else l.split_group end`);
}

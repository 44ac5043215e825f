import type { Ctx } from "../../../core/context.ts";
import { type Sql, sql } from "../../../core/db/sql.ts";
import { requireSchool } from "../../../core/school-access.ts";
import type { Counts, findingKinds, Overview, Step } from "./schema.ts";

type Finding = Overview["findings"][number];

/** What a school has, what it still needs before a timetable can be made, and what looks wrong. */
export async function getOverview(ctx: Ctx, schoolId: string): Promise<Overview> {
  const [, counts, ...found] = await Promise.all([
    requireSchool(ctx, "school.read", schoolId),
    countAll(ctx, schoolId),
    ...Object.entries(checks(schoolId)).map(([kind, names]) => findingOf(ctx, kind, names)),
  ]);
  return {
    counts,
    slots: counts.days * counts.periods,
    missing: missingSteps(counts),
    findings: found.filter((one) => one.count > 0),
  };
}

/** Steps that have nothing yet, in the order in which they are best done. */
export function missingSteps(counts: Counts): Step[] {
  const done: Record<Step, boolean> = {
    week: counts.days > 0 && counts.periods > 0,
    subjects: counts.subjects > 0,
    teachers: counts.teachers > 0,
    sets: counts.classes > 0,
    rooms: counts.rooms > 0,
    lessons: counts.lessons > 0,
    rules: counts.rules > 0,
  };
  return (Object.keys(done) as Step[]).filter((step) => !done[step]);
}

async function countAll(ctx: Ctx, schoolId: string): Promise<Counts> {
  const of = (table: string, more: Sql = sql`true`) =>
    sql`(select count(*)::int from ${sql.id(table)} x
      where x.school_id = ${schoolId} and x.deleted_at is null and ${more})`;
  const row = await ctx.db.one<Counts>(sql`
    select ${of("academic_years")} as years, ${of("days")} as days,
      ${of("periods", sql`not x.is_break`)} as periods, ${of("subjects")} as subjects, ${of("tags")} as tags,
      ${of("teachers")} as teachers, ${of("student_sets")} as classes, ${of("buildings")} as buildings,
      ${of("rooms")} as rooms, ${of("lessons")} as lessons, ${of("rules")} as rules,
      (select coalesce(sum(l.duration), 0)::int from lessons l
        where l.school_id = ${schoolId} and l.active and l.deleted_at is null) as "lessonPeriods"`);
  if (!row) throw new Error("Counting gave no row");
  return row;
}

/** For each kind of finding a query of the names it is about. */
function checks(schoolId: string): Record<(typeof findingKinds)[number], Sql> {
  const lessonName = sql`(select s.name from subjects s where s.id = l.subject_id) || ' #' || l.external_id`;
  const activeLesson = sql`l.school_id = ${schoolId} and l.active and l.deleted_at is null`;
  const slots = sql`(
    select count(*) from days d where d.school_id = ${schoolId} and d.deleted_at is null) * (
    select count(*) from periods p where p.school_id = ${schoolId} and p.deleted_at is null and not p.is_break)`;
  const load = sql`(
    select coalesce(sum(l.duration), 0) from lesson_teachers x join lessons l on l.id = x.lesson_id
    where x.teacher_id = t.id and l.active and l.deleted_at is null)`;
  const teacher = sql`from teachers t where t.school_id = ${schoolId} and t.deleted_at is null`;
  return {
    lessonsWithoutTeacher: sql`select ${lessonName} as name from lessons l where ${activeLesson}
      and not exists (select from lesson_teachers x join teachers t on t.id = x.teacher_id
        and t.deleted_at is null where x.lesson_id = l.id)`,
    lessonsWithoutSet: sql`select ${lessonName} as name from lessons l where ${activeLesson}
      and not exists (select from lesson_sets x join student_sets t on t.id = x.set_id
        and t.deleted_at is null where x.lesson_id = l.id)`,
    setsOverfull: sql`select t.name from student_sets t join (
        select x.set_id, sum(l.duration) as load from lesson_sets x join lessons l on l.id = x.lesson_id
        where ${activeLesson} group by x.set_id) w on w.set_id = t.id
      where t.deleted_at is null and w.load > ${slots}`,
    teachersOverfull: sql`select t.name ${teacher} and ${load} > ${slots}`,
    teachersOverTarget: sql`select t.name ${teacher} and ${load} > t.target_hours`,
    roomsMissing: sql`select r.name from rooms r where r.school_id = ${schoolId} and r.deleted_at is null
      and r.is_virtual and (select count(distinct x.set_no) from room_real_sets x where x.room_id = r.id) < 2`,
    noCurrentYear: sql`select s.name from schools s where s.id = ${schoolId} and not exists (
      select from academic_years y where y.school_id = s.id and y.deleted_at is null and y.ends_on >= current_date)`,
  };
}

async function findingOf(ctx: Ctx, kind: string, names: Sql): Promise<Finding> {
  const row = await ctx.db.one<{ count: number; examples: string[] }>(sql`
    select count(*)::int as count,
      coalesce((array_agg(n.name order by n.name collate shared.natural))[1:4], '{}') as examples
    from (${names}) n`);
  return { kind: kind as Finding["kind"], count: row?.count ?? 0, examples: row?.examples ?? [] };
}

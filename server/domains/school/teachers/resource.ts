import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { invalid } from "../../../core/errors.ts";
import { counted, natural } from "../resource/order.ts";
import { defineResource, linked, rulesOf, type Values } from "../resource/resource.ts";
import { teacherCreate, teacherFilter, teacherRow, teacherUpdate } from "./schema.ts";

const lessonCount = sql`(
  select count(*)::int from lesson_teachers x join lessons l on l.id = x.lesson_id and l.deleted_at is null
  where x.teacher_id = t.id)`;
const periods = sql`(
  select coalesce(sum(l.duration), 0)::int
  from lesson_teachers x join lessons l on l.id = x.lesson_id and l.active and l.deleted_at is null
  where x.teacher_id = t.id)`;

export const teachers = defineResource({
  name: "teachers",
  table: "teachers",
  read: "school.records",
  write: "school.edit",
  create: teacherCreate,
  update: teacherUpdate,
  row: teacherRow,
  filter: teacherFilter,
  columns: ["name", "code", "personId", "targetHours", "morningsAfternoonsBehavior", "comments"],
  reads: {
    targetHours: sql`t.target_hours::float8`,
    personName: sql`(select p.name from people p where p.id = t.person_id)`,
    lessonCount,
    periods,
  },
  related: {
    subjectIds: linked({
      table: "teacher_subjects",
      own: "teacher_id",
      other: "subject_id",
      otherTable: "subjects",
    }),
  },
  search: [sql`t.name`, sql`t.code`],
  sorts: {
    name: natural(sql`t.name`),
    code: natural(sql`t.code`),
    targetHours: counted(sql`t.target_hours::float8`),
    lessonCount,
    periods,
  },
  filters: {
    subjectId: (id) => sql`exists (
      select from teacher_subjects x where x.teacher_id = t.id and x.subject_id = ${id}::uuid)`,
  },
  constraints: {
    teachers_name_once: { field: "name", message: "taken" },
    teachers_person_once: { field: "personId", message: "personTaken" },
    teachers_person_fk: { field: "personId", message: "unknown" },
    teacher_subjects_subject_fk: { field: "subjectIds", message: "unknown" },
  },
  along: [rulesOf],
  check: checkAccount,
});

/** Only an account of this school, or of all schools, can be tied to one of its teachers. */
async function checkAccount(ctx: Ctx, schoolId: string, values: Values): Promise<void> {
  if (!values.personId) return;
  const member = await ctx.db.one(sql`
    select from memberships m where m.person_id = ${values.personId}::uuid
      and (m.school_id = ${schoolId} or m.school_id is null)`);
  if (!member) throw invalid("school.invalid", { fields: { "values.personId": "unknown" } });
}

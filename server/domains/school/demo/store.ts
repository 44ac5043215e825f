import type { TenantDb } from "../../../core/db/database.ts";
import { json, type Sql, sql } from "../../../core/db/sql.ts";
import type { DemoSchool } from "./builder.ts";

type Rows = readonly object[];

/** Stores a made school, some two thousand rows, in one statement a table. */
export async function storeSchool(db: TenantDb, school: DemoSchool): Promise<void> {
  await db.run(sql`
    insert into schools (id, slug, name, short_name, time_zone, accent_hue)
    values (${school.id}, ${school.slug}, ${school.name}, ${school.short_name}, ${school.time_zone}, ${school.accent_hue})`);
  const add = (table: string, rows: Rows, columns: string) => insert(db, school.id, table, rows, columns);
  const ordered = (rows: Rows) => rows.map((row, position) => ({ ...row, position }));

  await add("academic_years", [school.year], "id name starts_on ends_on");
  const terms = school.terms.map((term) => ({ ...term, academic_year_id: school.year.id }));
  await add("terms", terms, "id academic_year_id name starts_on ends_on");
  await add("days", ordered(school.days), "id position name weekday");
  await add("periods", ordered(school.periods), "id position name starts_at ends_at is_break");
  await add("subjects", school.subjects, "id name short hue");
  await add("tags", school.tags, "id name");
  await add("teachers", school.teachers, "id name code target_hours");
  const qualified = school.teachers.flatMap((teacher) =>
    teacher.subjectIds.map((subject_id) => ({ teacher_id: teacher.id, subject_id })),
  );
  await add("teacher_subjects", qualified, "teacher_id subject_id");
  await add("student_sets", ordered(school.sets), "id position kind name size");
  await add("student_set_members", ordered(school.members), "parent_id child_id position");
  await add("buildings", school.buildings, "id name");
  await add("rooms", school.rooms, "id building_id name capacity");
  await add("lessons", school.lessons, "id external_id split_group subject_id duration total_duration");
  await addLinks(db, school);
  await add("rules", ordered(school.rules), "id position type weight params");
}

async function addLinks(db: TenantDb, school: DemoSchool): Promise<void> {
  const links = [
    { table: "lesson_teachers", column: "teacher_id", field: "teacherIds" },
    { table: "lesson_sets", column: "set_id", field: "setIds" },
    { table: "lesson_tags", column: "tag_id", field: "tagIds" },
  ] as const;
  for (const { table, column, field } of links) {
    const rows = school.lessons.flatMap((lesson) =>
      lesson[field].map((id, position) => ({ lesson_id: lesson.id, [column]: id, position })),
    );
    await insert(db, school.id, table, rows, `lesson_id ${column} position`);
  }
}

/** The sign-in of a teacher, and the sets of each pupil. */
export async function storeLinksToPeople(
  db: TenantDb,
  schoolId: string,
  teachers: readonly { id: string; personId: string }[],
  enrolments: readonly { set_id: string; person_id: string }[],
): Promise<void> {
  await db.run(sql`
    update teachers t set person_id = g."personId"
    from jsonb_to_recordset(${json(teachers)}::jsonb) as g (id uuid, "personId" uuid) where t.id = g.id`);
  await insert(db, schoolId, "enrolments", enrolments, "set_id person_id");
}

async function insert(
  db: TenantDb,
  schoolId: string,
  table: string,
  rows: Rows,
  columns: string,
): Promise<void> {
  if (rows.length === 0) return;
  const names = columns.split(" ");
  const list = (prefix: Sql) => sql.join(names.map((name) => sql`${prefix}${sql.id(name)}`));
  await db.run(sql`
    insert into ${sql.id(table)} (school_id, ${list(sql``)})
    select ${schoolId}::uuid, ${list(sql`g.`)}
    from jsonb_populate_recordset(null::${sql.id(table)}, ${json(rows)}::jsonb) g`);
}

import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";

/**
 * Gives a new school the week, years, terms and subjects of another: what schools of one house usually share. People,
 * rooms, classes and lessons are each school's own. Row policies decide whether the actor sees the one and may fill the other.
 */
export async function copyOutline(db: TenantDb, from: string, to: string): Promise<void> {
  await db.run(sql`
    insert into days (school_id, position, name, weekday)
    select ${to}::uuid, position, name, weekday from days where school_id = ${from} and deleted_at is null`);
  await db.run(sql`
    insert into periods (school_id, position, name, starts_at, ends_at, is_break)
    select ${to}::uuid, position, name, starts_at, ends_at, is_break
    from periods where school_id = ${from} and deleted_at is null`);
  await db.run(sql`
    insert into academic_years (school_id, name, starts_on, ends_on)
    select ${to}::uuid, name, starts_on, ends_on
    from academic_years where school_id = ${from} and deleted_at is null`);
  await db.run(sql`
    insert into terms (school_id, academic_year_id, name, starts_on, ends_on)
    select ${to}::uuid, mine.id, t.name, t.starts_on, t.ends_on
    from terms t
      join academic_years theirs on theirs.id = t.academic_year_id and theirs.deleted_at is null
      join academic_years mine on mine.school_id = ${to} and mine.name = theirs.name
    where t.school_id = ${from} and t.deleted_at is null`);
  await db.run(sql`
    insert into subjects (school_id, name, short, hue)
    select ${to}::uuid, name, short, hue from subjects where school_id = ${from} and deleted_at is null`);
}

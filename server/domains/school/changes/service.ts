import type { z } from "zod";
import type { Ctx } from "../../../core/context.ts";
import { type Sql, sql } from "../../../core/db/sql.ts";
import { notFound } from "../../../core/errors.ts";
import { requireSchool } from "../../../core/school-access.ts";
import type { LastChange, lastChangeInput } from "./schema.ts";

const tableOf: Record<string, string> = {
  years: "academic_years",
  terms: "terms",
  subjects: "subjects",
  tags: "tags",
  teachers: "teachers",
  sets: "student_sets",
  buildings: "buildings",
  rooms: "rooms",
  lessons: "lessons",
  rules: "rules",
};

/**
 * Who last changed something that somebody has open in a form, also when they took it away: the form says so before its
 * reader goes on typing. Errors: NOT_FOUND for what never was, or is of another school.
 */
export async function lastChange(
  ctx: Ctx,
  { schoolId, thing, id }: z.output<typeof lastChangeInput>,
): Promise<LastChange> {
  await requireSchool(ctx, thing === "rules" ? "school.rules" : "school.edit", schoolId);
  const row = await ctx.db.one<LastChange>(sql`
    select c.id, c.at, p.name as by, c.removed
    from (${changesOf(thing, schoolId, id)}) c left join people p on p.id = c.who
    order by c.at desc limit 1`);
  if (!row) throw notFound("school.row_unknown", { entity: thing });
  return row;
}

function changesOf(thing: string, schoolId: string, id: string): Sql {
  const columns = sql`updated_at as at, updated_by as who, deleted_at is not null as removed`;
  if (thing === "school") return sql`select id, ${columns} from schools where id = ${schoolId}`;
  if (thing === "week")
    return sql`
      select school_id as id, updated_at as at, updated_by as who, false as removed from days where school_id = ${schoolId}
      union all
      select school_id, updated_at, updated_by, false from periods where school_id = ${schoolId}`;
  return sql`
    select id, ${columns} from ${sql.id(tableOf[thing] ?? "rooms")} where school_id = ${schoolId} and id = ${id}`;
}

import type { z } from "zod";
import type { Ctx } from "../../../core/context.ts";
import { type Sql, sql } from "../../../core/db/sql.ts";
import { requireSchool } from "../resource/access.ts";
import { type choicesInput, type Named, type NamedKind, namedKinds, type namesInput } from "./schema.ts";

const sources: Record<NamedKind, { table: string; name: Sql; detail: Sql }> = {
  teacher: { table: "teachers", name: sql`t.name`, detail: sql`t.code` },
  set: { table: "student_sets", name: sql`t.name`, detail: sql`t.kind` },
  room: { table: "rooms", name: sql`t.name`, detail: sql`coalesce(t.capacity::text, '')` },
  building: { table: "buildings", name: sql`t.name`, detail: sql`''` },
  subject: { table: "subjects", name: sql`t.name`, detail: sql`t.short` },
  tag: { table: "tags", name: sql`t.name`, detail: sql`''` },
  lesson: {
    table: "lessons",
    name: sql`(select s.name from subjects s where s.id = t.subject_id) || ' ' || coalesce((
      select string_agg(o.name, ', ' order by x.position) from lesson_sets x
      join student_sets o on o.id = x.set_id and o.deleted_at is null where x.lesson_id = t.id), '')`,
    detail: sql`'#' || t.external_id`,
  },
  day: { table: "days", name: sql`t.name`, detail: sql`''` },
  period: { table: "periods", name: sql`t.name`, detail: sql`''` },
};

const select = (kind: NamedKind, schoolId: string, more: Sql): Sql => {
  const source = sources[kind];
  return sql`
    select t.id, ${kind}::text as kind, ${source.name} as name, ${source.detail} as detail
    from ${sql.id(source.table)} t where t.school_id = ${schoolId} and t.deleted_at is null and ${more}`;
};

/** Names of whatever the ids are, for texts that speak of them; ids of nothing visible are left out. */
export const nameRows = (ctx: Ctx, { schoolId, ids }: z.output<typeof namesInput>): Promise<Named[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : ctx.db.rows<Named>(
        sql.join(
          namedKinds.map((kind) => select(kind, schoolId, sql`t.id = any (${ids}::uuid[])`)),
          " union all ",
        ),
      );

/** All rows of some kinds, for pickers, in the order people expect. */
export async function listChoices(ctx: Ctx, { schoolId, kinds }: z.output<typeof choicesInput>) {
  const [, rows] = await Promise.all([
    requireSchool(ctx, "school.read", schoolId),
    ctx.db.rows<Named>(sql`
      select * from (${sql.join(
        [...new Set(kinds)].map((kind) => select(kind, schoolId, sql`true`)),
        " union all ",
      )}) c order by c.kind, c.name collate shared.natural, c.detail collate shared.natural, c.id`),
  ]);
  return rows;
}

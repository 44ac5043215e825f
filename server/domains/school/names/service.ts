import type { z } from "zod";
import type { Ctx } from "../../../core/context.ts";
import { type Sql, sql } from "../../../core/db/sql.ts";
import { requireSchool } from "../../../core/school-access.ts";
import {
  type choicesInput,
  type Found,
  type findInput,
  type Named,
  type NamedKind,
  namedKinds,
  type namesInput,
} from "./schema.ts";

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

/** Classes, teachers and rooms whose name or short form holds every word, in all schools of the actor: one statement. */
export function findByName(ctx: Ctx, { search, limit }: z.output<typeof findInput>): Promise<Found[]> {
  const patterns = search.split(/\s+/).map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const of = (kind: Found["kind"]): Sql => {
    const { table, name, detail } = sources[kind];
    const holdsAll = sql.join(
      patterns.map((pattern) =>
        kind === "set"
          ? sql`${name} ilike ${pattern}`
          : sql`(${name} ilike ${pattern} or ${detail} ilike ${pattern})`,
      ),
      " and ",
    );
    return sql`(
      select t.id, ${kind}::text as kind, ${name} as name, ${detail} as detail, s.id as "schoolId", s.name as school
      from ${sql.id(table)} t join schools s on s.id = t.school_id and s.deleted_at is null
      where t.deleted_at is null and ${holdsAll}
      order by ${name} collate shared.natural, s.name, t.id limit ${limit})`;
  };
  return ctx.db.rows<Found>(sql.join([of("set"), of("teacher"), of("room")], " union all "));
}

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

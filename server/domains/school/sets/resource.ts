import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { invalid } from "../../../core/errors.ts";
import { counted, natural } from "../resource/order.ts";
import { defineResource, linked, rulesOf, type Values } from "../resource/resource.ts";
import { parentKind, type SetKind, setCreate, setFilter, setRow, setUpdate } from "./schema.ts";

const lessonCount = sql`(
  select count(*)::int from lesson_sets x join lessons l on l.id = x.lesson_id and l.deleted_at is null
  where x.set_id = t.id)`;
const periods = sql`(
  select coalesce(sum(l.duration), 0)::int from lessons l
  where l.school_id = t.school_id and l.active and l.deleted_at is null and exists (
    select from lesson_sets x where x.lesson_id = l.id and x.set_id in (
      select t.id
      union all select m.parent_id from student_set_members m where m.child_id = t.id
      union all select g.parent_id from student_set_members m
        join student_set_members g on g.child_id = m.parent_id where m.child_id = t.id)))`;
const pupilCount = sql`(select count(*)::int from enrolments e where e.set_id = t.id)`;

export const sets = defineResource({
  name: "sets",
  table: "student_sets",
  read: "school.read",
  write: "school.edit",
  create: setCreate,
  update: setUpdate,
  row: setRow,
  filter: setFilter,
  columns: ["name", "kind", "size", "comments"],
  reads: { position: sql`t.position`, lessonCount, periods, pupilCount },
  related: {
    parentIds: linked({
      table: "student_set_members",
      own: "child_id",
      other: "parent_id",
      otherTable: "student_sets",
    }),
  },
  search: [sql`t.name`],
  sorts: {
    position: counted(sql`t.position`),
    name: natural(sql`t.name`),
    size: counted(sql`t.size`),
    lessonCount,
  },
  filters: {
    kind: (kind) => sql`t.kind = ${kind}`,
    parentId: (id) => sql`exists (
      select from student_set_members m where m.child_id = t.id and m.parent_id = ${id}::uuid)`,
  },
  constraints: {
    student_sets_name_once: { field: "name", message: "taken" },
    student_set_members_parent_fk: { field: "parentIds", message: "unknown" },
    student_set_members_self_check: { field: "parentIds", message: "insideItself" },
  },
  along: [rulesOf],
  check: checkParents,
});

/** A group lies in years and a subgroup in groups; a set that holds others keeps its kind. */
async function checkParents(ctx: Ctx, schoolId: string, values: Values, id: string | null): Promise<void> {
  const before = id
    ? await ctx.db.one<{ kind: SetKind; children: number; parents: string[] }>(sql`
        select t.kind,
          (select count(*)::int from student_set_members m join student_sets c on c.id = m.child_id
            and c.deleted_at is null where m.parent_id = t.id) as children,
          array(select m.parent_id from student_set_members m join student_sets c on c.id = m.parent_id
            and c.deleted_at is null where m.child_id = t.id) as parents
        from student_sets t where t.id = ${id} and t.school_id = ${schoolId}`)
    : undefined;
  const kind = (values.kind ?? before?.kind ?? "year") as SetKind;
  if (before && before.kind !== kind && before.children > 0)
    throw invalid("school.invalid", { fields: { "values.kind": "holdsOthers" } });
  const parentIds = (values.parentIds ?? before?.parents ?? []) as string[];
  if (parentIds.length === 0) {
    if (kind !== "year") throw invalid("school.invalid", { fields: { "values.parentIds": "parentNeeded" } });
    return;
  }
  const fitting = await ctx.db.one<{ count: number }>(sql`
    select count(*)::int as count from student_sets p
    where p.school_id = ${schoolId} and p.id = any (${parentIds}::uuid[]) and p.deleted_at is null
      and p.kind is not distinct from ${parentKind[kind]}`);
  if (fitting?.count !== new Set(parentIds).size)
    throw invalid("school.invalid", { fields: { "values.parentIds": "parentKind" } });
}

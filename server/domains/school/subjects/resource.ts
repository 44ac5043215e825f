import { sql } from "../../../core/db/sql.ts";
import { counted, natural } from "../resource/order.ts";
import { defineResource, rulesOf } from "../resource/resource.ts";
import { subjectCreate, subjectFilter, subjectRow, subjectUpdate } from "./schema.ts";

const lessonCount = sql`(
  select count(*)::int from lessons l where l.subject_id = t.id and l.deleted_at is null)`;
const periods = sql`(
  select coalesce(sum(l.duration), 0)::int from lessons l
  where l.subject_id = t.id and l.active and l.deleted_at is null)`;

export const subjects = defineResource({
  name: "subjects",
  table: "subjects",
  read: "school.read",
  write: "school.edit",
  create: subjectCreate,
  update: subjectUpdate,
  row: subjectRow,
  filter: subjectFilter,
  columns: ["name", "short", "hue", "comments"],
  reads: { lessonCount, periods },
  search: [sql`t.name`, sql`t.short`],
  sorts: {
    name: natural(sql`t.name`),
    short: natural(sql`t.short`),
    hue: counted(sql`t.hue`),
    lessonCount,
    periods,
  },
  constraints: { subjects_name_once: { field: "name", message: "taken" } },
  along: [{ table: "lessons", where: (ids) => sql`d.subject_id = any (${ids}::uuid[])` }, rulesOf],
});

import { sql } from "../../../core/db/sql.ts";
import { natural } from "../resource/order.ts";
import { defineResource, rulesOf } from "../resource/resource.ts";
import { tagCreate, tagFilter, tagRow, tagUpdate } from "./schema.ts";

const lessonCount = sql`(
  select count(*)::int from lesson_tags x join lessons l on l.id = x.lesson_id and l.deleted_at is null
  where x.tag_id = t.id)`;

export const tags = defineResource({
  name: "tags",
  table: "tags",
  read: "school.read",
  write: "school.edit",
  create: tagCreate,
  update: tagUpdate,
  row: tagRow,
  filter: tagFilter,
  columns: ["name", "printable", "comments"],
  reads: { lessonCount },
  search: [sql`t.name`],
  sorts: { name: natural(sql`t.name`), lessonCount },
  constraints: { tags_name_once: { field: "name", message: "taken" } },
  along: [rulesOf],
});

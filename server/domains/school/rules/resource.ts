import { sql } from "../../../core/db/sql.ts";
import { counted, natural } from "../resource/order.ts";
import { defineResource } from "../resource/resource.ts";
import { ruleCreate, ruleFilter, ruleRow, ruleUpdate } from "./schema.ts";

export const rules = defineResource({
  name: "rules",
  table: "rules",
  read: "school.rules",
  write: "school.rules",
  create: ruleCreate,
  update: ruleUpdate,
  row: ruleRow,
  filter: ruleFilter,
  columns: ["type", "weight", "active", "params", "comments"],
  reads: { weight: sql`t.weight::float8`, position: sql`t.position`, source: sql`t.source` },
  search: [sql`t.type`, sql`t.comments`],
  sorts: {
    position: counted(sql`t.position`),
    type: natural(sql`t.type`),
    weight: sql`t.weight::float8`,
  },
  filters: {
    type: (type) => sql`t.type = ${type}`,
    about: (id) => sql`position(${id}::text in t.params::text) > 0`,
    active: (value) => sql`t.active = ${value === "true"}`,
  },
});

import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { invalid } from "../../../core/errors.ts";
import { nameRows } from "../names/service.ts";
import { counted, natural } from "../resource/order.ts";
import { defineResource, type Values } from "../resource/resource.ts";
import { idsIn, paramProblems } from "./kinds/schema.ts";
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
  check: checkParams,
});

/** A rule must be whole, and speak of rows of its own school only. Parameters of imported kinds are kept as they are. */
async function checkParams(ctx: Ctx, schoolId: string, values: Values, id: string | null): Promise<void> {
  if (values.params === undefined) return;
  const stored = id
    ? await ctx.db.one<{ type: string }>(
        sql`select type from rules where id = ${id} and school_id = ${schoolId}`,
      )
    : undefined;
  const params = values.params as Values;
  const problems = paramProblems(String(values.type ?? stored?.type), params);
  const ids = idsIn(params);
  const known = new Set((await nameRows(ctx, { schoolId, ids })).map((row) => row.id));
  for (const [name, value] of Object.entries(params))
    if (idsIn(value).some((one) => !known.has(one))) problems[name] ??= "unknown";
  if (Object.keys(problems).length > 0) throw invalid("school.invalid", { fields: prefixed(problems) });
}

const prefixed = (problems: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(problems).map(([name, message]) => [`values.params.${name}`, message]));

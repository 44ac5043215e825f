import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { requireSchool } from "../../../core/school-access.ts";
import type { RuleGroup } from "./schema.ts";

/** How many rules of each kind a school has, the commonest first; `about` keeps those that speak of one row. */
export async function listRuleGroups(ctx: Ctx, schoolId: string, about?: string): Promise<RuleGroup[]> {
  const condition = about ? sql`position(${about}::text in r.params::text) > 0` : sql`true`;
  const [, groups] = await Promise.all([
    requireSchool(ctx, "school.rules", schoolId),
    ctx.db.rows<RuleGroup>(sql`
      select r.type, count(*)::int as count, (count(*) filter (where not r.active))::int as inactive,
        (count(*) filter (where r.weight = 100))::int as compulsory
      from rules r where r.school_id = ${schoolId} and r.deleted_at is null and ${condition}
      group by r.type order by count(*) desc, r.type`),
  ]);
  return groups;
}

import type { Ctx } from "./context.ts";
import { sql } from "./db/sql.ts";
import { forbidden, notFound } from "./errors.ts";
import type { Permission } from "./permissions.ts";

/**
 * Refuses early and clearly what row security would refuse anyway: a school the actor does not see is NOT_FOUND, one
 * they see without the permission is FORBIDDEN.
 */
export async function requireSchool(ctx: Ctx, permission: Permission, schoolId: string): Promise<void> {
  const school = await ctx.db.one<{ allowed: boolean }>(sql`
    select s.id in (select schools_where(${permission})) as allowed
    from schools s where s.id = ${schoolId} and s.deleted_at is null`);
  if (!school) throw notFound("school.unknown");
  if (!school.allowed) throw forbidden("identity.permission_missing", { permission });
}

import { randomUUID } from "node:crypto";
import { systemActor } from "../../server/core/auth.ts";
import type { Database, TenantRef } from "../../server/core/db/database.ts";
import { createLogger } from "../../server/core/log.ts";
import { schoolCreate } from "../../server/domains/school/schools/schema.ts";
import { createSchool, listSchools } from "../../server/domains/school/schools/service.ts";

/**
 * Founds the school that a new house is for, named as the house is, so that its office finds something to work on.
 * A district adds its other schools later. Does nothing in a house that has a school.
 */
export function foundFirstSchool(database: Database, tenant: TenantRef, timeZone: string) {
  const actor = systemActor("command");
  const log = createLogger("silent");
  const values = schoolCreate.parse({ slug: tenant.slug, name: tenant.name, timeZone });
  return database.withTenant(tenant, actor, async (db) => {
    const ctx = { tenant, actor, db, log, requestId: randomUUID() };
    if ((await listSchools(ctx)).length === 0) await createSchool(ctx, { values });
  });
}

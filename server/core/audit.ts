import type { TenantDb } from "./db/database.ts";
import { json, sql } from "./db/sql.ts";

/** Records who did what to which row, in the caller's transaction. `action` is the permission or procedure's name. */
export async function audit(
  db: TenantDb,
  action: string,
  entity: string,
  entityId: string,
  details: Record<string, unknown> = {},
  schoolId: string | null = null,
): Promise<void> {
  await db.run(sql`
    insert into audit_entries (action, entity, entity_id, school_id, details)
    values (${action}, ${entity}, ${entityId}, ${schoolId}, ${json(details)}::jsonb)`);
}

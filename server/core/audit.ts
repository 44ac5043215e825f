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

type Values = Record<string, unknown>;

/** Details of an edit: of what was sent only what differs, as `values`, and what stood there, as `before`. */
export function changeOf(row: Values | undefined, sent: Values): { values: Values; before: Values } {
  const differs = (name: string) => JSON.stringify(sent[name]) !== JSON.stringify(row?.[name]);
  const names = Object.keys(sent).filter((name) => sent[name] !== undefined && differs(name));
  const pick = (from: Values | undefined): Values =>
    Object.fromEntries(names.map((name) => [name, from?.[name] ?? null]));
  return { values: pick(sent), before: pick(row) };
}

import type { TenantDb } from "../db/database.ts";
import { json, sql } from "../db/sql.ts";

export type EnqueueOptions = {
  /** A later job with the same key replaces one that has not started. Scoped to the tenant by the database. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
  /** Jobs of one queue run one after another. */
  queue?: string;
  priority?: number;
};

/** Adds a job that exists only if the caller's transaction commits; the database stamps the tenant from the role. */
export async function enqueue(
  db: TenantDb,
  task: string,
  payload: Record<string, unknown>,
  options: EnqueueOptions = {},
): Promise<string> {
  const row = await db.one<{ id: string }>(sql`
    select shared.add_tenant_job(${task}, ${json(payload)}::json, ${options.key ?? null}, ${options.runAt ?? null},
      ${options.maxAttempts ?? null}, ${options.queue ?? null}, ${options.priority ?? null})::text as id`);
  if (!row) throw new Error(`The job ${task} was not added`);
  return row.id;
}

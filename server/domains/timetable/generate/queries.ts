import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";

/** Periods of a day, without breaks. */
export const countPeriods = async (db: TenantDb, schoolId: string): Promise<number> => {
  const row = await db.one<{ count: number }>(sql`
    select count(*)::int as count from periods
    where school_id = ${schoolId} and deleted_at is null and not is_break`);
  return row?.count ?? 0;
};

/** Gives the timetable to a run, if nobody changed it since `version`. */
export const startGenerating = (
  db: TenantDb,
  id: string,
  version: number,
  run: { runId: string; seed: number },
) =>
  db.run(sql`
    update timetables set state = 'generating', run_id = ${run.runId}, seed = ${run.seed}, version = version + 1,
      updated_by = shared.actor_id()
    where id = ${id} and version = ${version} and deleted_at is null`);

/** Ends generating; the state says whether every lesson has its place and every compulsory rule is kept. */
export const endGenerating = (db: TenantDb, id: string, state: "ready" | "draft") =>
  db.run(sql`update timetables set state = ${state} where id = ${id} and state = 'generating'`);

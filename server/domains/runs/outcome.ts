import type { TenantDb } from "../../core/db/database.ts";
import { emit } from "../../core/events.ts";
import { type Ending, endRun } from "./queries.ts";
import type { RunProgress } from "./schema.ts";

/** Ends a run and tells who watches. False if it had ended, or belongs to another attempt by now. */
export async function finishRun(
  db: TenantDb,
  id: string,
  owner: string | null,
  ending: Ending,
): Promise<boolean> {
  const ended = await endRun(db, id, owner, ending);
  if (!ended) return false;
  await emitRun(db, id, "runs.finished", ended);
  await announceWork(db, ended.schoolId, id, "runs.finished");
  return true;
}

/** One event of the run's topic, with all that its bar and numbers show. */
export const emitRun = (
  db: TenantDb,
  id: string,
  kind: "runs.progress" | "runs.finished",
  { version, state, fraction, phase, detail, error }: RunProgress & { version: number },
): Promise<void> =>
  emit(db, {
    topic: `runs/${id}`,
    kind,
    entity: "runs",
    entityId: id,
    version,
    payload: { state, fraction, phase, detail, error },
  });

/** Tells who watches all work of a school that there is new work, or that some has ended. */
export const announceWork = (
  db: TenantDb,
  schoolId: string,
  runId: string,
  kind: "runs.created" | "runs.finished",
): Promise<void> => emit(db, { topic: `work/${schoolId}`, kind, entity: "runs", entityId: runId });

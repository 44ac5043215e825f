import type { TenantDb } from "./db/database.ts";
import { json, sql } from "./db/sql.ts";

/**
 * What changed, for those who watch. A topic names a row (`timetables/<id>`, `schools/<id>`, `people/<id>`, `runs/<id>`):
 * who may read the row may watch the topic. The payload is small: ids, numbers, a state; watchers read the rest.
 */
export type LiveEvent = {
  topic: Topic;
  /** `<domain>.<what happened>`, e.g. `timetable.published`. */
  kind: string;
  entity: string;
  entityId: string;
  version?: number;
  payload?: Record<string, unknown>;
};
export const topicTables = ["schools", "timetables", "runs", "people"] as const;
export type Topic = `${(typeof topicTables)[number]}/${string}`;

/** The channel on which commits ring; the payload is the tenant's id and nothing else. */
export const doorbell = "atrium_live";

/** Writes the event in the caller's transaction; one doorbell rings at its commit, however many events it wrote. */
export async function emit(db: TenantDb, event: LiveEvent): Promise<void> {
  db.onceBeforeCommit("doorbell", sql`select pg_notify(${doorbell}, ${db.tenant.id})`);
  await db.run(sql`
    insert into live_events (topic, kind, entity, entity_id, version, payload)
    values (${event.topic}, ${event.kind}, ${event.entity}, ${event.entityId}, ${event.version ?? null}, ${json(event.payload ?? {})}::jsonb)`);
}

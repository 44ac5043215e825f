import type { TenantDb } from "./db/database.ts";
import { json, sql } from "./db/sql.ts";
import type { Permission } from "./permissions.ts";

/**
 * What changed, for those who watch. A topic names a row (`timetables/<id>`, `schools/<id>`, `people/<id>`, `runs/<id>`):
 * who may read the row may watch the topic. Others name all rows of a kind in a school (`orders/<school id>`): who holds
 * the permission there may watch. The payload is small: ids, numbers, a state; watchers read the rest.
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
/** Topics that name a school, and the permission that lets one watch. */
export const schoolTopics = {
  orders: "orders.read",
  stores: "orders.read",
  work: "jobs.watch",
  directory: "people.read",
} as const satisfies Record<string, Permission>;
export type Topic = `${(typeof topicTables)[number] | keyof typeof schoolTopics}/${string}`;

/** The channel on which commits ring; the payload is the tenant's id and nothing else. */
export const doorbell = "atrium_live";

/** Writes the event in the caller's transaction; one doorbell rings at its commit, however many events it wrote. */
export async function emit(db: TenantDb, event: LiveEvent): Promise<void> {
  db.onceBeforeCommit("doorbell", sql`select pg_notify(${doorbell}, ${db.tenant.id})`);
  await db.run(sql`
    insert into live_events (topic, kind, entity, entity_id, version, payload)
    values (${event.topic}, ${event.kind}, ${event.entity}, ${event.entityId}, ${event.version ?? null}, ${json(event.payload ?? {})}::jsonb)`);
}

/** Writes many events with one statement; see `emit`. */
export async function emitMany(db: TenantDb, events: readonly LiveEvent[]): Promise<void> {
  if (events.length === 0) return;
  db.onceBeforeCommit("doorbell", sql`select pg_notify(${doorbell}, ${db.tenant.id})`);
  await db.run(sql`
    insert into live_events (topic, kind, entity, entity_id, version, payload)
    select e.topic, e.kind, e.entity, e."entityId", e.version, coalesce(e.payload, '{}')
    from jsonb_to_recordset(${json(events)}::jsonb) as e(
      topic text, kind text, entity text, "entityId" text, version int, payload jsonb)`);
}

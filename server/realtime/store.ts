import { type Actor, systemActor } from "../core/auth.ts";
import type { Database, TenantRef } from "../core/db/database.ts";
import { sql } from "../core/db/sql.ts";
import { topicTables } from "../core/events.ts";
import type { LiveEventMessage, Wanted } from "./schema.ts";

/** A place in the order in which events are delivered: by transaction, then by row. Both outgrow a double. */
export type Position = { readonly xid: string; readonly id: string };
export type StoredEvent = LiveEventMessage & { position: Position };

export const cursorOf = ({ xid, id }: Position): string => `${xid}.${id}`;
function positionOf(cursor: string): Position {
  const [xid = "0", id = "0"] = cursor.split(".");
  return { xid, id };
}

/** Events are kept this long for those who resume. Hours. */
const retentionHours = 48;
export const pageSize = 1_000;
/** Who missed more than this is told to read again, which is cheaper. */
const resumeLimit = 5_000;

const reader = systemActor("live");

type Row = LiveEventMessage & Position;
const toEvent = ({ xid, id, ...event }: Row): StoredEvent => ({ ...event, position: { xid, id } });

/** Where watching begins: every transaction before this has ended, and every later event compares greater. */
export async function readHorizon(database: Database, tenant: TenantRef): Promise<Position> {
  const row = await database.readTenant(tenant, reader, (db) =>
    db.one<{ xid: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`),
  );
  return { xid: row?.xid ?? "0", id: "0" };
}

/**
 * The next events after a position, in order. Only transactions below the snapshot's xmin are read: all of them have
 * ended, so nothing can appear later in front of what was read. `pending` says that committed events wait for an older
 * transaction to end; no bell will ring for them again.
 */
export async function readNewEvents(
  database: Database,
  tenant: TenantRef,
  after: Position,
): Promise<{ events: StoredEvent[]; pending: boolean }> {
  return database.readTenant(tenant, reader, async (db) => {
    const [rows, waiting] = await Promise.all([
      db.rows<Row>(sql`
        select xid::text, id::text, topic, kind, entity, entity_id as "entityId", version, payload, at from live_events
        where (xid, id) > (${after.xid}::xid8, ${after.id}::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
        order by live_events.xid, live_events.id limit ${pageSize}`),
      db.one<{ pending: boolean }>(sql`
        select exists (
          select from live_events where xid >= pg_snapshot_xmin(pg_current_snapshot())
        ) as pending`),
    ]);
    return { events: rows.map(toEvent), pending: waiting?.pending ?? false };
  });
}

/**
 * What one topic had after the subscriber's cursor (or within the age of its page) up to `until`; null if that is no
 * longer complete, or too much. Pruning always leaves the newest of what it found too old, so a first row that is
 * younger proves that nothing before it was ever removed.
 */
export async function readMissed(
  database: Database,
  tenant: TenantRef,
  wanted: Wanted,
  until: Position,
): Promise<StoredEvent[] | null> {
  const { xid, id } = positionOf(wanted.cursor ?? "0.0");
  // a transaction's time is when it began, so look further back than the page is old
  const since = wanted.cursor
    ? "-infinity"
    : new Date(Date.now() - ((wanted.age ?? 0) + 10) * 1_000).toISOString();
  return database.readTenant(tenant, reader, async (db) => {
    const [rows, oldest] = await Promise.all([
      db.rows<Row>(sql`
        select xid::text, id::text, topic, kind, entity, entity_id as "entityId", version, payload, at from live_events
        where topic = ${wanted.topic} and at >= ${since}::timestamptz
          and (xid, id) > (${xid}::xid8, ${id}::bigint) and (xid, id) <= (${until.xid}::xid8, ${until.id}::bigint)
        order by live_events.xid, live_events.id limit ${resumeLimit + 1}`),
      db.one<{ pruned: boolean }>(sql`
        select (xid, id) > (${xid}::xid8, ${id}::bigint)
          and at < now() - make_interval(hours => ${retentionHours}) as pruned
        from live_events order by live_events.xid, live_events.id limit 1`),
    ]);
    const incomplete = (wanted.cursor !== undefined && oldest?.pruned) || rows.length > resumeLimit;
    return incomplete ? null : rows.map(toEvent);
  });
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which of the topics name rows that the actor may read, by the row policies themselves. */
export async function readableTopics(
  database: Database,
  tenant: TenantRef,
  actor: Actor,
  topics: readonly string[],
): Promise<Set<string>> {
  const known = topics.flatMap((topic) => {
    const [table, id, ...rest] = topic.split("/");
    const allowed = topicTables.find((one) => one === table);
    return allowed && id && uuid.test(id) && rest.length === 0 ? [{ topic, table: allowed, id }] : [];
  });
  if (known.length === 0) return new Set();
  const found = await database.readTenant(tenant, actor, (db) =>
    Promise.all(
      known.map(({ table, id }) => db.one(sql`select 1 as found from ${sql.id(table)} where id = ${id}`)),
    ),
  );
  return new Set(known.filter((_one, index) => found[index]).map(({ topic }) => topic));
}

/** Removes what is older than the retention, all but the newest of it; see `readMissed`. */
export async function pruneEvents(database: Database, tenant: TenantRef): Promise<number> {
  return database.withTenant(tenant, reader, (db) =>
    db.run(sql`
      delete from live_events where (xid, id) < (
        select xid, id from live_events where at < now() - make_interval(hours => ${retentionHours})
        order by live_events.xid desc, live_events.id desc limit 1
      ) and at < now() - make_interval(hours => ${retentionHours})`),
  );
}

import { type Actor, systemActor } from "../core/auth.ts";
import type { Database, TenantRef } from "../core/db/database.ts";
import { type Sql, sql } from "../core/db/sql.ts";
import { schoolTopics, topicTables } from "../core/events.ts";
import type { LiveEventMessage, Wanted } from "./schema.ts";

/** A place in the order in which events are delivered: by transaction, then by row. Both outgrow a double. */
export type Position = { readonly xid: string; readonly id: string };
export type StoredEvent = LiveEventMessage & { position: Position };

/** What a page keeps of a position: it means something only in the life of the database in which it was given. */
export const cursorOf = (epoch: string, { xid, id }: Position): string => `${epoch}-${xid}.${id}`;
function positionOf(cursor: string): Position & { epoch: string } {
  const [epoch = "", place = ""] = cursor.split("-");
  const [xid = "0", id = "0"] = place.split(".");
  return { epoch, xid, id };
}

/** Events are kept this long for those who resume. Hours. */
const retentionHours = 48;
export const pageSize = 1_000;
/** Who missed more than this is told to read again, which is cheaper. */
const resumeLimit = 5_000;

const reader = systemActor("live");

type Row = LiveEventMessage & Position;
const toEvent = ({ xid, id, ...event }: Row): StoredEvent => ({ ...event, position: { xid, id } });

/**
 * Where watching begins: every transaction before this has ended, and every later event compares greater. `epoch` names
 * the life of the database: a server, its timeline (a new one after recovery to a point in time) and the table itself
 * (a new one after a restore from a dump). `continues` says whether a position of before is part of this life: no later
 * than the horizon, and with its event in its place. Short of that, the database has gone back in time.
 */
export async function readHorizon(
  database: Database,
  tenant: TenantRef,
  before: Position = { xid: "0", id: "0" },
): Promise<{ epoch: string; position: Position; continues: boolean }> {
  const row = await database.readTenant(tenant, reader, (db) =>
    db.one<{ xid: string; epoch: string; continues: boolean }>(sql`
      select pg_snapshot_xmin(pg_current_snapshot())::text as xid,
        left(md5(concat_ws(':', (select system_identifier from pg_control_system()),
          left(pg_walfile_name(pg_current_wal_lsn()), 8), 'live_events'::regclass::oid)), 8) as epoch,
        ${isKnown(before)} as continues`),
  );
  if (!row) throw new Error("The database did not say where it is");
  return { epoch: row.epoch, position: { xid: row.xid, id: "0" }, continues: row.continues };
}

/** Number 0 stands for a horizon, not for an event. */
const isKnown = ({ xid, id }: Position) => sql`(
  ${xid}::xid8 <= pg_snapshot_xmin(pg_current_snapshot())
  and (${id}::bigint = 0 or exists (select from live_events where xid = ${xid}::xid8 and id = ${id}::bigint)))`;

/**
 * The next events after a position, in order. Only transactions below the snapshot's xmin are read: all of them have
 * ended, so nothing can appear later in front of what was read. `pending` says that committed events wait for an older
 * transaction to end; no bell will ring for them again. Events of transactions that are yet to come were restored from
 * another server's dump: nobody waits for those.
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
            and xid < pg_snapshot_xmax(pg_current_snapshot())
        ) as pending`),
    ]);
    return { events: rows.map(toEvent), pending: waiting?.pending ?? false };
  });
}

/**
 * What one topic had after the subscriber's cursor (or within the age of its page) up to `until`; null if that is no
 * longer complete, too much, or the cursor is of another life of the database. Pruning always leaves the newest of what it found too old, so a first row that is
 * younger proves that nothing before it was ever removed.
 */
export async function readMissed(
  database: Database,
  tenant: TenantRef,
  wanted: Wanted,
  until: Position & { epoch: string },
): Promise<StoredEvent[] | null> {
  const { epoch, xid, id } = positionOf(wanted.cursor ?? `${until.epoch}-0.0`);
  if (epoch !== until.epoch) return null;
  // a transaction's time is when it began, so look further back than the page is old
  const since = wanted.cursor
    ? "-infinity"
    : new Date(Date.now() - ((wanted.age ?? 0) + 10) * 1_000).toISOString();
  return database.readTenant(tenant, reader, async (db) => {
    const [rows, oldest, cursor] = await Promise.all([
      db.rows<Row>(sql`
        select xid::text, id::text, topic, kind, entity, entity_id as "entityId", version, payload, at from live_events
        where topic = ${wanted.topic} and at >= ${since}::timestamptz
          and (xid, id) > (${xid}::xid8, ${id}::bigint) and (xid, id) <= (${until.xid}::xid8, ${until.id}::bigint)
        order by live_events.xid, live_events.id limit ${resumeLimit + 1}`),
      db.one<{ pruned: boolean }>(sql`
        select (xid, id) > (${xid}::xid8, ${id}::bigint)
          and at < now() - make_interval(hours => ${retentionHours}) as pruned
        from live_events order by live_events.xid, live_events.id limit 1`),
      db.one<{ known: boolean }>(sql`select ${isKnown({ xid, id })} as known`),
    ]);
    const incomplete =
      (wanted.cursor !== undefined && oldest?.pruned) || !cursor?.known || rows.length > resumeLimit;
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
    const [name = "", id, ...rest] = topic.split("/");
    const question = id && uuid.test(id) && rest.length === 0 ? mayWatch(name, id) : undefined;
    return question ? [{ topic, question }] : [];
  });
  if (known.length === 0) return new Set();
  const found = await database.readTenant(tenant, actor, (db) =>
    Promise.all(known.map(({ question }) => db.one(question))),
  );
  return new Set(known.filter((_one, index) => found[index]).map(({ topic }) => topic));
}

/** A row for those who may watch the topic; undefined for a topic there is not. */
function mayWatch(name: string, id: string): Sql | undefined {
  const table = topicTables.find((one) => one === name);
  if (table) return sql`select 1 as found from ${sql.id(table)} where id = ${id}`;
  if (!Object.hasOwn(schoolTopics, name)) return undefined;
  const permission = schoolTopics[name as keyof typeof schoolTopics];
  return sql`select 1 as found from schools where id = ${id} and id in (select schools_where(${permission}))`;
}

/**
 * Removes what is older than the retention, all but the newest of it (see `readMissed`), and what came with a dump from
 * a server that had counted further: it would pass for news one day.
 */
export async function pruneEvents(database: Database, tenant: TenantRef): Promise<number> {
  return database.withTenant(tenant, reader, (db) =>
    db.run(sql`
      delete from live_events where (xid, id) < (
        select xid, id from live_events where at < now() - make_interval(hours => ${retentionHours})
        order by live_events.xid desc, live_events.id desc limit 1
      ) and at < now() - make_interval(hours => ${retentionHours})
        or xid >= pg_snapshot_xmax(pg_current_snapshot())`),
  );
}

import type { TenantDb } from "../../../core/db/database.ts";
import { json, sql } from "../../../core/db/sql.ts";

/** An event of the log as processing takes it. */
export type ClaimedEvent = {
  id: string;
  storeId: string;
  schoolId: string;
  domain: string;
  topic: string;
  triggeredAt: string | null;
  receivedAt: string;
  attempts: number;
  body: Buffer;
};

const event = sql`
  e.id, e.store_id as "storeId", e.school_id as "schoolId", s.domain, e.topic, e.triggered_at as "triggeredAt",
  e.received_at as "receivedAt", e.attempts, e.body`;

/** Bytes of bodies that one transaction reads at most, but for one body that is larger by itself. */
const mostBytes = 16 << 20;

/**
 * Takes due events of one lane, locked until the transaction ends: one that dies with its worker is pending again at
 * once. Events about one order are always in one lane, so that lanes never wait for each other.
 */
export const claimEvents = (
  db: TenantDb,
  { lane, lanes, limit, bytes = mostBytes }: { lane: number; lanes: number; limit: number; bytes?: number },
): Promise<ClaimedEvent[]> =>
  db.rows<ClaimedEvent>(
    sql.once(sql`
    with due as (
      select id from shop_events
      where state = 'pending' and next_attempt_at <= now()
        and abs(hashtext(resource_id)::bigint) % ${lanes}::int = ${lane}::int
      order by next_attempt_at, id limit ${limit} for update skip locked
    ), weighed as (
      select id, sum(octet_length(body)) over (order by next_attempt_at, id) - octet_length(body) as before
      from shop_events where id in (select id from due)
    )
    select ${event} from shop_events e join weighed w on w.id = e.id join stores s on s.id = e.store_id
    where w.before < ${bytes}::bigint
    order by e.next_attempt_at, e.id`),
  );

export const claimEvent = (db: TenantDb, id: string): Promise<ClaimedEvent | undefined> =>
  db.one<ClaimedEvent>(
    sql.once(sql`
    select ${event} from shop_events e join stores s on s.id = e.store_id
    where e.id = ${id} and e.state = 'pending' for update of e skip locked`),
  );

export type Settled = {
  id: string;
  state: "done" | "ignored" | "dead";
  orderId?: string | null;
  error?: string;
  details?: Record<string, unknown>;
  /** What came is about a person who asked to be forgotten: it is not kept. */
  forget?: boolean;
};

/** Notes what became of events. */
export async function settleEvents(db: TenantDb, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  await db.run(sql`
    update shop_events e set state = r.state, order_id = r."orderId", error = r.error, error_details = r.details,
      attempts = e.attempts + 1, processed_at = now(), body = case when r.forget then ''::bytea else e.body end
    from jsonb_to_recordset(${json(settled)}::jsonb) as r(
      id uuid, state text, "orderId" uuid, error text, details jsonb, forget boolean)
    where e.id = r.id`);
}

/** Puts an event off after a failure. */
export const postpone = (
  db: TenantDb,
  id: string,
  seconds: number,
  error: string,
  details: Record<string, unknown>,
): Promise<number> =>
  db.run(sql`
    update shop_events set attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => ${seconds}),
      error = ${error}, error_details = ${json(details)}::jsonb
    where id = ${id} and state = 'pending'`);

/** How many events are due, counted to `most`, and when the next one of all is. */
export const lookAhead = (
  db: TenantDb,
  most: number,
): Promise<{ due: number; next: string | null } | undefined> =>
  db.one(sql`
    select (select count(*)::int from (
        select from shop_events where state = 'pending' and next_attempt_at <= now() limit ${most}) found) as due,
      (select next_attempt_at from shop_events where state = 'pending' order by next_attempt_at, id limit 1) as next`);

import type { TenantDb } from "../../core/db/database.ts";
import { sql } from "../../core/db/sql.ts";

// Sessions

export type MembershipRow = { role: string; schoolId: string | null };

export const listMembershipsOf = (db: TenantDb, personId: string) =>
  db.rows<MembershipRow>(sql`
    select role, school_id as "schoolId" from memberships where person_id = ${personId} order by role`);

export const touchSession = (db: TenantDb, id: string) =>
  db.run(sql`update sessions set last_seen_at = now() where id = ${id}`);

export const deleteSession = (db: TenantDb, id: string) => db.run(sql`delete from sessions where id = ${id}`);

export const deleteExpiredSessions = (db: TenantDb) =>
  db.run(sql`delete from sessions where expires_at <= now()`);

export type SessionRecord = {
  id: string;
  ip: string;
  userAgent: string;
  createdAt: string;
  lastSeenAt: string;
};

export const listSessionsOf = (db: TenantDb, personId: string) =>
  db.rows<SessionRecord>(sql`
    select id, ip, user_agent as "userAgent", created_at as "createdAt", last_seen_at as "lastSeenAt"
    from sessions
    where user_id = ${personId} and expires_at > now()
    order by last_seen_at desc, id`);

/** Ends all sessions of a person but one; the database checks that the actor is the person or manages them. */
export const endSessions = (db: TenantDb, personId: string, but: string | null) =>
  db.rows<{ id: string }>(sql`select end_sessions(${personId}, ${but}) as id`);

/** Rings at commit; see session-cache. */
export const announce = (db: TenantDb, channel: string, payload: string) =>
  db.onceBeforeCommit(`${channel} ${payload}`, sql`select pg_notify(${channel}, ${payload})`);

// Accounts and passwords

export type Account = {
  id: string;
  name: string;
  email: string;
  locale: string;
  status: string;
  hash: string | null;
};

const account = sql`
  select p.id, p.name, p.email, p.locale, p.status, w.hash
  from people p left join passwords w on w.person_id = p.id`;

export const findAccountByEmail = (db: TenantDb, email: string) =>
  db.one<Account>(sql`${account} where p.email = ${email.trim().toLowerCase()}`);

export const findAccount = (db: TenantDb, personId: string) =>
  db.one<Account>(sql`${account} where p.id = ${personId}`);

export const savePassword = (db: TenantDb, personId: string, hash: string) =>
  db.run(sql`
    insert into passwords (person_id, hash) values (${personId}, ${hash})
    on conflict (person_id) do update set hash = excluded.hash, changed_at = now()`);

/** A new hash of the same password: not a change of it. */
export const rehashPassword = (db: TenantDb, personId: string, was: string, hash: string) =>
  db.run(sql`update passwords set hash = ${hash} where person_id = ${personId} and hash = ${was}`);

/** When the actor's own password was changed, if they have one. */
export const ownPasswordChangedAt = (db: TenantDb) =>
  db.one<{ changedAt: string | null }>(sql`select own_password_changed_at() as "changedAt"`);

// Resets

export const insertReset = (db: TenantDb, personId: string, tokenHash: string, minutes: number) =>
  db.run(sql`
    insert into password_resets (person_id, token_hash, expires_at)
    values (${personId}, ${tokenHash}, now() + make_interval(mins => ${minutes}))`);

export const findReset = (db: TenantDb, tokenHash: string) =>
  db.one<{ id: string; personId: string; email: string }>(sql`
    select r.id, r.person_id as "personId", p.email
    from password_resets r join people p on p.id = r.person_id
    where r.token_hash = ${tokenHash} and r.used_at is null and r.expires_at > now() and p.status = 'active'`);

/** Uses up every open link of the person; 0 when another request was first. */
export const consumeReset = (db: TenantDb, id: string, personId: string) =>
  db.run(sql`
    update password_resets set used_at = now()
    where person_id = ${personId} and used_at is null
      and exists (select from password_resets r where r.id = ${id} and r.used_at is null)`);

// Attempts

export type AttemptCounts = Record<
  "pairCount" | "pairAge" | "accountCount" | "accountAge" | "addressCount" | "addressAge",
  number
>;

/** Holds off other attempts on the same account, then on the same address, until this transaction ends. */
export const lockAttempts = (db: TenantDb, account: string, address: string) =>
  db.rows(sql`
    select pg_advisory_xact_lock(7001, hashtext(current_schema() || ${account}::text)),
      pg_advisory_xact_lock(7002, hashtext(current_schema() || ${address}::text))`);

/** Failures of the last hour; those of an account end with its last success from the same address. */
export const countFailures = (db: TenantDb, kinds: readonly string[], account: string, address: string) =>
  db.one<AttemptCounts>(sql`
    with recent as (
      select a.account, a.address, a.at, a.ok
      from sign_in_attempts a
      where a.kind = any(${kinds}) and a.at > now() - interval '1 hour'
        and (a.account = ${account} or a.address = ${address})
    ), success as (
      select coalesce(max(at), '-infinity') as at from recent where ok and account = ${account} and address = ${address}
    ), failed as (
      select (r.account = ${account} and r.address = ${address} and r.at > s.at) as pair,
        (r.account = ${account}) as account, (r.address = ${address}) as address,
        extract(epoch from clock_timestamp() - r.at)::float8 as age
      from recent r cross join success s where not r.ok
    )
    select count(*) filter (where pair)::int as "pairCount",
      coalesce(min(age) filter (where pair), 0)::float8 as "pairAge",
      count(*) filter (where account)::int as "accountCount",
      coalesce(min(age) filter (where account), 0)::float8 as "accountAge",
      count(*) filter (where address)::int as "addressCount",
      coalesce(min(age) filter (where address), 0)::float8 as "addressAge"
    from failed`);

export const insertAttempt = (db: TenantDb, kind: string, account: string, address: string) =>
  db.one<{ id: string }>(sql`
    insert into sign_in_attempts (kind, account, address, ok) values (${kind}, ${account}, ${address}, false)
    returning id::text`);

export const markAttempt = (db: TenantDb, id: string) =>
  db.run(sql`update sign_in_attempts set ok = true where id = ${id}`);

export const deleteOldAttempts = (db: TenantDb) =>
  db.run(sql`delete from sign_in_attempts where at < now() - interval '1 day'`);

/** The row policy says which and when: 90 days. */
export const deleteOldRefusals = (db: TenantDb) =>
  db.run(sql`
    delete from audit_entries where action = 'identity.signInRefused' and at < now() - interval '90 days'`);

export const deleteOldResets = (db: TenantDb) =>
  db.run(sql`delete from password_resets where expires_at < now() - interval '7 days'`);

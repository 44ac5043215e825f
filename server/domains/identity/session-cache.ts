import { type Membership, systemActor, type Viewer } from "../../core/auth.ts";
import type { Database, TenantRef } from "../../core/db/database.ts";
import { hashToken } from "../../core/tokens.ts";
import { listMembershipsOf, touchSession } from "./queries.ts";
import { readSessionSecret, sessionCookie } from "./session-cookie.ts";
import { luciaOf } from "./session-store.ts";

/** A signed-in request. `renewedCookie` is the `Set-Cookie` to send when lucia has extended the session. */
export type SignedIn = { readonly viewer: Viewer; readonly renewedCookie: string | null };

/** Rung when sessions end or what their owner may do has changed; every process drops what it remembers of them. */
export const sessionsChannel = "atrium_sessions";
export type SessionsChange = { tenant: string; person?: string; session?: string };

/** Reads a notification of `sessionsChannel`; null for one that is not ours. */
export function parseSessionsChange(payload: string | undefined): SessionsChange | null {
  const [tenant, person, session] = (payload ?? "").split(" ");
  if (!tenant) return null;
  return { tenant, ...(person && person !== "-" && { person }), ...(session && { session }) };
}

export const writeSessionsChange = (change: SessionsChange): string =>
  [change.tenant, change.person ?? "-", ...(change.session ? [change.session] : [])].join(" ");

const seenEvery = 300_000; // ms between updates of `last_seen_at`

/** Who the cookie of a request belongs to, straight from the database; null without a living session. */
export async function validateSession(
  database: Database,
  tenant: TenantRef,
  secret: string,
  secure: boolean,
): Promise<SignedIn | null> {
  const { session, user } = await luciaOf(database, tenant).validateSession(secret);
  if (!session || user.status !== "active") return null;
  const actor = systemActor("session");
  const memberships = await database.readTenant(tenant, actor, (db) => listMembershipsOf(db, user.id));
  const sessionId = hashToken(secret);
  if (Date.now() - Date.parse(session.lastSeenAt) > seenEvery)
    await database.withTenant(tenant, actor, (db) => touchSession(db, sessionId));
  const viewer = {
    personId: user.id,
    sessionId,
    name: user.name,
    email: user.email ?? "",
    memberships: memberships as Membership[],
  };
  return { viewer, renewedCookie: session.fresh ? sessionCookie(secret, secure) : null };
}

type Entry = { signedIn: SignedIn; until: number };
export type SessionCacheOptions = {
  /** Whether renewed cookies are for https only. */
  secureCookies: boolean;
  /** Whether notifications arrive; while they do not, nothing remembered is believed. */
  isListening?: () => boolean;
  lifetimeMs?: number;
  capacity?: number;
  now?: () => number;
};

/**
 * Remembers living sessions for a few seconds, because validating costs two round trips. Only as good as its listener:
 * `drop` must be called for each notification of `sessionsChannel` and `clear` whenever the LISTEN connection comes
 * back, so that an ended session is refused within a second in every process; `createSessionReader` sees to both.
 */
export class SessionCache {
  readonly #database: Database;
  readonly #secure: boolean;
  readonly #lifetimeMs: number;
  readonly #capacity: number;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  readonly #isListening: () => boolean;
  /** Grows with each drop: what was being read meanwhile may be stale and is not remembered. */
  #drops = 0;

  constructor(database: Database, options: SessionCacheOptions) {
    this.#database = database;
    this.#secure = options.secureCookies;
    this.#lifetimeMs = options.lifetimeMs ?? 5_000;
    this.#capacity = options.capacity ?? 20_000;
    this.#now = options.now ?? Date.now;
    this.#isListening = options.isListening ?? (() => true);
  }

  /** Who sent this `Cookie` header, or null. */
  async read(tenant: TenantRef, cookieHeader: string | null | undefined): Promise<SignedIn | null> {
    const secret = readSessionSecret(cookieHeader, this.#secure);
    if (!secret) return null;
    const key = `${tenant.id} ${secret}`;
    const entry = this.#entries.get(key);
    if (entry && entry.until > this.#now() && this.#isListening()) return entry.signedIn;
    const drops = this.#drops;
    const signedIn = await validateSession(this.#database, tenant, secret, this.#secure);
    this.#entries.delete(key);
    if (signedIn && this.#isListening() && drops === this.#drops) this.#remember(key, signedIn);
    return signedIn;
  }

  /** Forgets what a notification is about. */
  drop(change: SessionsChange): void {
    this.#drops += 1;
    for (const [key, { signedIn }] of this.#entries) {
      const { personId, sessionId } = signedIn.viewer;
      if (!key.startsWith(`${change.tenant} `)) continue;
      if (change.session ? sessionId === change.session : !change.person || personId === change.person)
        this.#entries.delete(key);
    }
  }

  /** Forgets everything: notifications may have been missed. */
  clear(): void {
    this.#drops += 1;
    this.#entries.clear();
  }

  #remember(key: string, signedIn: SignedIn): void {
    if (this.#entries.size >= this.#capacity) {
      const oldest = this.#entries.keys().next().value;
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
    // the cookie is renewed by the request that extended the session, not by those that follow
    this.#entries.set(key, {
      signedIn: { ...signedIn, renewedCookie: null },
      until: this.#now() + this.#lifetimeMs,
    });
  }
}

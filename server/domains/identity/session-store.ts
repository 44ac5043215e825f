import { NodePostgresAdapter } from "@lucia-auth/adapter-postgresql";
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from "lucia";
import { systemActor } from "../../core/auth.ts";
import type { Database, TenantRef } from "../../core/db/database.ts";
import { sql } from "../../core/db/sql.ts";
import { hashToken } from "../../core/tokens.ts";

type SessionColumns = { ip: string; user_agent: string };
type PersonColumns = { name: string; email: string | null; status: string };

declare module "lucia" {
  interface Register {
    Lucia: HouseLucia;
    DatabaseSessionAttributes: SessionColumns & { last_seen_at?: string };
    DatabaseUserAttributes: PersonColumns;
  }
}

/** On https the prefix makes browsers refuse the cookie from any other host, subdomains of the same domain included. */
export const sessionCookieName = (secure: boolean) => (secure ? "__Host-atrium_session" : "atrium_session");
/** A session unused for this long ends; lucia extends it once half has passed. */
export const sessionLifetime = new TimeSpan(30, "d");

const makeLucia = (adapter: Adapter) =>
  new Lucia(adapter, {
    sessionExpiresIn: sessionLifetime,
    getSessionAttributes: (row) => ({ lastSeenAt: row.last_seen_at ?? new Date().toISOString() }),
    getUserAttributes: (row) => ({ name: row.name, email: row.email, status: row.status }),
  });
export type HouseLucia = ReturnType<typeof makeLucia>;

const houses = new WeakMap<Database, Map<string, HouseLucia>>();

/** The house's own lucia: its adapter's statements run under the tenant's role, in the tenant's schema. */
export function luciaOf(database: Database, tenant: TenantRef): HouseLucia {
  const known = houses.get(database) ?? new Map<string, HouseLucia>();
  houses.set(database, known);
  let lucia = known.get(tenant.id);
  if (!lucia) {
    if (known.size >= 1_000) known.clear(); // cheap to make again
    lucia = makeLucia(new HashedSessions(adapterFor(database, tenant)));
    known.set(tenant.id, lucia);
  }
  return lucia;
}

type Row = Record<string, unknown>;

/** The adapter wants a pool; it gets something with `query` whose every statement is one tenant transaction. */
function adapterFor(database: Database, tenant: TenantRef): NodePostgresAdapter {
  const actor = systemActor("session");
  const query = async (text: string, values: unknown[] = []) => {
    // the adapter numbers its parameters in order; spliced, the statement is not named, so `select *` cannot go stale
    const statement = sql.join([sql(text.split(/\$\d+/) as unknown as TemplateStringsArray, ...values)]);
    const open = /^\s*select/i.test(text) ? "readTenant" : "withTenant";
    const rows = await database[open](tenant, actor, (db) => db.rows<Row>(statement));
    return { rows: rows.map(withDates) };
  };
  return new NodePostgresAdapter(
    { query } as unknown as ConstructorParameters<typeof NodePostgresAdapter>[0],
    {
      session: "sessions",
      user: "people",
    },
  );
}

const withDates = (row: Row): Row =>
  typeof row.expires_at === "string" ? { ...row, expires_at: new Date(row.expires_at) } : row;

/** Keeps only SHA-256 of session ids in the database, so that a leaked table opens no account. */
class HashedSessions implements Adapter {
  readonly #inner: Adapter;

  constructor(inner: Adapter) {
    this.#inner = inner;
  }

  async getSessionAndUser(id: string) {
    const [session, user] = await this.#inner.getSessionAndUser(hashToken(id));
    return [session && { ...session, id }, user] as Awaited<ReturnType<Adapter["getSessionAndUser"]>>;
  }

  setSession(session: DatabaseSession) {
    return this.#inner.setSession({ ...session, id: hashToken(session.id) });
  }

  updateSessionExpiration(id: string, expiresAt: Date) {
    return this.#inner.updateSessionExpiration(hashToken(id), expiresAt);
  }

  deleteSession(id: string) {
    return this.#inner.deleteSession(hashToken(id));
  }

  getUserSessions(personId: string) {
    return this.#inner.getUserSessions(personId); // their ids stay hashed: enough for a list
  }

  deleteUserSessions(personId: string) {
    return this.#inner.deleteUserSessions(personId);
  }

  deleteExpiredSessions() {
    return this.#inner.deleteExpiredSessions();
  }
}

import type { Database, PlatformDb, TenantRef } from "../db/database.ts";
import { tenantColumns } from "../db/provision.ts";
import { type Query, qb, sql } from "../db/sql.ts";
import type { Notifications } from "../notifications.ts";

/** Channel that rings when a tenant appears, changes or goes; the payload is its id. */
export const tenantsChannel = "atrium_tenants";

/** Which tenant a name means, whatever its status: the caller decides what a suspended school answers. */
export type TenantDirectory = {
  bySlug(slug: string): Promise<TenantRef | undefined>;
  /** A school's own domain once it is verified, in lower case and without port. */
  byDomain(host: string): Promise<TenantRef | undefined>;
  byId(id: string): Promise<TenantRef | undefined>;
  close(): void;
};

/** Names that do not exist are remembered too, but never more of them than this: anybody can make them up. */
const mostEntries = 10_000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Looks tenants up and remembers them until the database says that something changed. While the LISTEN connection is
 * away nothing is remembered, so a suspended school is never served from memory.
 */
export function createTenantDirectory(database: Database, notifications: Notifications): TenantDirectory {
  const known = new Map<string, Promise<TenantRef | undefined>>();
  const forget = () => known.clear();
  const closers = [notifications.on(tenantsChannel, forget), notifications.onConnection(forget)];

  const lookUp = (key: string, query: () => Query): Promise<TenantRef | undefined> => {
    const read = () => database.withPlatform((db: PlatformDb) => db.one<TenantRef>(query()));
    if (!notifications.connected) return read();
    const cached = known.get(key);
    if (cached) return cached;
    if (known.size >= mostEntries) forget();
    const asked = read();
    known.set(key, asked);
    asked.catch(() => {
      if (known.get(key) === asked) known.delete(key); // the database was away: ask again next time
    });
    return asked;
  };

  return {
    bySlug: (slug) => lookUp(`slug ${slug}`, () => selectTenant().where({ slug })),
    byDomain: async (host) =>
      host.length > 0 && host.length <= 253
        ? lookUp(`host ${host}`, () =>
            selectTenant().whereRaw(
              "id = (select tenant_id from platform.domains where host = ? and verified_at is not null)",
              [host],
            ),
          )
        : undefined,
    byId: async (id) => (uuid.test(id) ? lookUp(`id ${id}`, () => selectTenant().where({ id })) : undefined),
    close: () => {
      for (const close of closers) close();
      forget();
    },
  };
}

const selectTenant = () => qb.withSchema("platform").from("tenants").select(qb.raw(tenantColumns));

/** Tells every process to forget what it remembers of tenants, when the caller's transaction commits. */
export const announceTenant = (db: PlatformDb, id: string): void =>
  db.onceBeforeCommit(`tenant ${id}`, sql`select pg_notify(${tenantsChannel}, ${id})`);

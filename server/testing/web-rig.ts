import { randomUUID } from "node:crypto";
import pino from "pino";
import { WebSocket } from "ws";
import { type Role, systemActor } from "../core/auth.ts";
import type { TenantDb, TenantRef } from "../core/db/database.ts";
import { sql } from "../core/db/sql.ts";
import { doorbell } from "../core/events.ts";
import { createMetrics } from "../core/metrics.ts";
import { Notifications } from "../core/notifications.ts";
import { createTenantDirectory, tenantsChannel } from "../core/tenant/directory.ts";
import { openTestDatabase, type TestDatabase } from "../core/testing/house.ts";
import { createPeople, createSessionReader } from "../domains/identity/service.ts";
import { openSession } from "../domains/identity/sessions.ts";
import { createGraphql } from "../graphql/graphql.ts";
import type { WebParts } from "../http/parts.ts";
import { createWeb } from "../http/web.ts";
import { Hub } from "../realtime/hub.ts";
import { installSockets } from "../realtime/sockets.ts";
import { type WatcherLimits, watcherLimits } from "../realtime/watcher.ts";

export type Person = { id: string; cookie: string };

/** The whole web process on a database of its own, listening on a loopback port. */
export type WebRig = Awaited<ReturnType<typeof openWebRig>>;

export async function openWebRig(
  options: {
    watcher?: WatcherLimits;
    rateLimit?: number;
    poolSize?: number;
    config?: Partial<WebParts["config"]>;
  } = {},
) {
  const db = await openTestDatabase({ poolSize: options.poolSize ?? 8 });
  const log = pino({ level: "silent" });
  const notifications = new Notifications({
    connectionString: db.appUrl,
    applicationName: "atrium test listener",
    log,
    checkEveryMs: 500,
  });
  const directory = createTenantDirectory(db.database, notifications);
  const secure = options.config?.production === true;
  const sessions = createSessionReader(db.database, notifications, { secureCookies: secure });
  const parts: WebParts = {
    config: {
      ROOT_DOMAIN: "localhost",
      PUBLIC_URL_SCHEME: secure ? "https" : "http",
      TRUST_PROXY: false,
      RATE_LIMIT_PER_MINUTE: options.rateLimit ?? 1_000_000,
      WEBHOOKS_PER_MINUTE: 1_000_000,
      SEAL_KEYS: undefined,
      SECRET: db.secret,
      METRICS_TOKEN: undefined,
      NODE_ENV: "test",
      production: false,
      ...options.config,
    },
    log,
    metrics: createMetrics("web"),
    database: db.database,
    findTenant: async (slug) => (await directory.bySlug(slug)) ?? null,
    findTenantByDomain: async (host) => (await directory.byDomain(host)) ?? null,
    readSession: (tenant, cookieHeader) => sessions.read(tenant, cookieHeader),
    listening: () => notifications.connected,
  };
  const graphql = createGraphql(parts, db.appUrl);
  const web = await createWeb(parts, graphql.install);
  const hub = new Hub(parts);
  const closeSockets = installSockets(web, parts, hub, options.watcher ?? watcherLimits);
  notifications.on(doorbell, (tenantId) => hub.ring(tenantId));
  notifications.on(tenantsChannel, (tenantId) => void hub.houseChanged(tenantId));
  notifications.onReconnect(() => void hub.catchUp());
  sessions.onChange((change) => void hub.sessionsChanged(change));
  const ready = new Promise<void>((resolve) => notifications.onReconnect(resolve));
  notifications.start();
  await ready;
  const url = await web.listen({ port: 0, host: "127.0.0.1" });
  const { port } = new URL(url);
  const hostOf = (tenant: TenantRef) => `${tenant.slug}.localhost:${port}`;

  return {
    ...db,
    parts,
    web,
    hub,
    url,
    port: Number(port),
    notifications,
    hostOf,
    originOf: (tenant: TenantRef) => `${secure ? "https" : "http"}://${hostOf(tenant)}`,
    /** A person with roles, signed in. */
    async person(tenant: TenantRef, name: string, memberships: { role: Role; schoolId: string | null }[]) {
      const [id] = await asSystem(db, tenant, (house) =>
        createPeople(house, [{ name, email: `${name.toLowerCase()}@example.org`, memberships }]),
      );
      if (!id) throw new Error("The person was not created");
      return { id, cookie: await openCookie(parts, tenant, id) } satisfies Person;
    },
    school: (tenant: TenantRef, name: string) => createSchool(db, tenant, name),
    asSystem: <T>(tenant: TenantRef, work: (house: TenantDb) => Promise<T>) => asSystem(db, tenant, work),
    socket: (tenant: TenantRef, person: Person | null, headers: Record<string, string> = {}) =>
      new WebSocket(`ws://127.0.0.1:${port}/ws`, {
        headers: {
          host: hostOf(tenant),
          origin: `${secure ? "https" : "http"}://${hostOf(tenant)}`,
          ...(person && { cookie: person.cookie }),
          ...headers,
        },
      }),
    async stop() {
      closeSockets();
      await web.close();
      await notifications.stop();
      directory.close();
      await graphql.close();
      await db.close();
    },
  };
}

const asSystem = <T>(db: TestDatabase, tenant: TenantRef, work: (house: TenantDb) => Promise<T>) =>
  db.database.withTenant(tenant, systemActor("test"), work);

async function openCookie(parts: WebParts, tenant: TenantRef, personId: string): Promise<string> {
  let cookie = "";
  await openSession(
    {
      database: parts.database,
      tenant,
      viewer: null,
      ip: "127.0.0.1",
      userAgent: "test",
      origin: `${parts.config.PUBLIC_URL_SCHEME}://test.localhost`,
      log: parts.log,
      setCookie: (line) => {
        cookie = line.split(";", 1)[0] ?? "";
      },
    },
    personId,
  );
  return cookie;
}

async function createSchool(db: TestDatabase, tenant: TenantRef, name: string): Promise<string> {
  const id = randomUUID();
  const slug = name.toLowerCase().replaceAll(" ", "-");
  await asSystem(db, tenant, (house) =>
    house.run(sql`insert into schools (id, slug, name) values (${id}, ${slug}, ${name})`),
  );
  return id;
}

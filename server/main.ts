/** The web process: pages, tRPC, GraphQL, WebSocket, health and metrics. Stateless; run as many as wanted. */
import { loadConfig } from "./core/config.ts";
import { openPool, reachDatabase } from "./core/db/connect.ts";
import { keepOwnDatabase } from "./core/db/keep-database.ts";
import { doorbell } from "./core/events.ts";
import { createLogger, outliveRejections } from "./core/log.ts";
import { createMetrics } from "./core/metrics.ts";
import { Notifications } from "./core/notifications.ts";
import { createTenantDirectory, tenantsChannel } from "./core/tenant/directory.ts";
import { createSessionReader } from "./domains/identity/service.ts";
import { createGraphql } from "./graphql/graphql.ts";
import type { WebParts } from "./http/parts.ts";
import { onlySecure } from "./http/secure-transport.ts";
import { createWeb } from "./http/web.ts";
import { Hub } from "./realtime/hub.ts";
import { installSockets } from "./realtime/sockets.ts";

const config = loadConfig();
const log = createLogger(config.LOG_LEVEL, { process: "web" });
const connections = await reachDatabase(config, (line) => log.info(line));
const unwatchDatabase = keepOwnDatabase(config, connections.ownerUrl, (line) => log.warn(line));
const database = openPool(config, connections, "atrium web", (error) =>
  log.warn({ err: error }, "database.connection_lost"),
);
const notifications = new Notifications({
  connectionString: connections.appUrl,
  applicationName: "atrium web listener",
  log,
});
const directory = createTenantDirectory(database, notifications);
const sessions = createSessionReader(database, notifications, {
  secureCookies: onlySecure(config),
});
const metrics = createMetrics("web");

const parts: WebParts = {
  config,
  log,
  metrics,
  database,
  findTenant: async (slug) => (await directory.bySlug(slug)) ?? null,
  findTenantByDomain: async (host) => (await directory.byDomain(host)) ?? null,
  readSession: (tenant, cookieHeader) => sessions.read(tenant, cookieHeader),
  listening: () => notifications.connected,
};
const graphql = createGraphql(parts, connections.appUrl);
const web = await createWeb(parts, graphql.install);
const hub = new Hub(parts);
const closeSockets = installSockets(web, parts, hub);
notifications.on(doorbell, (tenantId) => hub.ring(tenantId));
notifications.on(tenantsChannel, (tenantId) => void hub.houseChanged(tenantId));
notifications.onReconnect(() => void hub.catchUp());
sessions.onChange((change) => void hub.sessionsChanged(change));
notifications.start();

let leaving: Promise<void> | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void leave(signal));
await web.listen({ port: config.PORT, host: config.HOST });
outliveRejections(log);
log.info({ port: config.PORT, rootDomain: config.ROOT_DOMAIN }, "web.listening");

/** Takes nothing new, ends what runs, lets go of everything; what hangs is cut off after ten seconds. */
function leave(why: string): Promise<void> {
  leaving ??= (async () => {
    log.info({ why }, "web.leaving");
    setTimeout(() => process.exit(1), 10_000).unref();
    unwatchDatabase();
    closeSockets();
    await web.close();
    await notifications.stop();
    directory.close();
    await graphql.close();
    await database.end();
    await connections.release();
    process.exit(0);
  })();
  return leaving;
}

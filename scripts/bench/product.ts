import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { systemActor } from "../../server/core/auth.ts";
import { loadConfig } from "../../server/core/config.ts";
import { openPool } from "../../server/core/db/connect.ts";
import type { Database, TenantRef } from "../../server/core/db/database.ts";
import { loginUrl, migratePlatform } from "../../server/core/db/migrate.ts";
import { sql } from "../../server/core/db/sql.ts";
import { keyringOf } from "../../server/core/secrets/seal.ts";
import { createPeople } from "../../server/domains/identity/service.ts";
import { type DemoShop, openDemoShop } from "../../server/domains/orders/demo/service.ts";
import { provisionTenant, refOf } from "../../server/domains/tenants/service.ts";
import { get } from "./load.ts";

export const benchSecret = "the secret of a benchmark, kept nowhere";
export const credentials = { email: "bench@example.org", password: "a password for benchmarks" };

/** A house with one school, its office and a demo shop. */
export type ShopTown = { database: Database; ownerUrl: string; tenant: TenantRef; shop: DemoShop };

/** Migrates an empty cluster and opens the house in it. */
export async function prepareShop(ownerUrl: string, home: string): Promise<ShopTown> {
  const config = loadConfig({ ATRIUM_HOME: home, SECRET: benchSecret });
  await migratePlatform(ownerUrl, benchSecret);
  const nothing = async () => undefined;
  const reached = { ownerUrl, appUrl: loginUrl(ownerUrl, benchSecret), release: nothing, stop: nothing };
  const database = openPool(config, reached, "atrium bench");
  const tenant = refOf(
    await provisionTenant({ database, ownerUrl, by: "bench" }, { slug: "bench", name: "Bench" }),
  );
  const shop = await database.withTenant(tenant, systemActor("bench"), async (db) => {
    await db.run(sql`insert into schools (slug, name) values ('bench', 'Bench')`);
    await createPeople(db, [
      { name: "Someone", ...credentials, memberships: [{ role: "school_admin", schoolId: null }] },
    ]);
    return openDemoShop(db, keyringOf(config), tenant.slug);
  });
  return { database, ownerUrl, tenant, shop };
}

/** The environment of web and worker; without `databaseUrl` they look after the embedded database of `home`. */
export const environmentOf = (home: string, port: number, databaseUrl?: string): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: "production",
  PUBLIC_URL_SCHEME: "http",
  ATRIUM_HOME: home,
  SECRET: benchSecret,
  ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  RATE_LIMIT_PER_MINUTE: "10000000",
  WEBHOOKS_PER_MINUTE: "10000000",
  LOG_LEVEL: "silent",
  PORT: String(port),
});

export const startProcess = (entry: string, env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, [entry], { env, stdio: ["ignore", "ignore", "inherit"] });

export async function untilReady(port: number): Promise<void> {
  for (let tried = 0; tried < 600; tried++) {
    const up = await get({ port, path: "/ready", headers: {} }).then(
      () => true,
      () => false,
    );
    if (up) return;
    await pause(100);
  }
  throw new Error("The web process does not answer");
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  setTimeout(() => child.kill("SIGKILL"), 5_000).unref();
  await gone;
}

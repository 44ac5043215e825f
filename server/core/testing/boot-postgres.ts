import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { testDatabaseUrl } from "../config.ts";
import { type EmbeddedPostgres, ensureEmbedded } from "../db/embedded.ts";
import { readTemplate } from "../db/house.ts";
import { migratePlatform } from "../db/migrate.ts";
import { platformMigrationsFolder } from "../db/paths.ts";
import { sharedCode } from "../db/shared-code.ts";
import { testSecret } from "./secret.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Owner connection to the maintenance database of the tests' cluster. */
    testOwnerUrl: string;
    /** The migrated database that every worker's database is cloned from. */
    testTemplate: string;
  }
}

const home = fileURLToPath(new URL("../../../.atrium/test", import.meta.url));
/** Every run holds this lock shared; who gets it alone may stop the cluster. */
const usersLock = 815_001;
const buildLock = 815_002;

/**
 * Boots one cluster for all runs of the tests (several may go on at once), and in it one migrated database named after
 * everything that defines it. The last run to end stops the cluster; after a `kill -9` the next run finds and uses it.
 */
export default async function bootPostgres(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, client } = await joinCluster();
  try {
    await pruneDatabases(client);
    project.provide("testTemplate", await buildTemplateDatabase(client, cluster));
    project.provide("testOwnerUrl", cluster.ownerUrl);
  } catch (error) {
    await client.end();
    throw error;
  }
  return async () => {
    await client.query("select pg_advisory_unlock_shared($1)", [usersLock]);
    const { rows } = await client.query<{ alone: boolean }>("select pg_try_advisory_lock($1) as alone", [
      usersLock,
    ]);
    if (rows[0]?.alone) {
      client.on("error", () => undefined); // the server says good-bye to this very connection
      await cluster.stop();
    }
    await client.end().catch(() => undefined);
  };
}

type Cluster = Pick<EmbeddedPostgres, "ownerUrl" | "stop">;

/** The tests' own embedded cluster, or the server that TEST_DATABASE_URL names, which nobody stops. */
async function reachCluster(): Promise<Cluster> {
  const ownerUrl = testDatabaseUrl();
  return ownerUrl ? { ownerUrl, stop: async () => undefined } : ensureEmbedded({ home, durable: false });
}

/** Connects and takes the shared lock; tries again if another run is just stopping the cluster. */
async function joinCluster(): Promise<{ cluster: Cluster; client: pg.Client }> {
  for (let attempt = 1; ; attempt++) {
    const cluster = await reachCluster();
    const client = new pg.Client({ connectionString: cluster.ownerUrl });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("select pg_advisory_lock_shared($1)", [usersLock]);
      return { cluster, client };
    } catch (error) {
      await client.end().catch(() => undefined);
      if (attempt === 5) throw error;
    }
  }
}

/** Databases are named `w_<pid>_…` after the run that made them; those of runs that are gone are dropped. */
async function pruneDatabases(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select datname as name from pg_database where datname like 'w\\_%'",
  );
  for (const { name } of rows) {
    if (!isAlive(Number(name.split("_")[1]))) {
      await client.query(`drop database if exists "${name}" with (force)`);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function buildTemplateDatabase(client: pg.Client, cluster: Cluster): Promise<string> {
  const name = `template_${definitionHash()}`;
  await client.query("select pg_advisory_lock($1)", [buildLock]);
  try {
    const found = await client.query("select from pg_database where datname = $1", [name]);
    if (found.rowCount) return name;
    await dropOldTemplates(client);
    const half = `half_${definitionHash()}`;
    await client.query(`drop database if exists "${half}" with (force)`);
    await client.query(`create database "${half}"`);
    await migratePlatform(withDatabase(cluster.ownerUrl, half), testSecret);
    await client.query(`alter database "${half}" rename to "${name}"`);
    return name;
  } finally {
    await client.query("select pg_advisory_unlock($1)", [buildLock]);
  }
}

/** Keeps the newest few: other runs may be cloning from theirs. */
async function dropOldTemplates(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select datname as name from pg_database where datname like 'template\\_%' and datname ~ '_[0-9a-f]{12}$' order by oid desc offset 6",
  );
  for (const { name } of rows) await client.query(`drop database if exists "${name}"`).catch(() => undefined);
}

/** Everything that decides what a migrated database looks like. */
function definitionHash(): string {
  const hash = createHash("sha256").update(readTemplate().fingerprint).update(sharedCode(180_000));
  for (const file of readdirSync(platformMigrationsFolder).sort()) {
    hash.update(readFileSync(join(platformMigrationsFolder, file)));
  }
  for (const file of ["migrate.ts", "house.ts"]) {
    hash.update(readFileSync(new URL(`../db/${file}`, import.meta.url)));
  }
  return hash.digest("hex").slice(0, 12);
}

/** The same server, another database. */
function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { systemActor } from "../auth.ts";
import { Database, type TenantDb, type TenantRef } from "../db/database.ts";
import { loginRole, loginUrl } from "../db/migrate.ts";
import { provisionHouse } from "../db/provision.ts";
import { testSecret } from "./secret.ts";

/** A database of this test file's own, cloned from the migrated template. */
export type TestDatabase = {
  readonly database: Database;
  /** Connection of the owner, whom no policy binds. */
  readonly ownerUrl: string;
  /** Connection of the login role, as web and worker have it. */
  readonly appUrl: string;
  /** SECRET with which `appUrl` was made. */
  readonly secret: string;
  /** Builds a house and its tenant row; `slug` must be new in this database. */
  createTenant(slug?: string): Promise<TenantRef>;
  /** Ends the pool and drops the database. */
  close(): Promise<void>;
};

/** A test database with one house in it, and a short way to act there as the system. */
export type TestTenant = TestDatabase & {
  readonly tenant: TenantRef;
  asSystem<T>(work: (db: TenantDb) => Promise<T>): Promise<T>;
};

/** Clones the template database (about 50 ms) and connects to the copy. Call in `beforeAll`, `close` in `afterAll`. */
export async function openTestDatabase(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  const name = `w_${process.pid}_${randomBytes(4).toString("hex")}`;
  const maintenance = inject("testOwnerUrl");
  await onServer(maintenance, `create database "${name}" template "${inject("testTemplate")}"`);
  // a copy does not inherit the rights on the database itself
  await onServer(maintenance, `revoke all on database "${name}" from public`);
  await onServer(maintenance, `grant connect on database "${name}" to ${loginRole}`);
  const url = new URL(maintenance);
  url.pathname = `/${name}`;
  const ownerUrl = url.toString();
  const appUrl = loginUrl(ownerUrl, testSecret);
  const database = new Database({
    connectionString: appUrl,
    poolSize: options.poolSize ?? 4,
    connectionUses: 100_000,
    statementTimeoutMs: 15_000,
    applicationName: "atrium test",
  });
  const made: TenantRef[] = [];
  return {
    database,
    ownerUrl,
    appUrl,
    secret: testSecret,
    createTenant: async (slug = `house-${made.length + 1}`) => {
      const tenant = await provisionHouse(ownerUrl, { slug, name: `School ${slug}` });
      made.push(tenant);
      return tenant;
    },
    close: async () => {
      await database.end();
      await onServer(maintenance, `drop database if exists "${name}" with (force)`);
      for (const tenant of made) await onServer(maintenance, `drop role if exists "${tenant.role}"`);
    },
  };
}

/** A test database with one house. */
export async function createTestTenant(slug?: string): Promise<TestTenant> {
  const opened = await openTestDatabase();
  const tenant = await opened.createTenant(slug);
  return {
    ...opened,
    tenant,
    asSystem: (work) => opened.database.withTenant(tenant, systemActor("test"), work),
  };
}

/** `create database` fails while another session is connected to the template, so it is tried a few times. */
async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(815003)");
    await client.query(statement);
  } finally {
    await client.end();
  }
}

import pg from "pg";
import { type Actor, actorSetting } from "../auth.ts";
import { joinWrites, type Preamble, ReadSession, WriteSession } from "./executor.ts";
import { housePath } from "./house.ts";
import { type Query, sql } from "./sql.ts";
import { WarmPool } from "./warm-pool.ts";

declare const house: unique symbol;
declare const town: unique symbol;

/** The row of `platform.tenants` that a transaction needs; role and schema names come from there alone. */
export type TenantRef = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly schema: string;
  readonly role: string;
  readonly status: TenantStatus;
};
export type TenantStatus = "provisioning" | "active" | "suspended" | "deleting";

/** Runs statements inside one transaction. */
export interface Db {
  /** All rows. */
  rows<T>(query: Query): Promise<T[]>;
  /** The first row, if any. */
  one<T>(query: Query): Promise<T | undefined>;
  /** How many rows the statement touched. */
  run(query: Query): Promise<number>;
  /** Sends `query` once, together with COMMIT, however often it is asked for under the same key. */
  onceBeforeCommit(key: string, query: Query): void;
}
/** A transaction under a tenant's role and search path. */
export interface TenantDb extends Db {
  readonly [house]: true;
  readonly tenant: TenantRef;
}
/** A transaction of the control plane: tables must be written `platform.<table>`. */
export interface PlatformDb extends Db {
  readonly [town]: true;
}

export const platformRole = "atrium_platform";

export type DatabaseOptions = {
  /** Connection of the login role, which has no rights of its own. */
  connectionString: string;
  poolSize: number;
  connectionUses: number;
  statementTimeoutMs: number;
  applicationName: string;
  onConnectionError?: (error: Error) => void;
};

/**
 * The pool and the only ways into it. `withTenant` and `readTenant` are the only code that sets a tenant's role,
 * search path and actor; they are transaction-local, so a pooled connection never carries them on.
 */
export class Database {
  readonly #pool: WarmPool;

  constructor(options: DatabaseOptions) {
    this.#pool = new WarmPool({
      size: options.poolSize,
      timeoutMs: connectionTimeoutMs,
      makePool: () => makePool(options),
    });
  }

  /** One read-write transaction in a tenant's house; commits when `work` resolves, rolls back when it throws. */
  async withTenant<T>(tenant: TenantRef, actor: Actor, work: (db: TenantDb) => Promise<T>): Promise<T> {
    const session = new WriteSession(() => this.#pool.connect(tenant.id), preamble(tenant, actor));
    return session.transact(() => work(this.#brand(session, tenant)));
  }

  /**
   * Reads in a tenant's house. Statements issued in the same tick travel with their preamble and COMMIT in one
   * flush. At READ COMMITTED each statement has its own snapshot anyway, so nothing is lost by committing per flush.
   */
  async readTenant<T>(tenant: TenantRef, actor: Actor, work: (db: TenantDb) => Promise<T>): Promise<T> {
    const session = new ReadSession(() => this.#pool.connect(tenant.id), preamble(tenant, actor));
    return work(this.#brand(session, tenant));
  }

  /** One read-write transaction on the control plane. */
  async withPlatform<T>(work: (db: PlatformDb) => Promise<T>): Promise<T> {
    const session = new WriteSession(
      () => this.#pool.connect(platformRole),
      [platformRole, "pg_catalog", "", ""],
    );
    return session.transact(() => work(session as unknown as PlatformDb));
  }

  /** Whether the database answers. */
  async ping(): Promise<void> {
    await this.withPlatform((db) => db.one(sql`select 1`));
  }

  /** Connections in use, idle and waited for, for metrics. */
  stats(): { total: number; idle: number; waiting: number } {
    return this.#pool.stats();
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  #brand(session: ReadSession | WriteSession, tenant: TenantRef): TenantDb {
    return Object.assign(session, { tenant }) as unknown as TenantDb;
  }
}

const preamble = (tenant: TenantRef, actor: Actor): Preamble => [
  tenant.role,
  pathOf(tenant),
  actorSetting(actor),
  tenant.id,
];

/** The directory hands out the same reference until the tenant changes, so its path is put together once. */
const paths = new WeakMap<TenantRef, string>();

function pathOf(tenant: TenantRef): string {
  let path = paths.get(tenant);
  if (path === undefined) {
    path = housePath(tenant.schema);
    paths.set(tenant, path);
  }
  return path;
}

const connectionTimeoutMs = 5_000;

/** A pool of one connection, as `WarmPool` asks. */
function makePool(options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: 1,
    pipeline: true,
    maxUses: options.connectionUses,
    idleTimeoutMillis: 600_000, // a new connection has to learn its houses again
    connectionTimeoutMillis: connectionTimeoutMs,
    application_name: options.applicationName,
    options: "-c plan_cache_mode=force_generic_plan", // a plan a house and connection, made once instead of six times
    statement_timeout: options.statementTimeoutMs,
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser },
  } as pg.PoolConfig);
  // a connection that dies in use rejects its statements; without a listener it would end the process as well
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    joinWrites(client);
  });
  pool.on("error", (error) => options.onConnectionError?.(error)); // an idle connection died; the pool replaces it
  return pool;
}

/**
 * Dates without a time stay text (`2026-09-01`): a calendar day has no time zone. Moments come as ISO 8601 text in UTC,
 * which is what procedures answer.
 */
function getTypeParser(oid: number, format?: "text" | "binary") {
  const { DATE, TIME, TIMESTAMPTZ } = pg.types.builtins;
  if (oid === DATE || oid === TIME) return (value: string) => value;
  if (oid === TIMESTAMPTZ) return isoMoment;
  return pg.types.getTypeParser(oid, format as "text");
}

/** `2026-09-01 10:00:00.5+00` as ISO 8601 text. What Postgres writes in UTC needs no calendar, which costs a read dearly. */
function isoMoment(value: string): string {
  const utc = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(value);
  return utc
    ? `${utc[1]}T${utc[2]}.${(utc[3] ?? "").padEnd(3, "0").slice(0, 3)}Z`
    : new Date(value).toISOString();
}

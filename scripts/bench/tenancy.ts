import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../server/core/config.ts";
import { openPool } from "../../server/core/db/connect.ts";
import type { Database, TenantRef } from "../../server/core/db/database.ts";
import { ensureEmbedded } from "../../server/core/db/embedded.ts";
import { loginUrl, migratePlatform } from "../../server/core/db/migrate.ts";
import { withOwner } from "../../server/core/db/owner-client.ts";
import { buildSpare } from "../../server/core/db/spares.ts";
import { sql } from "../../server/core/db/sql.ts";
import { provisionTenant, refOf, type Town } from "../../server/domains/tenants/service.ts";
import { type Figure, quantile } from "./figure.ts";

const houses = 300;
const visits = 4_000;
const person = "00000000-0000-4000-8000-000000000001";

/** Building and claiming houses, and reading in many of them at random, on a database of this run's own. */
export async function benchTenancy(): Promise<Figure[]> {
  const home = mkdtempSync(join(tmpdir(), "atrium-bench-"));
  const cluster = await ensureEmbedded({ home });
  const config = loadConfig({ ATRIUM_HOME: home });
  await migratePlatform(cluster.ownerUrl, config.SECRET);
  const appUrl = loginUrl(cluster.ownerUrl, config.SECRET);
  const nothing = async () => undefined;
  const connections = { ownerUrl: cluster.ownerUrl, appUrl, release: nothing, stop: nothing };
  const database = openPool(config, connections, "atrium bench");
  const town: Town = { database, ownerUrl: cluster.ownerUrl, by: "bench" };
  try {
    const built = await timeBuilds(cluster.ownerUrl);
    const { claimed, tenants } = await timeClaims(town);
    for (const tenant of tenants) await seed(database, tenant);
    const { one, many } = await visitHouses(database, tenants);
    const biggest = await biggestBackend(cluster.ownerUrl);
    return [
      {
        what: `build a house cold, median of ${houses}`,
        value: quantile(built, 0.5),
        unit: "ms",
        target: "≤ 400",
      },
      { what: "claim a spare house, median", value: quantile(claimed, 0.5), unit: "ms", target: "≤ 20" },
      { what: "claim a spare house, p95", value: quantile(claimed, 0.95), unit: "ms" },
      { what: "read in one house, p95", value: quantile(one, 0.95), unit: "ms" },
      { what: `read in ${houses} houses at random, p95`, value: quantile(many, 0.95), unit: "ms" },
      {
        what: "ratio of the two",
        value: quantile(many, 0.95) / quantile(one, 0.95),
        unit: "×",
        target: "≤ 1.5",
      },
      ...(biggest === undefined
        ? []
        : [
            { what: "biggest database backend after that, RSS", value: biggest, unit: "MB", target: "≤ 300" },
          ]),
    ];
  } finally {
    await database.end();
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

const timeBuilds = (ownerUrl: string): Promise<number[]> =>
  withOwner(ownerUrl, "atrium bench", async (client) => {
    const times: number[] = [];
    for (let index = 0; index < houses; index++) {
      const began = performance.now();
      await buildSpare(client);
      times.push(performance.now() - began);
    }
    return times;
  });

async function timeClaims(town: Town): Promise<{ claimed: number[]; tenants: TenantRef[] }> {
  const claimed: number[] = [];
  const tenants: TenantRef[] = [];
  for (let index = 0; index < houses; index++) {
    const began = performance.now();
    const tenant = await provisionTenant(town, { slug: `bench-${index}`, name: `Bench ${index}` });
    claimed.push(performance.now() - began);
    tenants.push(refOf(tenant));
  }
  return { claimed, tenants };
}

/** One member and one school, so that policies have something to find. */
const seed = (database: Database, tenant: TenantRef): Promise<void> =>
  database.withTenant(tenant, { kind: "system", why: "bench" }, async (db) => {
    await db.run(sql`insert into people (id, name, status) values (${person}, 'Someone', 'active')`);
    await db.run(sql`insert into memberships (person_id, role) values (${person}, 'school_admin')`);
  });

/** What a page reads first, as a signed-in person, all policies on. */
const visit = (database: Database, tenant: TenantRef) =>
  database.readTenant(tenant, { kind: "person", id: person, sessionId: null }, (db) =>
    Promise.all([
      db.rows(sql`select role, school_id from memberships where person_id = ${person}`),
      db.rows(sql`select id, name from schools order by name`),
      db.rows(sql`select id, name from teachers order by name limit 50`),
    ]),
  );

/** The same number of visits to one house and to all at random, in turns, so that noise hits both alike. */
async function visitHouses(
  database: Database,
  tenants: readonly TenantRef[],
): Promise<{ one: number[]; many: number[] }> {
  const only = tenants[0] as TenantRef;
  const random = generator(1);
  const anyone = () => tenants[Math.floor(random() * tenants.length)] as TenantRef;
  // as in the middle of a school day: plans are kept from the sixth use of a statement on
  for (let round = 0; round < 7; round++) for (const tenant of tenants) await visit(database, tenant);
  const one: number[] = [];
  const many: number[] = [];
  for (let turn = 0; turn < 20; turn++) {
    one.push(...(await timed(visits / 20, () => visit(database, only))));
    many.push(...(await timed(visits / 20, () => visit(database, anyone()))));
  }
  return { one, many };
}

async function timed(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const worker = async () => {
    while (times.length < count) {
      const began = performance.now();
      await work();
      times.push(performance.now() - began);
    }
  };
  await Promise.all([worker(), worker()]);
  return times;
}

/** A small seeded generator (mulberry32), so that every run visits the same houses. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Resident memory of the biggest backend in MB, shared buffers it touched included; known on Linux only. */
const biggestBackend = (ownerUrl: string): Promise<number | undefined> =>
  withOwner(ownerUrl, "atrium bench", async (client) => {
    const { rows } = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where application_name = 'atrium bench'",
    );
    const sizes = rows
      .map(({ pid }) => `/proc/${pid}/status`)
      .filter((file) => existsSync(file))
      .map((file) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(file, "utf8"))?.[1] ?? 0) / 1024);
    return sizes.length > 0 ? Math.max(...sizes) : undefined;
  });

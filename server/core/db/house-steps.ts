import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { type HouseStep, houseGrants, housePath, readSteps } from "./house.ts";
import { withOwner } from "./owner-client.ts";

/** What became of one tenant's house. `held` means that a canary failed and this house was left alone. */
export type HouseMigration = {
  readonly tenant: string;
  readonly slug: string;
  readonly from: string;
  readonly to: string;
  readonly outcome: "migrated" | "failed" | "held";
  readonly error?: string;
};

export type MigrateHousesOptions = {
  /** Houses worked on at a time; each has a connection of its own. */
  parallel?: number;
  /** How long a step waits for locks that requests hold, before it lets them pass and tries again. */
  lockTimeoutMs?: number;
  attempts?: number;
  steps?: readonly HouseStep[];
  onHouse?: (done: HouseMigration) => void;
};

type House = {
  id: string;
  slug: string;
  schema: string;
  role: string;
  template_version: string;
  is_canary: boolean;
};

const applicationName = "atrium migrate";

/** Locks that were not given, and deadlocks: the transaction was rolled back and may be tried again. */
const worthRetrying = new Set(["55P03", "40P01", "40001"]);

/**
 * Brings every standing house to the newest step. Each house is one transaction together with its version row, so a
 * run that was killed is simply run again. Canaries (the oldest house if none is marked) go first; if one fails the
 * others are held. After that one failure does not stop the rest: it is recorded in the tenant's `migration_error`.
 */
export async function migrateHouses(
  ownerUrl: string,
  {
    parallel = 4,
    lockTimeoutMs = 2_000,
    attempts = 6,
    steps = readSteps(),
    onHouse,
  }: MigrateHousesOptions = {},
): Promise<HouseMigration[]> {
  const target = steps.at(-1)?.version;
  if (!target) return [];
  const waiting = await listBehind(ownerUrl, target);
  const done: HouseMigration[] = [];
  const work = async (houses: House[]) => {
    const queue = [...houses];
    const oneWorker = () =>
      withOwner(ownerUrl, applicationName, async (client) => {
        for (let house = queue.shift(); house; house = queue.shift()) {
          const result = await migrateHouse(client, house, steps, { lockTimeoutMs, attempts });
          done.push(result);
          onHouse?.(result);
        }
      });
    await Promise.all(Array.from({ length: Math.min(Math.max(1, parallel), houses.length) }, oneWorker));
  };
  const marked = waiting.filter((house) => house.is_canary);
  const canaries = marked.length > 0 ? marked : waiting.slice(0, 1);
  const others = waiting.filter((house) => !canaries.includes(house));
  await work(canaries);
  if (done.some((one) => one.outcome === "failed")) {
    const held = others.map((house) => report(house, target, "held"));
    for (const one of held) onHouse?.(one);
    return [...done, ...held];
  }
  await work(others);
  return done;
}

/** Subdomains of the standing houses that wait for steps. */
export async function slugsBehind(ownerUrl: string): Promise<string[]> {
  const target = readSteps().at(-1)?.version;
  return target ? (await listBehind(ownerUrl, target)).map(({ slug }) => slug) : [];
}

const listBehind = (ownerUrl: string, target: string): Promise<House[]> =>
  withOwner(ownerUrl, applicationName, async (client) => {
    const { rows } = await client.query<House>(
      `select id, slug, schema, role, template_version, is_canary from platform.tenants
       where status <> 'deleting' and template_version < $1 collate "C" order by is_canary desc, created_at, id`,
      [target],
    );
    return rows;
  });

const report = (
  house: House,
  to: string,
  outcome: HouseMigration["outcome"],
  error?: string,
): HouseMigration => ({
  tenant: house.id,
  slug: house.slug,
  from: house.template_version,
  to,
  outcome,
  ...(error !== undefined && { error }),
});

async function migrateHouse(
  client: pg.Client,
  house: House,
  steps: readonly HouseStep[],
  { lockTimeoutMs, attempts }: { lockTimeoutMs: number; attempts: number },
): Promise<HouseMigration> {
  for (let attempt = 1; ; attempt++) {
    try {
      const to = await inTransaction(client, () => applySteps(client, house, steps, lockTimeoutMs));
      return report(house, to, "migrated");
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (worthRetrying.has(code ?? "") && attempt < attempts) {
        await delay(50 * 2 ** attempt * (0.5 + Math.random())); // let the requests that hold the locks pass
        continue;
      }
      await client.query("update platform.tenants set migration_error = $2 where id = $1", [
        house.id,
        message,
      ]);
      return report(house, steps.at(-1)?.version ?? "", "failed", message);
    }
  }
}

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    const value = await work();
    await client.query("commit");
    return value;
  } catch (error) {
    await client.query("rollback").catch(() => undefined); // the first error is the one to report
    throw error;
  }
}

async function applySteps(
  client: pg.Client,
  house: House,
  steps: readonly HouseStep[],
  lockTimeoutMs: number,
): Promise<string> {
  await client.query(`set local lock_timeout = ${Math.trunc(lockTimeoutMs)}`);
  const { rows } = await client.query<{ template_version: string }>(
    "select template_version from platform.tenants where id = $1 for update",
    [house.id],
  );
  const current = rows[0]?.template_version;
  if (current === undefined) throw new Error("The tenant was deleted meanwhile");
  const pending = steps.filter((step) => step.version > current); // another run may have been here
  const last = pending.at(-1);
  if (!last) return current;
  await client.query(`
    set local client_min_messages = warning;
    set local check_function_bodies = off;
    set local search_path = ${housePath(house.schema)};
    ${pending.map((step) => step.text).join("\n;\n")};
    ${houseGrants(house.schema, house.role)}`);
  await client.query(
    "update platform.tenants set template_version = $2, migration_error = null where id = $1",
    [house.id, last.version],
  );
  return last.version;
}

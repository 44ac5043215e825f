/** The two demo schools. `npm start` makes them on first run; `node scripts/demo.ts` makes them by hand. */
import { fileURLToPath } from "node:url";
import { systemActor } from "../server/core/auth.ts";
import { loadConfig } from "../server/core/config.ts";
import type { Ctx } from "../server/core/context.ts";
import { openPool, reachDatabase } from "../server/core/db/connect.ts";
import { AppError } from "../server/core/errors.ts";
import { createLogger } from "../server/core/log.ts";
import {
  type DemoHouse,
  type DemoReport,
  demoHouses,
  demoPassword,
  fillDemoHouse,
} from "../server/domains/school/demo/service.ts";
import { provisionTenant, refOf, showTenant, type Town } from "../server/domains/tenants/service.ts";
import { planFirst } from "../server/domains/timetable/plan/service.ts";

export type DemoOptions = {
  town: Town;
  /** Where the houses answer, e.g. `localhost:3000`; printed with the sign-ins. */
  host: string;
  say: (line: string) => void;
  /** ISO date that decides the school year; today by default. */
  today?: string;
};

/** Milliseconds of search for a demo timetable: its lessons are all placed within the first of them. */
const searchMs = 4_000;

/**
 * Opens and fills the demo houses that are missing, each with a published timetable, so that teachers, pupils and
 * guardians see their week at once, and says who may sign in. Safe to call at every start.
 */
export async function provisionDemo(options: DemoOptions): Promise<DemoReport[]> {
  const reports: DemoReport[] = [];
  for (const house of demoHouses) reports.push(await provisionHouse(options, house));
  return reports;
}

async function provisionHouse(
  { town, host, say, today }: DemoOptions,
  house: DemoHouse,
): Promise<DemoReport> {
  const tenant = refOf(await findOrOpen(town, house));
  const actor = systemActor("demo");
  const transact = <T>(work: (ctx: Ctx) => Promise<T>) =>
    town.database.withTenant(tenant, actor, (db) =>
      work({ tenant, actor, db, log: createLogger("silent"), requestId: "demo" }),
    );
  const report = await transact(({ db }) =>
    fillDemoHouse(db, house, today ?? new Date().toISOString().slice(0, 10)),
  );
  const { schoolId } = report;
  await planFirst(transact, { schoolId, name: "First timetable", seed: 1, milliseconds: searchMs });
  say(`\n${house.name}: http://${house.slug}.${host}`);
  for (const one of report.signIns) say(`  ${one.role.padEnd(13)} ${one.email.padEnd(38)} ${demoPassword}`);
  return report;
}

async function findOrOpen(town: Town, house: DemoHouse) {
  try {
    return await showTenant(town, house.slug);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "NOT_FOUND") throw error;
    return provisionTenant(town, { slug: house.slug, name: house.name });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const config = loadConfig();
  const connections = await reachDatabase(config, (line) => console.error(line));
  const database = openPool(config, connections, "atrium demo");
  try {
    await provisionDemo({
      town: { database, ownerUrl: connections.ownerUrl, by: "demo" },
      host: `${config.ROOT_DOMAIN}:${config.PORT}`,
      say: (line) => console.log(line),
    });
  } finally {
    await database.end();
    await connections.release();
  }
}

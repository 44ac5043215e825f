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
import { generate } from "../server/domains/timetable/generate/service.ts";
import { createTimetable } from "../server/domains/timetable/service.ts";

export type DemoOptions = {
  town: Town;
  /** Where the houses answer, e.g. `localhost:3000`; printed with the sign-ins. */
  host: string;
  say: (line: string) => void;
  /** ISO date that decides the school year; today by default. */
  today?: string;
  /** Runs in the transaction that made a school; by default it starts the search for a first timetable. */
  afterMade?: (ctx: Ctx, report: DemoReport) => Promise<void>;
};

/** Seconds of search for a demo timetable: its lessons are all placed within the first few. */
const searchSeconds = 20;

/** Opens and fills the demo houses that are missing, and says who may sign in. Safe to call at every start. */
export async function provisionDemo(options: DemoOptions): Promise<DemoReport[]> {
  const reports: DemoReport[] = [];
  for (const house of demoHouses) reports.push(await provisionHouse(options, house));
  return reports;
}

async function provisionHouse(options: DemoOptions, house: DemoHouse): Promise<DemoReport> {
  const { town, say } = options;
  const tenant = await findOrOpen(town, house);
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const actor = systemActor("demo");
  const report = await town.database.withTenant(refOf(tenant), actor, async (db) => {
    const filled = await fillDemoHouse(db, house, today);
    const ctx: Ctx = { tenant: refOf(tenant), actor, db, log: createLogger("silent"), requestId: "demo" };
    if (filled.made) await (options.afterMade ?? planFirst)(ctx, filled);
    return filled;
  });
  say(`\n${house.name}: http://${house.slug}.${options.host}`);
  for (const one of report.signIns) say(`  ${one.role.padEnd(13)} ${one.email.padEnd(38)} ${demoPassword}`);
  return report;
}

/** A draft that the worker fills as soon as it runs, so that there is a timetable to look at and to publish. */
async function planFirst(ctx: Ctx, { schoolId }: DemoReport): Promise<void> {
  const { id, version } = await createTimetable(ctx, { schoolId, name: "First draft" });
  await generate(ctx, { id, version, seconds: searchSeconds, seed: 1 });
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

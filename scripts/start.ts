/** `npm start`: the whole product on one machine, from an empty clone to printed addresses. */
import { setTimeout as delay } from "node:timers/promises";
import { loadConfig } from "../server/core/config.ts";
import { type Connections, openPool, reachDatabase } from "../server/core/db/connect.ts";
import { migrateHouses } from "../server/core/db/house-steps.ts";
import { keepDatabase } from "../server/core/db/keep-database.ts";
import { migratePlatform } from "../server/core/db/migrate.ts";
import { keepSpares } from "../server/core/db/spares.ts";
import { provisionDemo } from "./demo.ts";
import { buildPages } from "./start/build-pages.ts";
import { type Children, type ChildSpec, runChildren } from "./start/children.ts";
import { answers, choosePort } from "./start/port.ts";

const say = (line: string) => console.log(line);
const config = loadConfig();
const dev = process.argv.includes("--dev");

/** In development the server's own watcher restarts it; the pages' compiler rebuilds as files change. */
const processes: ChildSpec[] = dev
  ? [
      { name: "pages", args: ["node_modules/@remix-run/dev/dist/cli.js", "watch"] },
      { name: "web", args: ["--watch", "server/main.ts"] },
      { name: "worker", args: ["--watch", "jobs/main.ts"] },
    ]
  : [
      { name: "web", args: ["server/main.ts"] },
      { name: "worker", args: ["jobs/main.ts"] },
    ];

let connections: Connections | undefined;
let children: Children | undefined;
let unwatch: (() => void) | undefined;
let stopping: Promise<void> | undefined;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));

if (process.argv.includes("--follow")) stopWithParent();

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

async function main(): Promise<void> {
  const port = await choosePort(config.PORT, config.HOST);
  if (await isTaken(port)) {
    throw new Error(`Port ${port} is taken (does Atrium run already?). Stop that, or set PORT.`);
  }
  const pages = buildPages(say);
  pages.catch(() => undefined); // awaited below; the database is prepared meanwhile
  connections = await reachDatabase(config, say);
  unwatch = keepDatabase(config, connections.ownerUrl, say); // from here on nobody else stops it as its last user
  await migratePlatform(connections.ownerUrl, config.SECRET);
  await migrateStandingHouses(connections.ownerUrl);
  await keepSpares(connections.ownerUrl, Math.max(config.SPARE_HOUSES, 2));
  const signIns = config.production ? [] : await demoSchools(connections, port);
  await pages;
  children = runChildren(processes, { PORT: String(port) }, say);
  void announce(port, signIns);
  const lost = await children.failed;
  throw new Error(`The ${lost} process keeps ending; see its messages above.`);
}

/** npm runs this under a shell, which takes `kill` of npm to itself and leaves without a word. */
function stopWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void stop(0);
  }, 500).unref();
}

/** Makes the demo schools that are missing; answers the lines that say who may sign in. */
async function demoSchools(connections: Connections, port: number): Promise<string[]> {
  const database = openPool(config, connections, "atrium start");
  const lines: string[] = [];
  try {
    await provisionDemo({
      town: { database, ownerUrl: connections.ownerUrl, by: "start" },
      host: `${config.ROOT_DOMAIN}:${port}`,
      say: (line) => lines.push(line),
    });
  } finally {
    await database.end();
  }
  return lines;
}

/** Says where to go once somebody answers there. */
async function announce(port: number, signIns: readonly string[]): Promise<void> {
  while (!stopping && !(await answers(port, config.HOST))) await delay(100);
  if (stopping) return;
  for (const line of signIns) say(line);
  say(`\nAtrium listens on port ${port}. Stop it with Ctrl C.`);
}

async function migrateStandingHouses(ownerUrl: string): Promise<void> {
  for (const house of await migrateHouses(ownerUrl)) {
    if (house.outcome !== "migrated")
      say(`The house of ${house.slug} was not migrated: ${house.error ?? "held back"}`);
  }
}

/** The web process of a start that was killed leaves by itself within seconds; anything else keeps the port. */
async function isTaken(port: number): Promise<boolean> {
  for (const until = Date.now() + 3_000; Date.now() < until; await delay(100))
    if (!(await answers(port, config.HOST))) return false;
  return true;
}

/** Ends children first, then the embedded database unless others use it; a second signal changes nothing. */
function stop(code: number): Promise<void> {
  stopping ??= (async () => {
    unwatch?.();
    await children?.stop();
    await connections?.release(3_000);
    process.exit(code);
  })();
  return stopping;
}

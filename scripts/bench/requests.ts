import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import { systemActor } from "../../server/core/auth.ts";
import { loadConfig } from "../../server/core/config.ts";
import { openPool } from "../../server/core/db/connect.ts";
import type { Database, TenantRef } from "../../server/core/db/database.ts";
import { ensureEmbedded } from "../../server/core/db/embedded.ts";
import { loginUrl, migratePlatform } from "../../server/core/db/migrate.ts";
import { sql } from "../../server/core/db/sql.ts";
import { emit } from "../../server/core/events.ts";
import { createPeople } from "../../server/domains/identity/service.ts";
import { provisionTenant, refOf } from "../../server/domains/tenants/service.ts";
import { type Figure, quantile } from "./figure.ts";
import { cpuSeconds, get, load, type Target } from "./load.ts";

const rounds = 7;
const perRound = 3_000;
const connections = 16;
const secret = "the secret of a benchmark, kept nowhere";
const credentials = { email: "bench@example.org", password: "a password for benchmarks" };

type Town = { database: Database; ownerUrl: string; tenant: TenantRef; schoolId: string };
type Server = { child: ChildProcess; port: number };

/** CPU of a signed-in tenant read against bare Fastify with the same query, and the time from commit to socket. */
export async function benchRequests(): Promise<Figure[]> {
  const home = mkdtempSync(join(tmpdir(), "atrium-bench-"));
  const cluster = await ensureEmbedded({ home });
  const servers: Server[] = [];
  let town: Town | undefined;
  try {
    town = await prepare(cluster.ownerUrl, home);
    const ours = await startWeb(town, home);
    servers.push(ours);
    const bare = await startBare(town);
    servers.push(bare);
    const headers = await signIn(town, ours.port);
    const requests = await compare(ours, bare, headers);
    return [...requests, ...(await timeLive(town, ours.port, headers))];
  } finally {
    for (const { child } of servers) await stop(child);
    await town?.database.end();
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function prepare(ownerUrl: string, home: string): Promise<Town> {
  const config = loadConfig({ ATRIUM_HOME: home, SECRET: secret });
  await migratePlatform(ownerUrl, secret);
  const nothing = async () => undefined;
  const reached = { ownerUrl, appUrl: loginUrl(ownerUrl, secret), release: nothing, stop: nothing };
  const database = openPool(config, reached, "atrium bench");
  const tenant = refOf(
    await provisionTenant({ database, ownerUrl, by: "bench" }, { slug: "bench", name: "Bench" }),
  );
  const schoolId = randomUUID();
  await database.withTenant(tenant, systemActor("bench"), async (db) => {
    await db.run(sql`insert into schools (id, slug, name) values (${schoolId}, 'bench', 'Bench')`);
    await createPeople(db, [
      { name: "Someone", ...credentials, memberships: [{ role: "school_admin", schoolId: null }] },
    ]);
  });
  return { database, ownerUrl, tenant, schoolId };
}

async function startWeb(town: Town, home: string): Promise<Server> {
  const port = await freePort();
  const child = spawn(process.execPath, ["server/main.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      PUBLIC_URL_SCHEME: "http",
      ATRIUM_HOME: home,
      SECRET: secret,
      DATABASE_URL: town.ownerUrl,
      RATE_LIMIT_PER_MINUTE: "10000000",
      PORT: String(port),
    },
    stdio: ["ignore", "ignore", "inherit"], // the log is written as in production, only nobody reads it
  });
  await untilReady(child, port, "/ready");
  return { child, port };
}

async function startBare(town: Town): Promise<Server> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ["scripts/bench/bare-server.ts", town.ownerUrl, town.tenant.schema, String(port), bareQuery],
    { env: { ...process.env, NODE_ENV: "production" }, stdio: ["ignore", "ignore", "inherit"] },
  );
  await untilReady(child, port, "/metrics");
  return { child, port };
}

/** What `school.schools.list` asks, without policies and permissions. */
const bareQuery = `
  select id, version, updated_at as "updatedAt", name, short_name as "shortName", time_zone as "timeZone", locale,
    first_weekday as "firstWeekday", accent_hue as "accentHue", timetable_mode as "timetableMode",
    days_per_term as "daysPerTerm", comments, true as "mayEdit", true as "mayConfigure"
  from schools where deleted_at is null order by name, id`;

async function untilReady(child: ChildProcess, port: number, path: string): Promise<void> {
  for (let tried = 0; tried < 200; tried++) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.join(" ")} ended with ${child.exitCode}`);
    if (
      await get({ port, path, headers: {} }).then(
        () => true,
        () => false,
      )
    )
      return;
    await pause(100);
  }
  throw new Error(`${child.spawnargs.join(" ")} does not answer`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function signIn(town: Town, port: number): Promise<Record<string, string>> {
  const host = `${town.tenant.slug}.localhost:${port}`;
  const origin = `http://${host}`;
  const answer = await post(port, "/trpc/identity.signIn", { host, origin }, JSON.stringify(credentials));
  const cookie = answer.split(";", 1)[0];
  if (!cookie) throw new Error("Signing in for the benchmark failed");
  return { host, origin, cookie };
}

/** Answers the cookie it was given. */
async function post(
  port: number,
  path: string,
  headers: Record<string, string>,
  body: string,
): Promise<string> {
  const { request } = await import("node:http");
  const sent = request({
    host: "127.0.0.1",
    port,
    path,
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
  });
  sent.end(body);
  const [answer] = await once(sent, "response");
  answer.resume();
  return String(answer.headers["set-cookie"]?.[0] ?? "");
}

/** Rounds in turn, so that noise hits both alike; the ratio is of the medians. */
async function compare(ours: Server, bare: Server, headers: Record<string, string>): Promise<Figure[]> {
  const read: Target = { port: ours.port, path: "/trpc/school.schools.list", headers };
  const same: Target = { port: bare.port, path: "/read", headers: {} };
  const costs = { read: [] as number[], same: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const [mine, theirs] = [await costOf(read), await costOf(same)];
    if (round < 0) continue; // the first warms both up
    costs.read.push(mine);
    costs.same.push(theirs);
  }
  const [mine, theirs] = [quantile(costs.read, 0.5), quantile(costs.same, 0.5)];
  return [
    { what: "bare Fastify with the same query, CPU a request", value: theirs, unit: "µs" },
    { what: "signed-in tenant read through tRPC, CPU a request", value: mine, unit: "µs" },
    { what: "ratio of the two", value: mine / theirs, unit: "×", target: "≤ 3, aim 2" },
  ];
}

async function costOf(target: Target): Promise<number> {
  const before = await cpuSeconds(target.port);
  await load(target, perRound, connections);
  return ((await cpuSeconds(target.port)) - before) * (1e6 / perRound);
}

/** Commits in this process, heard through the web process's socket. */
async function timeLive(town: Town, port: number, headers: Record<string, string>): Promise<Figure[]> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers });
  await once(socket, "open");
  const topic = `schools/${town.schoolId}` as const;
  socket.send(JSON.stringify({ subscribe: [{ topic }] }));
  await once(socket, "message");
  const times: number[] = [];
  for (let i = 0; i < 500; i++) {
    const heard = once(socket, "message");
    await town.database.withTenant(town.tenant, systemActor("bench"), (db) =>
      emit(db, { topic, kind: "bench.tick", entity: "schools", entityId: town.schoolId }),
    );
    const committed = performance.now();
    await heard;
    times.push(performance.now() - committed);
  }
  socket.close();
  return [
    { what: "commit → socket, median", value: quantile(times, 0.5), unit: "ms" },
    { what: "commit → socket, p95", value: quantile(times, 0.95), unit: "ms", target: "< 50" },
  ];
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  setTimeout(() => child.kill("SIGKILL"), 3_000).unref();
  await gone;
}

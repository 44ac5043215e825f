import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Logger, run } from "graphile-worker";
import pg from "pg";
import { WebSocket } from "ws";
import { systemActor } from "../../server/core/auth.ts";
import { ensureEmbedded } from "../../server/core/db/embedded.ts";
import { sql } from "../../server/core/db/sql.ts";
import { send } from "../../server/domains/orders/demo/sender.ts";
import { storiesOf } from "../../server/domains/orders/demo/service.ts";
import type { Sending } from "../../server/domains/orders/demo/traffic.ts";
import { cpuOf } from "./cpu.ts";
import { type Figure, quantile } from "./figure.ts";
import {
  credentials,
  environmentOf,
  freePort,
  prepareShop,
  type ShopTown,
  startProcess,
  stopProcess,
  untilReady,
} from "./product.ts";

const wanted = { rate: 500, seconds: 20, flood: 8_000, noops: 5_000 };

/**
 * Orders from a signed webhook to a browser's socket: the rate that is held, the time from end to end and to the answer,
 * and beside it what the queue alone does with jobs that do nothing. Everything, the sender included, on this machine.
 */
export async function benchOrders(): Promise<Figure[]> {
  const home = mkdtempSync(join(tmpdir(), "atrium-bench-"));
  const cluster = await ensureEmbedded({ home });
  const children: ChildProcess[] = [];
  let town: ShopTown | undefined;
  try {
    town = await prepareShop(cluster.ownerUrl, home);
    const noop = await noopRate(cluster.ownerUrl);
    const port = await freePort();
    const env = environmentOf(home, port, town.ownerUrl);
    children.push(startProcess("server/main.ts", env), startProcess("jobs/main.ts", env));
    await untilReady(port);
    const ears = await listen(town, port);
    await measure(town, port, ears, 2_000, undefined, 0); // warms everything up
    const before = cpuOf(children, home);
    const held = await measure(town, port, ears, wanted.rate * wanted.seconds, wanted.rate, 10_000);
    const most = await measure(town, port, ears, wanted.flood, undefined, 100_000);
    ears.close();
    const cpu = (cpuOf(children, home) - before) / (wanted.rate * wanted.seconds + wanted.flood);
    return [
      { what: "graphile-worker, jobs that do nothing", value: noop, unit: "jobs/s" },
      {
        what: `orders sent at ${wanted.rate}/s: committed and heard`,
        value: held.perSecond,
        unit: "/s",
        target: `≥ ${wanted.rate * 0.98}`,
      },
      { what: "the same, webhook in → socket out, median", value: held.median, unit: "ms" },
      { what: "the same, webhook in → socket out, p95", value: held.p95, unit: "ms", target: "< 1000" },
      { what: "the same, webhook in → answered, p95", value: held.ackP95, unit: "ms", target: "< 50" },
      { what: "orders sent as fast as they are taken", value: most.perSecond, unit: "/s", target: "≥ 500" },
      { what: "the same, webhook in → socket out, p95", value: most.p95, unit: "ms" },
      { what: "CPU of web, worker and Postgres, an order", value: cpu * 1e6, unit: "µs" },
      { what: "which two idle cores hold at", value: 2 / cpu, unit: "/s", target: "≥ 500" },
      { what: "load of this machine meanwhile", value: loadavg()[0] ?? 0, unit: "" },
    ];
  } finally {
    for (const child of children) await stopProcess(child);
    await town?.database.end();
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Jobs that do nothing through graphile-worker with its own quickest settings, as stack notes measured it. */
async function noopRate(ownerUrl: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 10 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  let done = 0;
  let finish: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    finish = resolve;
  });
  await pool.query("select graphile_worker.add_job('bench.noop') from generate_series(1, $1)", [
    wanted.noops,
  ]);
  const started = performance.now();
  const runner = await run({
    pgPool: pool,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
    taskList: {
      "bench.noop": () => {
        done += 1;
        if (done === wanted.noops) finish();
      },
    },
    preset: {
      worker: {
        concurrentJobs: 10,
        localQueue: { size: 200 },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  });
  await all;
  const rate = wanted.noops / ((performance.now() - started) / 1_000);
  await runner.stop();
  await pool.end();
  return rate;
}

type Ears = { heardAt: Map<string, number>; wait(count: number): Promise<void>; close(): void };

/** A signed-in browser's socket on the school's orders; remembers when it first heard of each. */
async function listen(town: ShopTown, port: number): Promise<Ears> {
  const host = `${town.tenant.slug}.localhost:${port}`;
  const origin = `http://${host}`;
  const { request } = await import("node:http");
  const sent = request({
    host: "127.0.0.1",
    port,
    path: "/trpc/identity.signIn",
    method: "POST",
    headers: { host, origin, "content-type": "application/json" },
  });
  sent.end(JSON.stringify(credentials));
  const [answer] = await once(sent, "response");
  answer.resume();
  const cookie = String(answer.headers["set-cookie"]?.[0] ?? "").split(";", 1)[0] ?? "";
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers: { host, origin, cookie } });
  await once(socket, "open");
  socket.send(JSON.stringify({ subscribe: [{ topic: `orders/${town.shop.schoolId}` }] }));
  await once(socket, "message");
  const heardAt = new Map<string, number>();
  let wake: () => void = () => undefined;
  socket.on("message", (data) => {
    const { event } = JSON.parse(String(data)) as { event?: { entityId: string } };
    if (event && !heardAt.has(event.entityId)) heardAt.set(event.entityId, performance.now());
    wake();
  });
  return {
    heardAt,
    async wait(count) {
      while (heardAt.size < count)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
    close: () => socket.close(),
  };
}

/** Sends new orders and waits until the socket has heard of each. */
async function measure(
  town: ShopTown,
  port: number,
  ears: Ears,
  count: number,
  rate: number | undefined,
  from: number,
) {
  const stories = storiesOf(from, count, 9, 1);
  const sendings: Sending[] = stories.map((story) => ({
    story,
    step: 0,
    eventId: `bench-${story.id}`,
    tampered: false,
  }));
  const before = ears.heardAt.size;
  const sentAt = new Map<string, number>();
  const started = performance.now();
  const { milliseconds } = await send(sendings, {
    port,
    host: `${town.tenant.slug}.localhost:${port}`,
    domain: town.shop.domain,
    secret: town.shop.secret,
    rate,
    connections: rate ? 64 : 32,
    attempts: 5,
    onAnswer: ({ story }, { ms }) => sentAt.set(story.id, performance.now() - ms),
  });
  await ears.wait(before + count);
  const seconds = (performance.now() - started) / 1_000;
  const idOf = await externalIds(town);
  const times = [...sentAt].flatMap(([externalId, at]) => {
    const heard = ears.heardAt.get(idOf.get(externalId) ?? "");
    return heard === undefined ? [] : [heard - at];
  });
  return {
    perSecond: count / seconds,
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    ackP95: quantile(milliseconds, 0.95),
  };
}

const externalIds = async ({ database, tenant }: ShopTown): Promise<Map<string, string>> => {
  const rows = await database.withTenant(tenant, systemActor("bench"), (db) =>
    db.rows<{ id: string; externalId: string }>(sql`select id, external_id as "externalId" from orders`),
  );
  return new Map(rows.map(({ id, externalId }) => [externalId, id]));
};

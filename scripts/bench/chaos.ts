import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ensureEmbedded } from "../../server/core/db/embedded.ts";
import { send } from "../../server/domains/orders/demo/sender.ts";
import { storiesOf } from "../../server/domains/orders/demo/service.ts";
import { randomOf } from "../../server/domains/orders/demo/story.ts";
import { trafficOf } from "../../server/domains/orders/demo/traffic.ts";
import { untilQuiet, whatIsWrong } from "./chaos-verdict.ts";
import type { Figure } from "./figure.ts";
import {
  environmentOf,
  freePort,
  prepareShop,
  type ShopTown,
  startProcess,
  stopProcess,
  untilReady,
} from "./product.ts";

export type ChaosOptions = {
  orders: number;
  seed: number;
  /** Milliseconds between two kills, at random up to twice as much. */
  killEveryMs: number;
  /** No more than this many; without it for as long as there is something to deliver. */
  mostKills?: number;
  say: (line: string) => void;
};
export type ChaosReport = {
  deliveries: number;
  accepted: number;
  refused: number;
  tampered: number;
  failed: number;
  kills: Record<string, number>;
  seconds: number;
  /** What is not as it must be: empty when all is well. */
  wrong: string[];
};

/** `node scripts/bench/main.ts chaos`: some 50,000 webhooks while everything is killed at random. */
export async function benchChaos(): Promise<Figure[]> {
  const report = await runChaos({ orders: 13_000, seed: 4, killEveryMs: 2_500, say: console.log });
  for (const line of report.wrong.slice(0, 20)) console.log(`  wrong: ${line}`);
  const kills = Object.values(report.kills).reduce((sum, count) => sum + count, 0);
  return [
    { what: "webhooks delivered, copies and tampered ones included", value: report.deliveries, unit: "" },
    { what: "kill -9 of web, worker and Postgres meanwhile", value: kills, unit: "" },
    { what: "tampered with, and refused", value: report.refused, unit: "", target: `${report.tampered}` },
    {
      what: "orders lost, doubled or not in their last state",
      value: report.wrong.length,
      unit: "",
      target: "0",
    },
    { what: "webhooks a second, restarts included", value: report.deliveries / report.seconds, unit: "/s" },
  ];
}

/**
 * Delivers orders with copies, out of turn and partly tampered with, and kills web, worker and Postgres (each by
 * `kill -9`) at random until all are delivered. Then nothing may be missing, doubled, stuck or other than its last event
 * says.
 */
export async function runChaos({
  orders,
  seed,
  killEveryMs,
  mostKills = Number.POSITIVE_INFINITY,
  say,
}: ChaosOptions): Promise<ChaosReport> {
  const home = mkdtempSync(join(tmpdir(), "atrium-chaos-"));
  const cluster = await ensureEmbedded({ home });
  let town: ShopTown | undefined;
  const port = await freePort();
  const product = new Product(home, port);
  try {
    town = await prepareShop(cluster.ownerUrl, home);
    product.start();
    await untilReady(port);
    const stories = storiesOf(0, orders, seed, 10);
    const sendings = trafficOf(stories, { seed, duplicates: 0.2, reorder: 1, tamper: 0.02 });
    const started = performance.now();
    const stopKilling = product.killAtRandom(seed, killEveryMs, mostKills);
    const { milliseconds: _, ...sent } = await send(sendings, {
      port,
      host: `${town.tenant.slug}.localhost:${port}`,
      ...town.shop,
      connections: 24,
      attempts: 500,
    });
    await stopKilling();
    say(`  ${sendings.length} deliveries, ${JSON.stringify(product.kills)} kills; waiting for what is left`);
    await untilQuiet(town);
    const seconds = (performance.now() - started) / 1_000;
    const tampered = sendings.filter((one) => one.tampered).length;
    const wrong = await whatIsWrong(town, stories, sendings.length - tampered);
    if (sent.refused !== tampered) wrong.push(`${sent.refused} refused, ${tampered} tampered with`);
    if (sent.failed > 0) wrong.push(`${sent.failed} deliveries were never answered`);
    return { deliveries: sendings.length, tampered, ...sent, kills: product.kills, seconds, wrong };
  } finally {
    await product.stop();
    await town?.database.end().catch(() => undefined);
    await cluster.stop().catch(() => undefined);
    rmSync(home, { recursive: true, force: true });
  }
}

/** Web and worker on an embedded database, each started again when it was killed. */
class Product {
  readonly kills: Record<string, number> = { web: 0, worker: 0, postgres: 0 };
  readonly #home: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #running = new Map<string, ChildProcess>();
  #stopping = false;

  constructor(home: string, port: number) {
    this.#home = home;
    // the embedded database is not for production; without DATABASE_URL both look after it
    this.#env = { ...environmentOf(home, port), NODE_ENV: "development" };
  }

  start(): void {
    this.#keep("web", "server/main.ts");
    this.#keep("worker", "jobs/main.ts");
  }

  #keep(name: string, entry: string): void {
    const child = startProcess(entry, this.#env);
    this.#running.set(name, child);
    child.once("exit", () => {
      if (!this.#stopping) this.#keep(name, entry);
    });
  }

  /** Returns how to stop; resolves once no kill is under way. */
  killAtRandom(seed: number, everyMs: number, most: number): () => Promise<void> {
    const random = randomOf(seed);
    const names = Object.keys(this.kills);
    let on = true;
    const loop = (async () => {
      for (let turn = 0; on && turn < most; turn++) {
        await pause(everyMs * random() * 2);
        if (!on) return;
        // each once at first, at random afterwards
        const name = names[turn < names.length ? turn : Math.floor(random() * names.length)] ?? "web";
        this.#kill(name);
      }
    })();
    return async () => {
      on = false;
      await loop;
    };
  }

  #kill(name: string): void {
    const pid = name === "postgres" ? this.#postmaster() : this.#running.get(name)?.pid;
    if (!pid) return;
    try {
      process.kill(pid, "SIGKILL");
      this.kills[name] = (this.kills[name] ?? 0) + 1;
    } catch {
      // it is down already
    }
  }

  #postmaster(): number | undefined {
    try {
      return Number(readFileSync(join(this.#home, "postgres/data/postmaster.pid"), "utf8").split("\n")[0]);
    } catch {
      return undefined; // between two lives
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#running.values()].map(stopProcess));
  }
}

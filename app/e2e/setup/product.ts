import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { placeCluster } from "../../../server/core/db/embedded-place.ts";

/** One running `npm start` with a home of its own, and the processes that belong to it. */
export class Product {
  readonly home: string;
  readonly port: number;
  readonly process: ChildProcess;

  private constructor(home: string, port: number) {
    this.home = home;
    this.port = port;
    this.process = run("scripts/start.ts", home, port);
  }

  /** Starts it and waits until it can serve. The port defaults to a free one. */
  static async start(home: string, port?: number): Promise<Product> {
    const product = new Product(home, port ?? (await freePort()));
    await untilReady(product.port, product.process);
    return product;
  }

  /** Another web process on the same database, as production runs several. */
  async anotherWeb(): Promise<{ port: number; process: ChildProcess }> {
    const port = await freePort();
    const web = run("server/main.ts", this.home, port);
    await untilReady(port, web);
    return { port, process: web };
  }

  /** The exit code of a second `npm start` of the same home and port. */
  async secondStart(): Promise<number | null> {
    const [code] = await once(run("scripts/start.ts", this.home, this.port), "exit");
    return code as number | null;
  }

  /** Process number of the web or the worker process that runs now, if one does. */
  childPid(name: "web" | "worker"): number | undefined {
    const script = { web: "server/main.ts", worker: "jobs/main.ts" }[name];
    return childrenOf(this.process.pid ?? 0).find((pid) => commandOf(pid).includes(script));
  }

  /** Process number of the embedded Postgres, whoever started it. */
  postmasterPid(): number {
    const { folder } = placeCluster(this.home, () => undefined);
    return Number(readFileSync(join(folder, "data", "postmaster.pid"), "utf8").split("\n", 1)[0]);
  }

  /** Ends it as Ctrl C does. */
  stop = (): Promise<void> => ended(this.process, "SIGINT");
}

const run = (script: string, home: string, port: number): ChildProcess =>
  spawn(process.execPath, [script], {
    env: {
      ...process.env,
      NODE_ENV: "test",
      ATRIUM_HOME: home,
      PORT: String(port),
      LOG_LEVEL: "error",
      DATABASE_URL: "",
    },
    stdio: ["ignore", "inherit", "inherit"],
  });

/** Sends a signal and waits until the process is gone. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}

/** The status of `/ready`; nothing while nobody listens. */
export const readiness = (port: number): Promise<number | undefined> =>
  fetch(`http://127.0.0.1:${port}/ready`).then(
    (answer) => answer.status,
    () => undefined,
  );

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 180_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The product ended with ${child.exitCode}`);
    if ((await readiness(port)) === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 200)); // polling a foreign process is the only way to know
  }
  throw new Error("The product was not ready within three minutes");
}

/** Reads /proc, so that nothing has to be installed; there is no such folder but on Linux. */
function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);
}

function parentOf(pid: string): number | undefined {
  const found = /^PPid:\s*(\d+)/m.exec(read(`/proc/${pid}/status`));
  return found ? Number(found[1]) : undefined;
}

const commandOf = (pid: number): string => read(`/proc/${pid}/cmdline`);

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // it has ended meanwhile
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

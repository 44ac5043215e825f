import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { type EmbeddedPlace, placeCluster } from "./embedded-place.ts";

/** A running embedded Postgres that this and other processes share. */
export type EmbeddedPostgres = {
  /** Connection of the owner to the database `atrium`. */
  readonly ownerUrl: string;
  readonly port: number;
  /** Folder with the data and `server.log`. */
  readonly folder: string;
  /** Whether this call started the server (it ran already otherwise). */
  readonly started: boolean;
  /** Stops the server; open transactions are rolled back, connections closed. */
  stop(): Promise<void>;
  /** Stops the server if nobody but the caller is connected; returns whether it is stopped now. */
  stopIfUnused(): Promise<boolean>;
};

export type EmbeddedOptions = {
  /** ATRIUM_HOME, or another folder whose `postgres` becomes the cluster. */
  home: string;
  /** False trades durability for speed: for tests alone. */
  durable?: boolean;
  /** Told, in one sentence, where files went when not into `home`. */
  say?: (line: string) => void;
};

const owner = "atrium_owner";
const name = "atrium";
const startWithin = 60_000;

type Cluster = EmbeddedPlace & { home: string; data: string; durable: boolean; password: string };
type Answer = "ours" | "starting" | "unclear" | "foreign" | "nothing";

/**
 * Makes sure that the cluster of `home` exists and runs, whoever else does the same at this moment, and whatever was
 * killed before. The server is a daemon of its own: it outlives the process that started it.
 */
export async function ensureEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = placeCluster(options.home, options.say ?? (() => undefined));
  const cluster: Cluster = {
    ...place,
    home: options.home,
    data: join(place.folder, "data"),
    durable: options.durable ?? true,
    password: ownerPassword(options.home, join(place.folder, "data")),
  };
  if (!existsSync(join(cluster.data, "PG_VERSION"))) await initialise(cluster);
  const { port, started } = await startServer(cluster);
  await createDatabase(urlOf(cluster, port, "postgres"));
  return {
    ownerUrl: urlOf(cluster, port, name),
    port,
    folder: cluster.folder,
    started,
    stop: () => stopServer(cluster),
    stopIfUnused: () => stopIfUnused(cluster, port),
  };
}

const urlOf = (cluster: Cluster, port: number, database: string) =>
  `postgres://${owner}:${cluster.password}@127.0.0.1:${port}/${database}`;

/**
 * The owner's password is the cluster's own, so that another SECRET still opens the same data. It is older than the
 * data: data without it belong to an ATRIUM_HOME that was deleted while they lay elsewhere, and are put aside.
 */
function ownerPassword(home: string, data: string): string {
  const file = join(home, "postgres-password");
  if (!existsSync(file) && existsSync(data)) renameSync(data, `${data}-abandoned-${Date.now()}`);
  writeOnce(file, randomBytes(24).toString("hex"));
  return readFileSync(file, "utf8");
}

function writeOnce(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** initdb into a folder of this process's own, which then takes the name `data`: only a whole cluster is ever seen. */
async function initialise(cluster: Cluster): Promise<void> {
  const half = join(cluster.folder, `new-${process.pid}-${randomBytes(3).toString("hex")}`);
  mkdirSync(half, { mode: 0o700 });
  const passwordFile = `${half}.password`;
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  if (cluster.user) {
    chownSync(half, cluster.user.uid, cluster.user.gid);
    chownSync(passwordFile, cluster.user.uid, cluster.user.gid);
  }
  try {
    await run(cluster, "initdb", [
      ...["-D", half, "-U", owner, "--pwfile", passwordFile, "--auth=scram-sha-256", "--encoding=UTF8"],
      ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"],
      ...(cluster.durable ? [] : ["--no-sync"]),
    ]);
    renameSync(half, cluster.data);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(join(cluster.data, "PG_VERSION"))) throw error; // else another process was first
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function startServer(cluster: Cluster): Promise<{ port: number; started: boolean }> {
  const until = Date.now() + startWithin;
  let started = false;
  let complaint = "";
  let unclear = 0;
  while (Date.now() < until) {
    const port = await portOf(cluster);
    const answer = await whoAnswers(cluster, port);
    if (answer === "ours") return { port, started };
    unclear = answer === "unclear" ? unclear + 1 : 0;
    if (answer === "foreign" || unclear === 5) forgetPort(cluster, port);
    else if (answer === "nothing" && !adoptRunningPort(cluster, port)) {
      started = true;
      await run(cluster, "pg_ctl", startArguments(cluster, port)).catch((error: Error) => {
        complaint = error.message; // a killed server holds its lock for a second, or another process starts it
      });
    }
    if ((await whoAnswers(cluster, port)) !== "ours") await delay(200);
  }
  throw new Error(
    `The embedded database did not start; see ${join(cluster.folder, "server.log")}. ${complaint}`,
  );
}

function startArguments(cluster: Cluster, port: number): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: cluster.durable ? 200 : 300,
    max_locks_per_transaction: 256, // dropping one house takes thousands
    shared_buffers: "128MB",
    jit: "off",
    // after a crash every file is synced first, one by one (seconds) or by file system (at once; Linux only)
    recovery_init_sync_method: process.platform === "linux" ? "syncfs" : "fsync",
    timezone: "UTC",
    log_min_messages: "warning",
    ...(cluster.durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const flags = Object.entries(settings).map(([key, value]) => `-c ${key}=${value === "" ? "''" : value}`);
  const log = join(cluster.folder, "server.log");
  return ["start", "-D", cluster.data, "-l", log, "-w", "-t", "50", "-o", `-p ${port} ${flags.join(" ")}`];
}

/** The port is chosen once and kept beside the data, so that every process finds the same server. */
async function portOf(cluster: Cluster): Promise<number> {
  const file = join(cluster.home, "postgres-port");
  if (!existsSync(file)) writeOnce(file, String(await freePort()));
  return Number(readFileSync(file, "utf8"));
}

function forgetPort(cluster: Cluster, port: number): void {
  const file = join(cluster.home, "postgres-port");
  if (existsSync(file) && Number(readFileSync(file, "utf8")) === port) rmSync(file, { force: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** A client whose server may go away at any moment: that rejects its statements and is no error of the process. */
function quietClient(connectionString: string): pg.Client {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3_000 });
  client.on("error", () => undefined);
  return client;
}

/** Asks over TCP who listens on the port: `pg_ctl status` believes stale pid files. */
async function whoAnswers(cluster: Cluster, port: number): Promise<Answer> {
  const client = quietClient(urlOf(cluster, port, "postgres"));
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(
      "select current_setting('data_directory') as folder",
    );
    return realpathSync(rows[0]?.folder ?? "") === realpathSync(cluster.data) ? "ours" : "foreign";
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    if (code === "57P03") return "starting";
    if (code === "ECONNREFUSED") return "nothing";
    const foreign = ["28P01", "28000", "3D000"].includes(code); // another Postgres
    return foreign ? "foreign" : "unclear"; // ours while it stops or is overloaded, or no Postgres at all
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Whether the server runs on another port than the one kept, which is then kept. A pid file that names nobody or a
 * stranger (after a crash of the machine) is removed, as Postgres would refuse to start.
 */
function adoptRunningPort(cluster: Cluster, port: number): boolean {
  const file = join(cluster.data, "postmaster.pid");
  if (process.platform !== "linux" || !existsSync(file)) return false;
  const lines = readFileSync(file, "utf8").split("\n"); // pid, folder, start time, port, …
  const commandLine = `/proc/${Number(lines[0])}/cmdline`;
  if (!existsSync(commandLine) || !readFileSync(commandLine, "utf8").includes(cluster.data)) {
    rmSync(file, { force: true });
    return false;
  }
  const actual = Number(lines[3]);
  if (!actual || actual === port) return false;
  forgetPort(cluster, port);
  writeOnce(join(cluster.home, "postgres-port"), String(actual));
  return true;
}

async function createDatabase(url: string): Promise<void> {
  const client = quietClient(url);
  await client.connect();
  try {
    const found = await client.query("select from pg_database where datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`create database ${name}`);
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    if (code !== "42P04" && code !== "23505") throw error; // another process was first
  } finally {
    await client.end();
  }
}

async function stopServer(cluster: Cluster): Promise<void> {
  if (!existsSync(join(cluster.data, "postmaster.pid"))) return;
  await run(cluster, "pg_ctl", ["stop", "-D", cluster.data, "-m", "fast", "-w", "-t", "180"]);
}

async function stopIfUnused(cluster: Cluster, port: number): Promise<boolean> {
  const client = quietClient(urlOf(cluster, port, "postgres"));
  try {
    await client.connect();
    const { rows } = await client.query<{ others: number }>(
      "select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    if (rows[0]?.others !== 0) return false;
  } catch {
    return !existsSync(join(cluster.data, "postmaster.pid")); // another user, the last one, was quicker
  } finally {
    await client.end().catch(() => undefined);
  }
  await stopServer(cluster);
  return true;
}

/** Runs one of the programs as the cluster's user. Output goes to a pipe only for initdb: a daemon would keep it open. */
function run(cluster: Cluster, program: "initdb" | "pg_ctl", args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    refuseForeignData(cluster);
    const child = spawn(join(cluster.binaries, "bin", program), args, {
      cwd: cluster.folder,
      stdio: ["ignore", "ignore", program === "initdb" ? "pipe" : "ignore"],
      ...cluster.user,
    });
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}: ${said.trim()}`)),
    );
  });
}

/** A cluster that another user made can only be run by that user: say so instead of letting Postgres complain. */
function refuseForeignData(cluster: Cluster): void {
  const uid = cluster.user?.uid ?? process.getuid?.();
  if (uid !== undefined && existsSync(cluster.data) && statSync(cluster.data).uid !== uid) {
    throw new Error(`The database in ${cluster.data} belongs to another user; use another ATRIUM_HOME`);
  }
}

import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
import type { PlatformDb } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import type { WorkerParts } from "./job.ts";

export type HeartbeatOptions = {
  lockName: string;
  /** Releases jobs that dead workers hold; answers how many. */
  release: (lockNames: readonly string[]) => Promise<number>;
  beatEveryMs?: number;
  /** Silence after which a worker of another machine counts as dead. */
  deadAfterMs?: number;
};

type WorkerRow = { lockName: string; machine: string; pid: number; silentMs: number };

/**
 * Says that this worker lives, and releases what dead ones hold. On the same machine a missing process is seen within
 * a beat; elsewhere silence must last. A worker that could not reach the database itself judges nobody's silence until
 * it has been well for as long: after an outage everybody has been silent.
 */
export class Heartbeat {
  readonly #parts: WorkerParts;
  readonly #options: Required<HeartbeatOptions>;
  readonly #timer: NodeJS.Timeout;
  #wellSince = Date.now();
  #beating = false;

  constructor(parts: WorkerParts, options: HeartbeatOptions) {
    this.#parts = parts;
    this.#options = { beatEveryMs: 1_000, deadAfterMs: 8_000, ...options };
    this.#timer = setInterval(() => void this.beat(), this.#options.beatEveryMs);
    void this.beat();
  }

  /** Leaves in good order: its jobs are done or given back. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const { lockName } = this.#options;
    await this.#parts.database
      .withPlatform((db) => db.run(sql`delete from platform.workers where lock_name = ${lockName}`))
      .catch(() => undefined); // others will find this process gone
  }

  async beat(): Promise<void> {
    if (this.#beating) return;
    this.#beating = true;
    try {
      const others = await this.#parts.database.withPlatform((db) => this.#sayAndLook(db));
      const dead = others.filter((one) => this.#isDead(one)).map((one) => one.lockName);
      if (dead.length > 0) await this.#bury(dead);
    } catch (error) {
      this.#wellSince = Date.now();
      this.#parts.log.warn({ err: error }, "worker.beat_failed");
    } finally {
      this.#beating = false;
    }
  }

  async #sayAndLook(db: PlatformDb): Promise<WorkerRow[]> {
    const { lockName } = this.#options;
    await db.run(sql`
      insert into platform.workers (lock_name, machine, pid) values (${lockName}, ${machine}, ${process.pid})
      on conflict (lock_name) do update set beat_at = now()`);
    return db.rows<WorkerRow>(sql`
      select lock_name as "lockName", machine, pid,
        (extract(epoch from now() - beat_at) * 1000)::int as "silentMs"
      from platform.workers where lock_name <> ${lockName}`);
  }

  #isDead(worker: WorkerRow): boolean {
    if (machine !== "" && worker.machine === machine)
      return worker.pid === process.pid || !processExists(worker.pid); // our own number under another name: reused
    const judges = Date.now() - this.#wellSince > this.#options.deadAfterMs;
    return judges && worker.silentMs > this.#options.deadAfterMs;
  }

  async #bury(dead: string[]): Promise<void> {
    const released = await this.#options.release(dead);
    await this.#parts.database.withPlatform((db) =>
      db.run(sql`delete from platform.workers where lock_name = any(${dead}::text[])`),
    );
    this.#parts.metrics.workersRecovered.inc(dead.length);
    this.#parts.log.warn({ dead, released }, "worker.recovered_jobs");
  }
}

/** Where a pid names one process: this host's name and its pid namespace, as containers share names. */
const machine = ((): string => {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return process.platform === "linux" ? "" : hostname();
  }
})();

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

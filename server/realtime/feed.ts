import type { Database, TenantRef } from "../core/db/database.ts";
import type { Logger } from "../core/log.ts";
import type { ServerMessage } from "./schema.ts";
import { cursorOf, type Position, pageSize, readHorizon, readNewEvents, type StoredEvent } from "./store.ts";
import type { Frame, Watcher } from "./watcher.ts";

/** Milliseconds between looks at events that wait for an older transaction to end: short at first, then patient. */
const waits = [4, 8, 15, 25, 50, 100];

export function frameOf(epoch: string, { position, ...event }: StoredEvent): Frame {
  const cursor = cursorOf(epoch, position);
  return { text: JSON.stringify({ event, cursor } satisfies ServerMessage), cursor };
}

/**
 * One tenant's events in one process. Reads each event once, in order and without gaps, and hands it to those who
 * watch its topic. Whoever is added at position P gets every event after P from here; what came before is read apart.
 */
export class Feed {
  readonly #database: Database;
  readonly #tenant: TenantRef;
  readonly #log: Logger;
  readonly #watchers = new Map<string, Set<Watcher>>();
  #epoch: string;
  #position: Position;
  #reading = false;
  #rung = false;
  #wait = 0;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(
    database: Database,
    tenant: TenantRef,
    log: Logger,
    start: { epoch: string; position: Position },
  ) {
    this.#database = database;
    this.#tenant = tenant;
    this.#log = log;
    this.#epoch = start.epoch;
    this.#position = start.position;
  }

  static async open(database: Database, tenant: TenantRef, log: Logger): Promise<Feed> {
    return new Feed(database, tenant, log, await readHorizon(database, tenant));
  }

  /** Everything up to here has been handed out. */
  get position(): Position & { readonly epoch: string } {
    return { epoch: this.#epoch, ...this.#position };
  }

  get cursor(): string {
    return cursorOf(this.#epoch, this.#position);
  }

  /**
   * The connection was away. If it came back to an earlier state of the database (a back-up was restored), goes on from
   * where that is and answers true: what was handed out may not have happened.
   */
  async hasGoneBack(): Promise<boolean> {
    const { epoch, position, continues } = await readHorizon(this.#database, this.#tenant, this.#position);
    if (epoch === this.#epoch && continues) return false;
    this.#epoch = epoch;
    this.#position = position;
    this.#log.warn({ tenant: this.#tenant.slug }, "live.database_went_back");
    return true;
  }

  get empty(): boolean {
    return this.#watchers.size === 0;
  }

  add(topic: string, watcher: Watcher): void {
    const watchers = this.#watchers.get(topic) ?? new Set();
    this.#watchers.set(topic, watchers.add(watcher));
  }

  remove(topic: string, watcher: Watcher): void {
    const watchers = this.#watchers.get(topic);
    watchers?.delete(watcher);
    if (watchers?.size === 0) this.#watchers.delete(topic);
  }

  /** Something was committed, or may have been. Bells that ring while reading are answered by one more look. */
  ring(): void {
    this.#rung = true;
    if (!this.#reading && !this.#closed) void this.#read();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #read(): Promise<void> {
    this.#reading = true;
    clearTimeout(this.#timer);
    try {
      let pending = false;
      while (this.#rung && !this.#closed) {
        this.#rung = false;
        pending = await this.#readPages();
      }
      if (pending) this.#lookAgainIn(waits[Math.min(this.#wait++, waits.length - 1)] ?? 100);
      else this.#wait = 0;
    } catch (error) {
      this.#log.warn({ err: error, tenant: this.#tenant.slug }, "live.read_failed");
      this.#lookAgainIn(1_000);
    } finally {
      this.#reading = false;
    }
  }

  async #readPages(): Promise<boolean> {
    for (;;) {
      const { events, pending } = await readNewEvents(this.#database, this.#tenant, this.#position);
      for (const event of events) this.#handOut(event);
      if (events.length < pageSize) return pending;
    }
  }

  #handOut(event: StoredEvent): void {
    this.#position = event.position;
    const watchers = this.#watchers.get(event.topic);
    if (!watchers) return;
    const frame = frameOf(this.#epoch, event);
    for (const watcher of watchers) watcher.deliver(event.topic, frame);
  }

  #lookAgainIn(milliseconds: number): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ring(), milliseconds);
  }
}

import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "./log.ts";

type Hear = (payload: string) => void;

export type NotificationsOptions = {
  connectionString: string;
  applicationName: string;
  log: Logger;
  /** Milliseconds between checks that the connection still answers. */
  checkEveryMs?: number;
};

/**
 * The one LISTEN connection of a process. Postgres forgets notifications for those who are away, so whoever keeps
 * state from them must also register `onReconnect` and read or drop everything there.
 */
export class Notifications {
  readonly #options: NotificationsOptions;
  readonly #hearers = new Map<string, Set<Hear>>();
  readonly #watchers = new Set<(listening: boolean) => void>();
  #client: pg.Client | undefined;
  #listening = false;
  #stopped = false;
  #running: Promise<void> | undefined;

  constructor(options: NotificationsOptions) {
    this.#options = options;
  }

  /** Whether the connection stands and every channel is listened to. */
  get connected(): boolean {
    return this.#listening;
  }

  /** Hears a channel until the returned function is called. Channel names are chosen by code. */
  on(channel: string, hear: Hear): () => void {
    const hearers = this.#hearers.get(channel) ?? new Set();
    if (hearers.size === 0 && this.#client) this.#listen(this.#client, [channel]);
    this.#hearers.set(channel, hearers.add(hear));
    return () => hearers.delete(hear);
  }

  /** Called with true each time the connection stands (again), the first included, and with false when it is lost. */
  onConnection(act: (listening: boolean) => void): () => void {
    this.#watchers.add(act);
    return () => this.#watchers.delete(act);
  }

  /** Called each time the connection stands (again), the first time included. */
  onReconnect(act: () => void): () => void {
    return this.onConnection((listening) => {
      if (listening) act();
    });
  }

  /** Connects, and keeps connecting until `stop`; never throws because the database is away. */
  start(): void {
    this.#running ??= this.#keepConnected();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end().catch(() => undefined);
    await this.#running;
  }

  async #keepConnected(): Promise<void> {
    let failures = 0;
    while (!this.#stopped) {
      try {
        await this.#stayConnected(() => {
          failures = 0;
        });
      } catch (error) {
        if (failures === 0) this.#options.log.warn({ err: error }, "notifications.connection_lost");
        failures += 1;
      }
      if (!this.#stopped) await sleep(Math.min(2_000, 50 * 2 ** failures) * (0.5 + Math.random() / 2));
    }
  }

  /** One connection's life: resolves when it was ended on purpose, rejects when it broke. */
  async #stayConnected(whenUp: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.connectionString,
      application_name: this.#options.applicationName,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    const gone = new Promise<void>((resolve, reject) => {
      client.once("error", reject);
      client.once("end", resolve);
    });
    gone.catch(() => undefined); // also awaited below; the connection may break before that
    client.on("notification", ({ channel, payload }) => this.#deliver(channel, payload ?? ""));
    let check: NodeJS.Timeout | undefined;
    try {
      await client.connect();
      this.#client = client; // from here `on` adds its channel itself
      await client.query([...this.#hearers.keys()].map(listenTo).join(";") || "select 1");
      this.#announce(true);
      whenUp();
      this.#options.log.debug("notifications.connected");
      check = setInterval(() => {
        client.query("select 1").catch((error: Error) => client.emit("error", error));
      }, this.#options.checkEveryMs ?? 10_000);
      await gone;
    } finally {
      clearInterval(check);
      if (this.#listening) this.#announce(false);
      this.#client = undefined;
      client.on("error", () => undefined); // what a dying connection still says is of no use
      client.end().catch(() => undefined);
    }
  }

  #announce(listening: boolean): void {
    this.#listening = listening;
    for (const act of this.#watchers) act(listening);
  }

  #listen(client: pg.Client, channels: string[]): void {
    client.query(channels.map(listenTo).join(";")).catch((error: Error) => client.emit("error", error));
  }

  #deliver(channel: string, payload: string): void {
    for (const hear of this.#hearers.get(channel) ?? []) {
      try {
        hear(payload);
      } catch (error) {
        this.#options.log.error({ err: error, channel }, "notifications.hearer_failed");
      }
    }
  }
}

const listenTo = (channel: string): string => `listen ${pg.escapeIdentifier(channel)}`;

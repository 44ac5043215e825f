import type pg from "pg";

/** How long a tenant waits for a connection that knows its house: about what a first visit to a house costs. */
const patienceMs = 4;

type Seat = { readonly pool: pg.Pool; readonly knows: Set<string>; taken: boolean };
type Waiter = { readonly key: string; anySeat: boolean; readonly seated: (seat: Seat) => void };

export type WarmPoolOptions = {
  /** Connections at most. */
  size: number;
  /** Longest wait for a connection, in milliseconds. */
  timeoutMs: number;
  /** Makes a pool of one connection, which replaces that connection when it has died or served its time. */
  makePool: () => pg.Pool;
};

/**
 * A pool that gives a tenant a connection which knows its house already. A backend's first visit to a house loads
 * catalog, policies and plans, about ten times the cost of later ones, and keeps some 2 MB for each; so houses are
 * spread over the connections, and a house spreads to another connection only while its own are busy.
 */
export class WarmPool {
  readonly #seats: Seat[];
  readonly #timeoutMs: number;
  readonly #waiting: Waiter[] = [];

  constructor({ size, timeoutMs, makePool }: WarmPoolOptions) {
    this.#timeoutMs = timeoutMs;
    this.#seats = Array.from({ length: size }, () => {
      const seat: Seat = { pool: makePool(), knows: new Set(), taken: false };
      seat.pool.on("connect", () => seat.knows.clear());
      // the event precedes the connection's return to its pool
      seat.pool.on("release", () => queueMicrotask(() => this.#vacate(seat)));
      return seat;
    });
  }

  /** A connection for the house `key`; the caller releases it. Throws as `pg.Pool.connect` does. */
  async connect(key: string): Promise<pg.PoolClient> {
    const seat = this.#choose(key, false) ?? (await this.#wait(key));
    seat.taken = true;
    try {
      const client = await seat.pool.connect();
      seat.knows.add(key);
      return client;
    } catch (error) {
      this.#vacate(seat);
      throw error;
    }
  }

  /** Connections open, those of them idle, and callers waiting for one. */
  stats(): { total: number; idle: number; waiting: number } {
    const total = this.#seats.reduce((sum, { pool }) => sum + pool.totalCount, 0);
    const idle = this.#seats.reduce((sum, { pool }) => sum + pool.idleCount, 0);
    return { total, idle, waiting: this.#waiting.length };
  }

  async end(): Promise<void> {
    await Promise.all(this.#seats.map(({ pool }) => pool.end()));
  }

  /** A free seat that knows the house, or the house's own; with `anySeat` else an open one that knows the fewest. */
  #choose(key: string, anySeat: boolean): Seat | undefined {
    for (const seat of this.#seats) if (!seat.taken && seat.knows.has(key)) return seat;
    const own = this.#seats[hash(key) % this.#seats.length] as Seat;
    if (!own.taken) return own;
    if (!anySeat) return undefined;
    const cost = ({ pool, knows }: Seat) => knows.size + (pool.totalCount > 0 ? 0 : 1_000);
    return this.#seats
      .filter(({ taken }) => !taken)
      .reduce<Seat | undefined>((best, seat) => (best && cost(best) <= cost(seat) ? best : seat), undefined);
  }

  /** Waits in line: a moment for a seat that knows the house, then for any. */
  #wait(key: string): Promise<Seat> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => {
        waiter.anySeat = true;
        const seat = this.#choose(key, true);
        if (seat) waiter.seated(seat);
      }, patienceMs);
      const deadline = setTimeout(() => {
        this.#leave(waiter);
        reject(new Error("timeout exceeded when trying to connect"));
      }, this.#timeoutMs);
      const waiter: Waiter = {
        key,
        anySeat: false,
        seated: (seat) => {
          clearTimeout(patience);
          clearTimeout(deadline);
          this.#leave(waiter);
          seat.taken = true; // at once, so that nobody else chooses it meanwhile
          resolve(seat);
        },
      };
      this.#waiting.push(waiter);
    });
  }

  #leave(waiter: Waiter): void {
    const index = this.#waiting.indexOf(waiter);
    if (index >= 0) this.#waiting.splice(index, 1);
  }

  #vacate(seat: Seat): void {
    seat.taken = false;
    const next = this.#waiting.find(({ key, anySeat }) => this.#choose(key, anySeat) === seat);
    next?.seated(seat);
  }
}

/** A number of a text, the same in every process. */
function hash(text: string): number {
  let value = 0;
  for (const char of text) value = (value * 31 + char.charCodeAt(0)) >>> 0;
  return value;
}

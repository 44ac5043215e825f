import type { Duplex } from "node:stream";
import type pg from "pg";
import { AppError } from "../errors.ts";
import { namedForHouse, shapesOf } from "./house-statements.ts";
import { toAppError } from "./pg-errors.ts";
import { type Answer, type Outcome, ReadFlight } from "./read-flight.ts";
import { type Query, toStatement } from "./sql.ts";

type Result = pg.QueryResult<Record<string, unknown>>;
type Statement = ReturnType<typeof toStatement>;
type Pending = { statement: Statement; resolve: (answer: Answer) => void; reject: (error: unknown) => void };

/** The four transaction-local settings of one transaction; see `Database`. */
export type Preamble = readonly [role: string, searchPath: string, actor: string, tenantId: string];

/** Takes a connection from the pool. */
type Connect = () => Promise<pg.PoolClient>;

const setLocals = {
  name: "atrium_preamble",
  text: "select concat(set_config('role', $1, true), set_config('search_path', $2, true), set_config('atrium.actor', $3, true), set_config('atrium.tenant', $4, true))", // one column: fewer to parse
};

/** The same for a read, which answers no row at all. */
const setLocalsToRead = {
  name: "atrium_read_preamble",
  text: "select where concat(set_config('transaction_read_only', 'on', true), set_config('role', $1, true), set_config('search_path', $2, true), set_config('atrium.actor', $3, true), set_config('atrium.tenant', $4, true)) is null",
};

/**
 * Queues BEGIN and the preamble. They are pipelined: if either fails, Postgres refuses every later statement of the
 * transaction, so nothing can run outside the tenant's role.
 */
function begin(client: pg.PoolClient, preamble: Preamble): Promise<unknown>[] {
  return [client.query("begin"), client.query({ ...setLocals, values: preamble as unknown as string[] })];
}

const streamOf = (client: pg.PoolClient): Duplex =>
  (client as unknown as { connection: { stream: Duplex } }).connection.stream;

/** A flush is some twenty small messages: one buffer costs the kernel less than a vector of twenty. */
export function joinWrites(client: pg.PoolClient): void {
  const stream = streamOf(client);
  stream._writev = (chunks, done) =>
    stream._write(
      Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)),
      "buffer" as BufferEncoding,
      done,
    );
}

/** Runs `send` with the socket corked, so that all its messages leave in one write. */
function inOneFlush<T>(client: pg.PoolClient, send: () => T): T {
  const stream = streamOf(client);
  stream.cork();
  // pg hands queued queries to the socket synchronously in pipeline mode
  try {
    return send();
  } finally {
    process.nextTick(() => stream.uncork());
  }
}

/** The parts common to both sessions: results in the shapes services use. */
abstract class Session {
  protected abstract send(query: Query): Promise<Pick<Result, "rowCount"> & { rows: unknown[] }>;

  async rows<T>(query: Query): Promise<T[]> {
    return (await this.send(query)).rows as T[];
  }

  async one<T>(query: Query): Promise<T | undefined> {
    return (await this.send(query)).rows[0] as T | undefined;
  }

  async run(query: Query): Promise<number> {
    return (await this.send(query)).rowCount ?? 0;
  }
}

/** Reads: every tick's statements are one read-only transaction, which is one flush with its preamble and its end. */
export class ReadSession extends Session {
  readonly #connect: Connect;
  readonly #preamble: Preamble;
  #pending: Pending[] = [];

  constructor(connect: Connect, preamble: Preamble) {
    super();
    this.#connect = connect;
    this.#preamble = preamble;
  }

  onceBeforeCommit(key: string): void {
    throw new Error(`A read cannot do ${key} before its commit`);
  }

  protected send(query: Query): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const statement = toStatement(query); // what cannot be said is refused alone, not with its batch
      if (this.#pending.push({ statement, resolve, reject }) > 1) return;
      queueMicrotask(() => {
        const batch = this.#pending;
        this.#pending = [];
        void this.#flush(batch, true);
      });
    });
  }

  /** Runs a batch. A connection that turns out to be dead or stale costs a read nothing: it is run once more. */
  async #flush(batch: readonly Pending[], mayRetry: boolean): Promise<void> {
    let client: pg.PoolClient | undefined;
    try {
      client = await this.#connect();
      this.#fly(client, batch, mayRetry);
    } catch (error) {
      client?.release();
      for (const one of batch) one.reject(toAppError(error));
    }
  }

  #fly(client: pg.PoolClient, batch: readonly Pending[], mayRetry: boolean): void {
    const land = (outcomes: Outcome[], error: unknown) => {
      const spoilt = error !== undefined && isSpoilt(error);
      client.release(spoilt);
      if (spoilt && mayRetry) return void this.#flush(batch, false);
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome?.status === "answered") resolve(outcome.answer);
        else reject(toAppError(outcome?.error));
      });
    };
    const stream = streamOf(client);
    stream.cork();
    try {
      // names first: giving one may close another, which must not be lost behind a statement that fails
      const named = batch.map(({ statement }) => namedForHouse(client, this.#preamble[1], statement));
      const preamble = { ...setLocalsToRead, values: this.#preamble as unknown as unknown[] };
      client.query(
        new ReadFlight([preamble, ...named], shapesOf(client), client, land) as object as pg.Submittable,
      );
    } finally {
      stream.uncork();
    }
  }
}

/** A read-write transaction: the preamble travels with the first statement, what must precede COMMIT with COMMIT. */
export class WriteSession extends Session {
  readonly #connect: Connect;
  readonly #preamble: Preamble;
  readonly #beforeCommit = new Map<string, Statement>();
  #client: Promise<pg.PoolClient> | undefined;
  #state: "open" | "ended" = "open";
  #spoilt = false;

  constructor(connect: Connect, preamble: Preamble) {
    super();
    this.#connect = connect;
    this.#preamble = preamble;
  }

  onceBeforeCommit(key: string, query: Query): void {
    this.#beforeCommit.set(key, toStatement(query));
  }

  /** Runs `work`, then COMMIT; any throw is a ROLLBACK. Without a statement there is no transaction at all. */
  async transact<T>(work: () => Promise<T>): Promise<T> {
    let value: T;
    try {
      value = await work();
    } catch (error) {
      await this.#end(["rollback"]).catch(() => undefined); // the first error is the one to report
      throw error;
    }
    await this.#end([...this.#beforeCommit.values(), "commit"]);
    return value;
  }

  protected async send(query: Query): Promise<Result> {
    if (this.#state === "ended") throw new Error("A statement came after its transaction had ended");
    const statement = toStatement(query);
    const named = (client: pg.PoolClient) => namedForHouse(client, this.#preamble[1], statement);
    try {
      if (this.#client) {
        const client = await this.#client;
        return await client.query(named(client));
      }
      this.#client = this.#connect();
      const client = await this.#client;
      const [began, set, result] = inOneFlush(client, () => [
        ...begin(client, this.#preamble),
        client.query(named(client)),
      ]);
      const outcomes = await Promise.allSettled([began, set, result]);
      const broken = outcomes.find((one) => one.status === "rejected");
      if (broken) throw broken.reason;
      return (await result) as Result;
    } catch (error) {
      this.#spoilt ||= isSpoilt(error);
      throw toAppError(error);
    }
  }

  async #end(statements: (string | Statement)[]): Promise<void> {
    this.#state = "ended";
    if (!this.#client) return;
    const client = await this.#client.catch(() => undefined);
    if (!client) return;
    const outcomes = await Promise.allSettled(this.#sendLast(client, statements));
    const broken = outcomes.find((one) => one.status === "rejected");
    client.release(this.#spoilt || (broken !== undefined && isSpoilt(broken.reason)));
    if (broken) throw toAppError(broken.reason);
    const last = outcomes.at(-1);
    const command = last?.status === "fulfilled" ? last.value.command : "";
    // Postgres answers COMMIT of a failed transaction with ROLLBACK and no error: never report that as success
    if (statements.at(-1) === "commit" && command !== "COMMIT")
      throw new AppError("UNAVAILABLE", "database.not_committed");
  }

  #sendLast(client: pg.PoolClient, statements: (string | Statement)[]): Promise<pg.QueryResult>[] {
    try {
      return inOneFlush(client, () =>
        statements.map((one) =>
          typeof one === "string"
            ? client.query(one)
            : client.query(namedForHouse(client, this.#preamble[1], one)),
        ),
      );
    } catch (error) {
      client.release(true); // its transaction ends with it
      throw error;
    }
  }
}

/**
 * Whether the connection must go: it is dead, or it holds a prepared statement whose table was altered (0A000, "cached
 * plan must not change result type"), which would fail on it for ever.
 */
const isSpoilt = (reason: unknown): boolean => {
  const error = toAppError(reason);
  const cause = error instanceof AppError ? error.cause : error;
  const stale = (cause as { code?: string } | undefined)?.code === "0A000";
  return stale || (error instanceof AppError && error.reason === "database.away");
};

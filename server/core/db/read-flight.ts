import pg from "pg";
import { prepareValue } from "pg/lib/utils.js";

export type Row = Record<string, unknown>;
export type Answer = { rows: Row[]; rowCount: number };
export type Outcome = { status: "answered"; answer: Answer } | { status: "failed"; error: unknown };
type Statement = { text: string; values: unknown[]; name?: string };

/** The columns of a statement, as its rows are read. */
export type Shape = {
  readonly names: readonly string[];
  readonly parsers: readonly ((value: string) => unknown)[];
  readonly blank: Row;
};

/** The shapes of the statements that a connection has prepared, by name. */
export type Shapes = Map<string, Shape | undefined>;

/** What pg's client hands to its queries, and what it types nothing of: the protocol's messages. */
type Wire = {
  parsedStatements: Record<string, string | undefined>;
  submittedNamedStatements: Record<string, string | undefined>;
  parse(message: { name?: string | undefined; text: string }): void;
  bind(message: { statement: string; values: readonly (string | Buffer | null)[] }): void;
  describe(message: { type: "P" }): void;
  execute(message: Record<string, never>): void;
  sync(): void;
};
type Field = { name: string; dataTypeID: number };
type Parsers = { getTypeParser(type: number, format: "text"): (value: string) => unknown };

/** pg's query as the class that its client tells from foreign ones; its methods are all replaced. */
const ClientQuery = pg.Query as unknown as new (text: string) => object;

/**
 * Statements that leave in one flush with a single Sync, so that Postgres runs them as one transaction
 * (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING): it begins with the first, ends
 * at the Sync, and after an error nothing that follows runs. The first is the preamble, of which nothing is answered.
 *
 * To pg's client it is one query, which is what it costs: BEGIN, preamble, statement and COMMIT apart are four. Columns
 * of a named statement are asked for once a connection, as those of a prepared statement never change.
 */
export class ReadFlight extends ClientQuery {
  /** Read by the client when Postgres confirms a parse: those of the statement that is being answered. */
  declare name: string | undefined;
  declare text: string;
  readonly #statements: readonly Statement[];
  readonly #values: (string | Buffer | null)[][];
  readonly #shapes: Shapes;
  readonly #parsers: Parsers;
  readonly #done: (outcomes: Outcome[], error: unknown) => void;
  readonly #outcomes: Outcome[] = [];
  #at = -1;
  #shape: Shape | undefined;
  #rows: Row[] = [];
  #unread: { error: unknown } | undefined;

  /** `done` hears of each statement but the preamble, and of the error that ended the transaction, if one did. */
  constructor(
    statements: readonly Statement[],
    shapes: Shapes,
    parsers: Parsers,
    done: (outcomes: Outcome[], error: unknown) => void,
  ) {
    super(""); // a text, as pg would copy a configuration property by property
    this.#statements = statements;
    this.#values = statements.map(({ values }) => values.map(prepareValue)); // throws before anything is sent
    this.#shapes = shapes;
    this.#parsers = parsers;
    this.#done = done;
    this.#next();
  }

  submit(wire: Wire): null {
    const parsing = new Set<string>();
    this.#statements.forEach(({ name, text }, index) => {
      const known = name !== undefined && (wire.parsedStatements[name] !== undefined || parsing.has(name));
      if (!known) {
        wire.parse({ name, text });
        if (name !== undefined) {
          parsing.add(name);
          wire.submittedNamedStatements[name] = text;
        }
      }
      wire.bind({ statement: name ?? "", values: this.#values[index] ?? [] });
      if (index > 0 && (name === undefined || !this.#shapes.get(name))) wire.describe({ type: "P" });
      wire.execute({});
    });
    wire.sync();
    return null;
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.#shape = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => this.#parsers.getTypeParser(dataTypeID, "text")),
      blank: Object.fromEntries(fields.map(({ name }) => [name, null])),
    };
    if (this.name !== undefined) this.#shapes.set(this.name, this.#shape);
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const shape = this.#shape;
    if (!shape || this.#unread) return;
    const row: Row = { ...shape.blank };
    try {
      for (let i = 0; i < fields.length; i++) {
        const value = fields[i];
        if (value != null) row[shape.names[i] as string] = shape.parsers[i]?.(value);
      }
      this.#rows.push(row);
    } catch (error) {
      this.#unread = { error };
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#settle(Number(text.slice(text.lastIndexOf(" ") + 1)) || 0);
  }

  handleEmptyQuery(): void {
    this.#settle(0);
  }

  /** A statement failed, and none after it ran; or the connection is gone. */
  handleError(error: unknown, wire: Wire): void {
    for (const { name } of this.#statements)
      if (name !== undefined) delete wire.submittedNamedStatements[name];
    while (this.#outcomes.length < this.#statements.length - 1)
      this.#outcomes.push({ status: "failed", error });
    this.#done(this.#outcomes, error);
  }

  handleReadyForQuery(): void {
    this.#done(this.#outcomes, undefined);
  }

  #settle(rowCount: number): void {
    if (this.#unread) this.#outcomes.push({ status: "failed", error: this.#unread.error });
    else if (this.#at > 0)
      this.#outcomes.push({ status: "answered", answer: { rows: this.#rows, rowCount } });
    this.#next();
  }

  #next(): void {
    this.#at += 1;
    this.#rows = [];
    this.#unread = undefined;
    const statement = this.#statements[this.#at];
    this.name = statement?.name;
    this.text = statement?.text ?? "";
    this.#shape = this.#at > 0 && this.name !== undefined ? this.#shapes.get(this.name) : undefined;
  }
}

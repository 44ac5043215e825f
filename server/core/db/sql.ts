import { createHash } from "node:crypto";
import knexFactory, { type Knex } from "knex";

const fragment = Symbol("sql");

/** A statement with its parameters apart; made by the `sql` tag or by knex, never by joining strings with input. */
export type Sql = {
  readonly [fragment]: true;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string;
  /** Literals and values in order, for splicing. */
  readonly chunks: readonly Chunk[];
};
export type Query = Sql | Knex.QueryBuilder | Knex.Raw;

/** knex as a builder only: it has no connection; the executor runs what it builds. */
export const qb: Knex = knexFactory({ client: "pg" });

type Chunk = { literal: string } | { value: unknown };

/**
 * Builds a parameterised statement. Interpolated values become parameters; an interpolated `Sql` is spliced in.
 * Statements are named, so Postgres parses each text once a connection, unless a part was put together at run time
 * (`sql.id`, `sql.join`): of those there may be any number.
 */
export function sql(strings: TemplateStringsArray, ...inputs: readonly unknown[]): Sql {
  const chunks: Chunk[] = [];
  let stable = true;
  strings.forEach((literal, index) => {
    chunks.push({ literal });
    if (index >= inputs.length) return;
    const input = inputs[index];
    if (isSql(input)) {
      if (input.name === undefined) stable = false;
      chunks.push(...input.chunks);
    } else chunks.push({ value: input });
  });
  return assemble(chunks, stable);
}

/** An identifier that code (never input) chose, quoted. */
sql.id = (name: string): Sql => assemble([{ literal: `"${name.replaceAll('"', '""')}"` }], false);

/** Statements or fragments side by side. */
sql.join = (parts: readonly Sql[], separator = ", "): Sql =>
  assemble(
    parts.flatMap((part, index) => [...(index > 0 ? [{ literal: separator }] : []), ...part.chunks]),
    false,
  );

/** A statement with spliced parts that is built once, where a module loads: named, so that it is parsed once too. */
sql.once = (built: Sql): Sql => ({ ...built, name: nameOf(built.text) });

/** A value for a `::jsonb` parameter (pg would turn a JavaScript array into a Postgres array). */
export const json = (value: unknown): string => JSON.stringify(value ?? null);

export function isSql(value: unknown): value is Sql {
  return typeof value === "object" && value !== null && fragment in value;
}

/** The wire form of any query. */
export function toStatement(query: Query): { text: string; values: unknown[]; name?: string } {
  if (isSql(query)) {
    return query.name
      ? { text: query.text, values: [...query.values], name: query.name }
      : { text: query.text, values: [...query.values] };
  }
  const native = query.toSQL().toNative();
  return { text: native.sql, values: [...native.bindings] };
}

const names = new Map<string, string>();

function assemble(chunks: readonly Chunk[], stable: boolean): Sql {
  const values: unknown[] = [];
  let text = "";
  for (const chunk of chunks) {
    if ("literal" in chunk) text += chunk.literal;
    else text += `$${values.push(chunk.value)}`;
  }
  return stable
    ? { [fragment]: true, text, values, chunks, name: nameOf(text) }
    : { [fragment]: true, text, values, chunks };
}

function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `s${createHash("sha1").update(text).digest("hex").slice(0, 20)}`;
    names.set(text, name);
  }
  return name;
}

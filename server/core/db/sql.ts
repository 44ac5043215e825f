import { createHash } from "node:crypto";
import knexFactory, { type Knex } from "knex";

const fragment = Symbol("sql");

/** A statement with its parameters apart; made by the `sql` tag or by knex, never by joining strings with input. */
export type Sql = {
  readonly [fragment]: true;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string;
};
export type Query = Sql | Knex.QueryBuilder | Knex.Raw;

/** knex as a builder only: it has no connection; the executor runs what it builds. */
export const qb: Knex = knexFactory({ client: "pg" });

type Chunk = { literal: string } | { value: unknown };

/**
 * Builds a parameterised statement. Interpolated values become parameters; an interpolated `Sql` is spliced in.
 * Statements without spliced parts are named, so Postgres parses each text once a connection.
 */
export function sql(strings: TemplateStringsArray, ...inputs: readonly unknown[]): Sql {
  const chunks: Chunk[] = [];
  let stable = true;
  strings.forEach((literal, index) => {
    chunks.push({ literal });
    if (index >= inputs.length) return;
    const input = inputs[index];
    if (isSql(input)) {
      stable = false;
      chunks.push(...chunksOf(input));
    } else chunks.push({ value: input });
  });
  return assemble(chunks, stable);
}

/** An identifier that code (never input) chose, quoted. */
sql.id = (name: string): Sql => assemble([{ literal: `"${name.replaceAll('"', '""')}"` }], false);

/** Statements or fragments side by side. */
sql.join = (parts: readonly Sql[], separator = ", "): Sql =>
  assemble(
    parts.flatMap((part, index) => [...(index > 0 ? [{ literal: separator }] : []), ...chunksOf(part)]),
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
  return stable ? { [fragment]: true, text, values, name: nameOf(text) } : { [fragment]: true, text, values };
}

/** Splits a built fragment back at its parameters, so that splicing renumbers them. */
function chunksOf(part: Sql): Chunk[] {
  return part.text
    .split(/(\$\d+)/)
    .map((piece) =>
      /^\$\d+$/.test(piece) ? { value: part.values[Number(piece.slice(1)) - 1] } : { literal: piece },
    );
}

function nameOf(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `s${createHash("sha1").update(text).digest("hex").slice(0, 20)}`;
    names.set(text, name);
  }
  return name;
}

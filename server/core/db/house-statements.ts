import type pg from "pg";
import type { Shapes } from "./read-flight.ts";

type Statement = { text: string; values: unknown[]; name?: string };
/** Parts of pg's connection that it does not type: what the server has parsed, and the protocol's Close message. */
type Wire = {
  parsedStatements: Record<string, string | undefined>;
  submittedNamedStatements: Record<string, string | undefined>;
  close(message: { type: "S"; name: string }): void;
};

/** Plans that one connection keeps; at some 30–60 KB each this bounds them to about 60 MB. */
const mostPlans = 1_200;

/** Names in use on each connection, the least recently used first, with what their rows look like. */
const inUse = new WeakMap<pg.PoolClient, Shapes>();

/** The shapes of a connection's statements; one is forgotten when its statement is closed. */
export function shapesOf(client: pg.PoolClient): Shapes {
  let shapes = inUse.get(client);
  if (!shapes) {
    shapes = new Map();
    inUse.set(client, shapes);
  }
  return shapes;
}

/**
 * Gives a named statement a name of its house. Postgres analyses and plans a prepared statement anew whenever the
 * search path differs from its last use, so a name shared by all houses is never planned when its turn comes; a name
 * for each house is. The least recently used are closed, which the server does in any state of a transaction.
 */
export function namedForHouse(client: pg.PoolClient, searchPath: string, statement: Statement): Statement {
  if (statement.name === undefined) return statement;
  const name = `${statement.name}${searchPath.slice(0, searchPath.indexOf(","))}`;
  const names = shapesOf(client);
  const shape = names.get(name);
  names.delete(name);
  names.set(name, shape);
  if (names.size > mostPlans) closeOldest(client, names);
  return { ...statement, name };
}

function closeOldest(client: pg.PoolClient, names: Shapes): void {
  const [oldest] = names.keys();
  if (oldest === undefined) return;
  names.delete(oldest);
  const wire = (client as unknown as { connection: Wire }).connection;
  if (wire.submittedNamedStatements[oldest] !== undefined) return; // still on its way: leave it be
  if (wire.parsedStatements[oldest] === undefined) return; // its parse failed, so there is nothing to close
  delete wire.parsedStatements[oldest];
  wire.close({ type: "S", name: oldest });
}

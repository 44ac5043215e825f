import { userInfo } from "node:os";
import type { Config } from "../../server/core/config.ts";
import { loadConfig } from "../../server/core/config.ts";
import { type Connections, openPool, reachDatabase } from "../../server/core/db/connect.ts";
import type { Town } from "../../server/domains/tenants/service.ts";

/** What one run of the command works with. */
export type Session = { readonly config: Config; readonly town: Town; readonly connections: Connections };

/**
 * Opens the database for one command and closes it after, whatever happens. An embedded server that only this command
 * needed is stopped again.
 */
export async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const config = loadConfig();
  const connections = await reachDatabase(config, (line) => console.error(line));
  const database = openPool(config, connections, "atrium command");
  const by = `command:${userInfo().username}`;
  try {
    return await work({ config, connections, town: { database, ownerUrl: connections.ownerUrl, by } });
  } finally {
    await database.end();
    await connections.release();
  }
}

import { setTimeout as delay } from "node:timers/promises";
import type { Config } from "../config.ts";
import { Database } from "./database.ts";
import { ensureEmbedded } from "./embedded.ts";
import { loginUrl } from "./migrate.ts";

/** How to reach the database of this installation. */
export type Connections = {
  /** The owner: migrations, provisioning, the queue. */
  readonly ownerUrl: string;
  /** The login role without rights, on which every request runs. */
  readonly appUrl: string;
  /**
   * Stops the embedded server if this process was its last user; nothing for a server of one's own. `patienceMs` is for
   * connections of processes that have just ended, which Postgres notices a moment later.
   */
  release(patienceMs?: number): Promise<void>;
};

/** DATABASE_URL, or the embedded Postgres of ATRIUM_HOME, started if it does not run. */
export async function reachDatabase(
  config: Config,
  say: (line: string) => void = () => undefined,
): Promise<Connections> {
  if (config.DATABASE_URL) {
    return {
      ownerUrl: config.DATABASE_URL,
      appUrl: loginUrl(config.DATABASE_URL, config.SECRET),
      release: async () => undefined,
    };
  }
  const embedded = await ensureEmbedded({ home: config.ATRIUM_HOME, say });
  return {
    ownerUrl: embedded.ownerUrl,
    appUrl: loginUrl(embedded.ownerUrl, config.SECRET),
    release: async (patienceMs = 0) => {
      const until = Date.now() + patienceMs;
      while (!(await embedded.stopIfUnused()) && Date.now() < until) await delay(50);
    },
  };
}

/** The pool of one process, sized by the settings. `onConnectionError` hears of idle connections that died. */
export const openPool = (
  config: Config,
  connections: Connections,
  applicationName: string,
  onConnectionError?: (error: Error) => void,
): Database =>
  new Database({
    connectionString: connections.appUrl,
    poolSize: config.DATABASE_POOL_SIZE,
    connectionUses: config.DATABASE_CONNECTION_USES,
    statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
    applicationName,
    ...(onConnectionError && { onConnectionError }),
  });

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
  /** Stops the embedded server if this process was its last user; nothing for a server of one's own. */
  release(): Promise<void>;
  /** Stops the embedded server whoever uses it; nothing for a server of one's own. */
  stop(): Promise<void>;
};

/** DATABASE_URL, or the embedded Postgres of ATRIUM_HOME, started if it does not run. */
export async function reachDatabase(
  config: Config,
  say: (line: string) => void = () => undefined,
): Promise<Connections> {
  if (config.DATABASE_URL) {
    const nothing = async () => undefined;
    return {
      ownerUrl: config.DATABASE_URL,
      appUrl: loginUrl(config.DATABASE_URL, config.SECRET),
      release: nothing,
      stop: nothing,
    };
  }
  const embedded = await ensureEmbedded({ home: config.ATRIUM_HOME, say });
  return {
    ownerUrl: embedded.ownerUrl,
    appUrl: loginUrl(embedded.ownerUrl, config.SECRET),
    release: async () => {
      await embedded.stopIfUnused();
    },
    stop: () => embedded.stop(),
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
    slices: config.DATABASE_POOL_SLICES,
    connectionUses: config.DATABASE_CONNECTION_USES,
    statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
    applicationName,
    ...(onConnectionError && { onConnectionError }),
  });

import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { Config } from "../config.ts";
import { reachDatabase } from "./connect.ts";

/**
 * Watches the embedded database over one idle connection and starts it again when it dies; web and worker then
 * reconnect by themselves. Returns a function that ends the watch. A server of one's own is not ours to start.
 */
export function keepDatabase(config: Config, ownerUrl: string, say: (line: string) => void): () => void {
  if (config.DATABASE_URL) return () => undefined;
  let watching = true;
  let client: pg.Client | undefined;

  const watch = async (): Promise<void> => {
    while (watching) {
      await connectionEnds(ownerUrl, (opened) => {
        client = opened;
      });
      if (!watching) return;
      say("The embedded database ended; starting it again.");
      await reachDatabase(config, say).catch((error: Error) => say(error.message));
      await delay(200);
    }
  };
  void watch();
  return () => {
    watching = false;
    client?.end().catch(() => undefined);
  };
}

/** The same for web and worker: apart they watch it themselves, as children of `npm start` they leave it to their parent. */
export const keepOwnDatabase: typeof keepDatabase = (config, ownerUrl, say) =>
  process.connected ? () => undefined : keepDatabase(config, ownerUrl, say);

/** Resolves when a connection to the database cannot be made or has ended. */
function connectionEnds(url: string, opened: (client: pg.Client) => void): Promise<void> {
  return new Promise((resolve) => {
    const client = new pg.Client({
      connectionString: url,
      application_name: "atrium watch",
      keepAlive: true,
    });
    client.on("error", () => resolve()); // `on`: a dying connection may complain more than once
    client.once("end", () => resolve());
    client.connect().then(
      () => opened(client),
      () => resolve(),
    );
  });
}

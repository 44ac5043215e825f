import pg from "pg";

/**
 * One connection of the owner for the length of `work`. If the server goes away its statements are rejected; the
 * process lives on.
 */
export async function withOwner<T>(
  ownerUrl: string,
  applicationName: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: applicationName });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

import type pg from "pg";
import { dropHouse, houseScript, newHouseName, quoted, readTemplate, runScript } from "./house.ts";
import { withOwner } from "./owner-client.ts";

const applicationName = "atrium houses";

/** One process at a time looks after the spare houses of a database. */
const sparesLock = 4_711_081_503;

/** Builds one spare house from the repository's template over the owner's connection; returns its name. */
export async function buildSpare(client: pg.ClientBase): Promise<string> {
  const { text, version, fingerprint } = readTemplate();
  const house = newHouseName();
  await runScript(
    client,
    houseScript(
      house,
      house,
      text,
      `insert into platform.spare_houses (schema, role, template_version, fingerprint)
       values ('${house}', '${house}', '${version.replaceAll("'", "''")}', '${fingerprint}');`,
    ),
  );
  return house;
}

/** Builds one spare now, for a tenant that finds none. */
export async function buildSpareNow(ownerUrl: string): Promise<void> {
  await withOwner(ownerUrl, applicationName, buildSpare);
}

/**
 * Drops spares of an older template and builds new ones until `count` stand ready. Does nothing while another process
 * does the same. Returns how many it built and dropped.
 */
export async function keepSpares(
  ownerUrl: string,
  count: number,
): Promise<{ built: number; dropped: number }> {
  return withOwner(ownerUrl, applicationName, async (client) => {
    const lock = await client.query<{ got: boolean }>("select pg_try_advisory_lock($1) as got", [sparesLock]);
    if (!lock.rows[0]?.got) return { built: 0, dropped: 0 };
    const dropped = await dropStaleSpares(client);
    let built = 0;
    for (let ready = await countSpares(client); ready < count; ready++, built++) await buildSpare(client);
    return { built, dropped };
  });
}

/** A spare leaves the list in the transaction that drops it: nobody claims it meanwhile, and no kill leaves a ruin. */
async function dropStaleSpares(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ schema: string; role: string }>(
    "select schema, role from platform.spare_houses where fingerprint <> $1",
    [readTemplate().fingerprint],
  );
  let dropped = 0;
  for (const { schema, role } of rows) {
    await client.query("begin");
    try {
      const left = await client.query("delete from platform.spare_houses where schema = $1", [schema]);
      if (left.rowCount) await client.query(`drop schema ${quoted(schema)} cascade`);
      await client.query("commit");
      if (!left.rowCount) continue; // somebody moved in meanwhile
    } catch (error) {
      await client.query("rollback").catch(() => undefined); // the first error is the one to report
      throw error;
    }
    await dropHouse(client, schema, role); // what is left of it: the role
    dropped += 1;
  }
  return dropped;
}

async function countSpares(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ ready: number }>(
    "select count(*)::int as ready from platform.spare_houses",
  );
  return rows[0]?.ready ?? 0;
}

/** Drops the house of a tenant that is being deleted, giving requests that still run in it time to end. */
export async function demolishHouse(ownerUrl: string, schema: string, role: string): Promise<void> {
  await withOwner(ownerUrl, applicationName, async (client) => {
    await client.query("set lock_timeout = '20s'");
    const roles = await client.query("select from pg_roles where rolname = $1", [role]);
    if (roles.rowCount) await client.query(`revoke ${quoted(role)} from atrium_app`); // nobody enters any more
    await dropHouse(client, schema, role);
  });
}

import type pg from "pg";
import { platformRole } from "../../../core/db/database.ts";
import { compareSchemas, describeSchema } from "../../../core/db/describe-schema.ts";
import { sharedCode } from "../../../core/db/shared-code.ts";

/**
 * Objects of `shared` and `platform` that this version's code would make otherwise: an older version made them, or
 * somebody changed them by hand. Found by putting the code in and taking it back.
 */
export async function listChangedCode(client: pg.Client, serverVersion: number): Promise<string[]> {
  const before = await describeBoth(client);
  await client.query("begin; set local lock_timeout = '5s'; set local client_min_messages = warning");
  try {
    await client.query(`set local check_function_bodies = off; ${sharedCode(serverVersion)}`);
    const after = await describeBoth(client);
    return before.flatMap((found, index) =>
      compareSchemas(after[index] ?? new Map(), found).map((one) => `${one.object} is ${one.kind}`),
    );
  } finally {
    await client.query("rollback");
  }
}

const describeBoth = async (client: pg.Client) => [
  await describeSchema(client, "shared", platformRole),
  await describeSchema(client, "platform", platformRole),
];

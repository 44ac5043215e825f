import { sql } from "../../../core/db/sql.ts";
import type { TestTenant } from "../../../core/testing/house.ts";

/** Tokens of the links that were mailed to an address, the latest first. */
export async function mailedTokens(house: TestTenant, to: string, kind: string): Promise<string[]> {
  const mails = await house.asSystem((db) =>
    db.rows<{ text: string }>(sql`
      select body_text as text from mails
      where recipient = ${to} and kind = ${`identity.${kind}`} order by created_at desc, id desc`),
  );
  return mails.map(({ text }) => /\/(?:invitation|reset-password)\/([\w-]+)/.exec(text)?.[1] ?? "");
}

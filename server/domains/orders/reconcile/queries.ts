import type { TenantDb } from "../../../core/db/database.ts";
import { json, sql } from "../../../core/db/sql.ts";

/** What a shop told and could not be worked in. The same content is there once, however often it is looked at. */
export const insertLetter = (
  db: TenantDb,
  letter: {
    storeId: string;
    schoolId: string;
    topic: string;
    resourceId: string;
    body: Buffer;
    hash: Buffer;
    error: string;
    details: Readonly<Record<string, unknown>>;
  },
): Promise<{ id: string } | undefined> =>
  db.one(sql`
    insert into shop_events (store_id, school_id, topic, resource_id, body, body_hash, state, attempts, error,
      error_details, processed_at)
    values (${letter.storeId}, ${letter.schoolId}, ${letter.topic}, ${letter.resourceId}, ${letter.body}, ${letter.hash},
      'dead', 1, ${letter.error}, ${json(letter.details)}::jsonb, now())
    on conflict do nothing returning id`);

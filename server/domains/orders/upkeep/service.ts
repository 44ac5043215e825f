import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";
import { isCurrent, type Keyring, seal, unseal } from "../../../core/secrets/seal.ts";
import { deleteOldBulkEdits } from "../bulk/queries.ts";
import { type SecretKind, secretPlace } from "../stores/secrets.ts";

/** Days that what shops sent is kept; as long, the same event or content is recognised. Failures stay until settled. */
const keptDays = 45;

/** Upkeep of one house: old events and undo data go, secrets sealed with an older key are sealed anew. */
export async function pruneOrders(db: TenantDb, keyring: Keyring): Promise<void> {
  await db.run(sql`
    delete from shop_events where id in (
      select id from shop_events
      where state in ('done', 'ignored', 'dismissed') and received_at < now() - make_interval(days => ${keptDays})
      limit 20000)`);
  await deleteOldBulkEdits(db);
  await resealSecrets(db, keyring);
}

type Sealed = { id: string; storeId: string; kind: SecretKind; sealed: string; rank: number };

/** After a change of SEAL_KEYS: once every house was through here, the old key may go. Keeps two secrets of a kind. */
async function resealSecrets(db: TenantDb, keyring: Keyring): Promise<void> {
  const rows = await db.rows<Sealed>(sql`
    select id, store_id as "storeId", kind, sealed,
      row_number() over (partition by store_id, kind order by id desc)::int as rank
    from store_secrets`);
  for (const { id, storeId, kind, sealed, rank } of rows) {
    const place = secretPlace(storeId, kind);
    if (rank > 2) await db.run(sql`delete from store_secrets where id = ${id}`);
    else if (!isCurrent(keyring, sealed))
      await db.run(sql`
        update store_secrets set sealed = ${seal(keyring, unseal(keyring, sealed, place), place)} where id = ${id}`);
  }
}

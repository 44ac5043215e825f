import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";
import { type Keyring, seal, unseal } from "../../../core/secrets/seal.ts";

export type SecretKind = "api_secret" | "access_token";

/** What a sealed secret belongs to; it opens nowhere else. */
export const secretPlace = (storeId: string, kind: SecretKind): string => `stores/${storeId}/${kind}`;

/** Seals and stores a secret of a shop; from now on it counts. */
export async function saveSecret(
  db: TenantDb,
  keyring: Keyring,
  store: { id: string; schoolId: string },
  kind: SecretKind,
  text: string,
): Promise<void> {
  const sealed = seal(keyring, text, secretPlace(store.id, kind));
  await db.run(sql`
    insert into store_secrets (school_id, store_id, kind, sealed)
    values (${store.schoolId}, ${store.id}, ${kind}, ${sealed})`);
}

/** The newest secret of a kind, for the system only. */
export async function readSecret(
  db: TenantDb,
  keyring: Keyring,
  storeId: string,
  kind: SecretKind,
): Promise<string | null> {
  const row = await db.one<{ sealed: string }>(sql`
    select sealed from store_secrets where store_id = ${storeId} and kind = ${kind} order by id desc limit 1`);
  return row ? unseal(keyring, row.sealed, secretPlace(storeId, kind)) : null;
}

/** Whether the shop has given us a token. Its office may know that, though not the token. */
export const hasToken = async (db: TenantDb, storeId: string): Promise<boolean> =>
  (await db.one<{ has: boolean }>(sql`select store_has_token(${storeId}) as has`))?.has ?? false;

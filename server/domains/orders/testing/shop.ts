import { randomUUID } from "node:crypto";
import type { TenantDb } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";
import { keyringOf } from "../../../core/secrets/seal.ts";
import { testSecret } from "../../../core/testing/secret.ts";
import { saveSecret } from "../stores/secrets.ts";

/** A school with a connected shop, made without the network. */
export type TestShop = { schoolId: string; storeId: string; domain: string; secret: string };

export async function openShop(db: TenantDb, name = "north"): Promise<TestShop> {
  const shop = {
    schoolId: randomUUID(),
    storeId: randomUUID(),
    domain: `${name}-shop.myshopify.com`,
    secret: `shpss_of_${name}_0123456789`,
  };
  await db.run(
    sql`insert into schools (id, slug, name) values (${shop.schoolId}, ${name}, ${`School ${name}`})`,
  );
  await db.run(sql`
    insert into stores (id, school_id, name, domain)
    values (${shop.storeId}, ${shop.schoolId}, ${`Shop of ${name}`}, ${shop.domain})`);
  const keyring = keyringOf({ SECRET: testSecret, SEAL_KEYS: undefined });
  await saveSecret(db, keyring, { id: shop.storeId, schoolId: shop.schoolId }, "api_secret", shop.secret);
  return shop;
}

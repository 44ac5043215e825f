import type { Config } from "../../../core/config.ts";
import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { keyringOf } from "../../../core/secrets/seal.ts";
import { readSecret } from "../stores/secrets.ts";
import type { ShopAccess } from "./client.ts";

export type OpenShop = {
  storeId: string;
  schoolId: string;
  state: string;
  callbackUrl: string;
  reconciledUntil: string | null;
  access: ShopAccess;
};

/**
 * A shop that may be asked, for jobs; null for one that is gone, was uninstalled or gave no token. `disconnected` opens
 * one that was disconnected here, and no other.
 */
export async function openShop(
  { db }: Pick<Ctx, "db">,
  config: Config,
  storeId: string,
  disconnected = false,
): Promise<OpenShop | null> {
  const store = await db.one<{
    schoolId: string;
    domain: string;
    state: string;
    callbackUrl: string;
    reconciledUntil: string | null;
  }>(sql`
    select school_id as "schoolId", domain, state, callback_url as "callbackUrl", reconciled_until as "reconciledUntil"
    from stores where id = ${storeId} and (deleted_at is not null) = ${disconnected}::boolean and state <> 'uninstalled'`);
  const token = store && (await readSecret(db, keyringOf(config), storeId, "access_token"));
  if (!store || !token) return null;
  const { domain, ...rest } = store;
  const access = { domain, token, apiVersion: config.SHOPIFY_API_VERSION, url: config.SHOPIFY_URL };
  return { storeId, ...rest, access };
}

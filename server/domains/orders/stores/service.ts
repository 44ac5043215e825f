import type { z } from "zod";
import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { AppError, conflict, forbidden, invalid, notFound } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import { enqueue } from "../../../core/jobs/enqueue.ts";
import { requireSchool } from "../../../core/school-access.ts";
import { keyring } from "./keyring.ts";
import * as queries from "./queries.ts";
import {
  type connectStoreInput,
  type disconnectStoreInput,
  leaveTask,
  reconcileTask,
  registerTask,
  type StoreHealth,
  type StoreRow,
  type updateStoreInput,
} from "./schema.ts";
import { hasToken, saveSecret } from "./secrets.ts";

/** Where shops deliver to this house. */
export const webhookPath = "/webhooks/shopify";

export const listStores = ({ db }: Ctx, schoolId: string): Promise<StoreRow[]> =>
  queries.listStores(db, schoolId) as Promise<StoreRow[]>;

/**
 * Connects a shop: its secrets are sealed, its webhooks are asked for by a job, and another fetches the orders of the
 * last days. A shop belongs to one school of the house for good, since its orders do; one that was disconnected comes
 * back as the same shop, so that none of its orders is there twice.
 */
export async function connectStore(
  ctx: Ctx & { origin: string },
  input: z.output<typeof connectStoreInput>,
): Promise<StoreRow> {
  await requireSchool(ctx, "orders.configure", input.schoolId);
  if (await queries.belongsElsewhere(ctx.db, input.schoolId, input.domain))
    throw invalid("orders.store_of_another_school", { fields: { domain: "taken" } });
  const wanted = { ...input, callbackUrl: `${ctx.origin}${webhookPath}` };
  const store =
    (await queries.reviveStore(ctx.db, wanted).catch(explainDuplicate)) ??
    (await queries.insertStore(ctx.db, wanted).catch(explainDuplicate));
  if (!store) throw new Error("The shop was not connected");
  await saveSecret(ctx.db, keyring(), store, "api_secret", input.apiSecret);
  if (input.accessToken) await saveSecret(ctx.db, keyring(), store, "access_token", input.accessToken);
  if (input.accessToken) await askShop(ctx, store.id);
  await record(ctx, store, "orders.connect_store", { domain: store.domain });
  return store as StoreRow;
}

function explainDuplicate(error: unknown): never {
  if (error instanceof AppError && error.details.constraint === "stores_domain_once")
    throw invalid("orders.store_known", { fields: { domain: "taken" } });
  throw error;
}

/** Renames a shop, or gives it new secrets; the old secret still verifies what was signed with it a while longer. */
export async function updateStore(ctx: Ctx, input: z.output<typeof updateStoreInput>): Promise<StoreRow> {
  const { name, stuckAfterDays, apiSecret, accessToken } = input;
  await requireStore(ctx, input.id);
  const reconnects = accessToken !== undefined || apiSecret !== undefined;
  const store = await queries.updateStore(ctx.db, input.id, input.version, {
    name,
    stuckAfterDays,
    reconnects,
  });
  if (!store) return refuseStale(ctx, input.id);
  if (apiSecret) await saveSecret(ctx.db, keyring(), store, "api_secret", apiSecret);
  if (accessToken) await saveSecret(ctx.db, keyring(), store, "access_token", accessToken);
  if (accessToken) await askShop(ctx, store.id);
  const secrets = [apiSecret && "api_secret", accessToken && "access_token"].filter(Boolean);
  await record(ctx, store, "orders.update_store", { name, stuckAfterDays, secrets });
  return store as StoreRow;
}

/**
 * Ends the connection from our side: nothing of the shop is taken any more; its orders stay. A job takes its webhooks off
 * and drops the token; the secret stays, because requests to forget people still come signed with it.
 */
export async function disconnectStore(
  ctx: Ctx,
  input: z.output<typeof disconnectStoreInput>,
): Promise<StoreRow> {
  await requireStore(ctx, input.id);
  const store = await queries.removeStore(ctx.db, input.id, input.version);
  if (!store) return refuseStale(ctx, input.id);
  // under the key of the job that registers, so that whichever was asked for last happens
  await enqueue(ctx.db, leaveTask, { storeId: store.id }, { key: `register:${store.id}`, maxAttempts: 8 });
  await record(ctx, store, "orders.disconnect_store", { domain: store.domain });
  return store as StoreRow;
}

/** Looks after the webhooks and fetches what was missed, now instead of by the clock. */
export async function repairStore(ctx: Ctx, id: string): Promise<void> {
  const store = await requireStore(ctx, id);
  await askShop(ctx, id);
  await record(ctx, store, "orders.repair_store", {});
}

/** How a shop fares. */
export async function storeHealth(ctx: Ctx, id: string): Promise<StoreHealth> {
  const store = await requireStore(ctx, id);
  const [health, sync, token] = await Promise.all([
    queries.readHealth(ctx.db, store),
    queries.readSync(ctx.db, id),
    hasToken(ctx.db, id),
  ]);
  if (!health || !sync) throw notFound("orders.store_unknown");
  return {
    storeId: id,
    state: store.state as StoreHealth["state"],
    trouble: store.trouble,
    ...health,
    ...sync,
    hasToken: token,
  };
}

/** Lets a house's shops hear of its new address, and be turned to it: after the house was renamed. */
export async function turnShops({ db }: Pick<Ctx, "db">): Promise<void> {
  for (const { id } of await queries.listConnected(db))
    await enqueue(db, registerTask, { storeId: id }, { key: `register:${id}`, maxAttempts: 8 });
}

async function askShop({ db }: Ctx, storeId: string): Promise<void> {
  await enqueue(db, registerTask, { storeId }, { key: `register:${storeId}`, maxAttempts: 8 });
  await enqueue(db, reconcileTask, { storeId }, { key: `reconcile:${storeId}`, maxAttempts: 8 });
}

async function requireStore(ctx: Ctx, id: string): Promise<queries.StoreRecord> {
  const store = await queries.findStore(ctx.db, id);
  if (!store) throw notFound("orders.store_unknown");
  await requireSchool(ctx, "orders.configure", store.schoolId);
  return store;
}

async function refuseStale(ctx: Ctx, id: string): Promise<never> {
  const server = await queries.findStore(ctx.db, id);
  if (!server) throw forbidden("orders.store_unknown");
  throw conflict("orders.version_stale", { server, changedBy: null, changedAt: server.updatedAt });
}

async function record(
  ctx: Ctx,
  store: queries.StoreRecord,
  action: string,
  details: Record<string, unknown>,
): Promise<void> {
  await audit(ctx.db, action, "stores", store.id, details, store.schoolId);
  await emit(ctx.db, {
    topic: `stores/${store.schoolId}`,
    kind: "stores.changed",
    entity: "stores",
    entityId: store.id,
    version: store.version,
  });
}

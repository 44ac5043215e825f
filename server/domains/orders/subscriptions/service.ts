import { AppError } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import { mayPass } from "../../../core/jobs/job.ts";
import type { JobContext } from "../../../core/jobs/tenant-job.ts";
import { leadsTo } from "../../tenants/domains/service.ts";
import { withTrouble } from "../reconcile/trouble.ts";
import { createShopAdmin, type ShopAdmin } from "../shop/admin.ts";
import { ShopClient } from "../shop/client.ts";
import { openShop } from "../shop/open.ts";
import { dropToken, noteSubscriptions } from "../stores/queries.ts";

/**
 * What a shop is asked to tell. The three privacy topics are not among them: Shopify lets an app name their address in
 * its settings only (https://shopify.dev/docs/apps/build/privacy-law-compliance).
 */
export const subscribedTopics = [
  "orders/create",
  "orders/updated",
  "orders/cancelled",
  "orders/fulfilled",
  "refunds/create",
  "app/uninstalled",
] as const;

/** Registers the webhooks that are missing, turns those that deliver elsewhere to us, and notes how each stands. */
export async function registerWebhooks(job: JobContext, storeId: string): Promise<void> {
  const shop = await job.transact((ctx) => openShop(ctx, job.parts.config, storeId));
  if (!shop || shop.callbackUrl === "") return;
  const admin = createShopAdmin(new ShopClient(shop.access, job.signal));
  const address = await addressToday(job, shop.callbackUrl);
  await withTrouble(job, shop, async () => {
    const outcome = await repair(admin, address);
    await job.transact(async ({ db }) => {
      await noteSubscriptions(db, storeId, outcome, address);
      await emit(db, {
        topic: `stores/${shop.schoolId}`,
        kind: "stores.changed",
        entity: "stores",
        entityId: storeId,
      });
    });
  });
}

async function repair(admin: ShopAdmin, url: string): Promise<Record<string, string>> {
  const standing = await admin.subscriptions();
  const outcome: Record<string, string> = {};
  for (const topic of subscribedTopics) {
    const own = standing.filter((one) => one.topic === topic);
    try {
      if (own.some((one) => one.url === url)) outcome[topic] = "registered";
      else {
        const [stray] = own;
        await (stray ? admin.resubscribe(stray.id, url) : admin.subscribe(topic, url));
        outcome[topic] = "registered";
      }
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "INVALID") throw error;
      outcome[topic] = `refused: ${[error.details.messages].flat().join("; ").slice(0, 200)}`;
    }
  }
  return outcome;
}

/** Where the house takes webhooks now: it may have been renamed, or its own domain taken from it, since it was told. */
async function addressToday({ tenant, parts }: JobContext, told: string): Promise<string> {
  const url = new URL(told);
  const { ROOT_DOMAIN: root } = parts.config;
  const own = !url.hostname.endsWith(`.${root}`) && (await leadsTo(parts, tenant.id, url.hostname));
  if (!own) url.hostname = `${tenant.slug}.${root}`;
  return url.toString();
}

/**
 * Takes what was registered for a disconnected shop off again and drops its token. A shop that will not be asked any more
 * has nothing to be asked for; one that is merely away is asked again until the last attempt.
 */
export async function leaveShop(job: JobContext, storeId: string): Promise<void> {
  const shop = await job.transact((ctx) => openShop(ctx, job.parts.config, storeId, true));
  try {
    if (shop) await unsubscribe(createShopAdmin(new ShopClient(shop.access, job.signal)), shop.callbackUrl);
  } catch (error) {
    if (mayPass(error) && !job.isLastAttempt) throw error;
    job.log.warn({ err: error, store: storeId }, "orders.left_subscriptions");
  }
  await job.transact(({ db }) => dropToken(db, storeId));
}

/** Only what delivers to us: the same app may serve others too. */
async function unsubscribe(admin: ShopAdmin, url: string): Promise<void> {
  for (const one of await admin.subscriptions()) if (one.url === url) await admin.unsubscribe(one.id);
}

import { randomBytes } from "node:crypto";
import { systemActor } from "../../../core/auth.ts";
import type { Database, TenantDb, TenantRef } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";
import { notFound } from "../../../core/errors.ts";
import type { Keyring } from "../../../core/secrets/seal.ts";
import { insertEntries } from "../edit/queries.ts";
import { parseLossless } from "../lossless.ts";
import { mergeOrder } from "../process/merge.ts";
import { readOrder, readRefund } from "../process/read-webhook.ts";
import { insertOrders, insertRefunds, type NewRefund, writeLines } from "../process/write-orders.ts";
import { readSecret, saveSecret } from "../stores/secrets.ts";
import { bodyOf } from "./body.ts";
import type { DemoCurrency } from "./schema.ts";
import { givesBack, randomOf, type Story, storyOf } from "./story.ts";

export type DemoShop = { storeId: string; schoolId: string; domain: string; secret: string };

/** The house's demo shop, connected at first use to its oldest school (or the one named); its secret is its own. */
export async function openDemoShop(
  db: TenantDb,
  keyring: Keyring,
  slug: string,
  schoolSlug?: string,
): Promise<DemoShop> {
  const domain = `${slug}-demo.myshopify.com`;
  // one that was disconnected comes back: its orders are there, and their numbers would be given twice
  const known = await db.one<{ id: string; schoolId: string }>(sql`
    update stores set deleted_at = null where id = (
      select id from stores where domain = ${domain} order by deleted_at desc nulls first limit 1)
    returning id, school_id as "schoolId"`);
  if (known) {
    const secret = await readSecret(db, keyring, known.id, "api_secret");
    if (secret) return { storeId: known.id, schoolId: known.schoolId, domain, secret };
  }
  const school = await db.one<{ id: string; name: string }>(sql`
    select id, name from schools where deleted_at is null and (${schoolSlug ?? null}::text is null or slug = ${schoolSlug ?? null})
    order by created_at, id limit 1`);
  if (!school) throw notFound("school.unknown");
  const made = await db.one<{ id: string }>(sql`
    insert into stores (school_id, name, domain) values (${school.id}, ${`${school.name} shop`}, ${domain}) returning id`);
  if (!made) throw new Error("The demo shop was not made");
  const secret = `shpss_${randomBytes(16).toString("hex")}`;
  await saveSecret(db, keyring, { id: made.id, schoolId: school.id }, "api_secret", secret);
  return { storeId: made.id, schoolId: school.id, domain, secret };
}

/** Stories that began during the last `days`, evenly mixed; the first number is one that no order has yet. */
export function storiesOf(
  from: number,
  count: number,
  seed: number,
  days: number,
  { currency = "EUR", now = Date.now() }: { currency?: DemoCurrency; now?: number } = {},
): Story[] {
  const random = randomOf(seed + from);
  const span = days * 86_400_000;
  return Array.from({ length: count }, (_, index) =>
    storyOf(from + index, seed, Math.floor((now - random() * span) / 1_000) * 1_000, now, currency),
  );
}

/** How many orders the shop has: where the numbers of new ones go on. */
export const countOrders = async (db: TenantDb, storeId: string): Promise<number> =>
  (
    await db.one<{ count: number }>(
      sql`select count(*)::int as count from orders where store_id = ${storeId}`,
    )
  )?.count ?? 0;

const batch = 1_000;

/**
 * Fills a shop with orders that are over, without webhooks: the same reading and merging, a thousand at a time, and no
 * live event for each. `told` hears how many there are so far.
 */
export async function backfill(
  database: Database,
  tenant: TenantRef,
  shop: DemoShop,
  stories: readonly Story[],
  told: (done: number) => void = () => undefined,
): Promise<number> {
  let made = 0;
  for (let start = 0; start < stories.length; start += batch) {
    const some = stories.slice(start, start + batch);
    made += await database.withTenant(tenant, systemActor("demo"), (db) => insertStories(db, shop, some));
    told(start + some.length);
  }
  await database.withTenant(tenant, systemActor("demo"), (db) =>
    db.run(sql`
      update orders set stuck_since = now() where store_id = ${shop.storeId} and stuck_since is null
        and status in ('PENDING', 'CONFIRMED') and placed_at < now() - interval '5 days'
        and exists (select from order_lines l where l.order_id = orders.id and l.ships)`),
  );
  return made;
}

async function insertStories(db: TenantDb, shop: DemoShop, stories: readonly Story[]): Promise<number> {
  const { storeId, schoolId } = shop;
  const refunds: NewRefund[] = [];
  const merged = stories.flatMap((story) => {
    const last = story.steps.findLastIndex((step) => !givesBack(step));
    const back = story.steps.findIndex(givesBack);
    const facts = readOrder(parseLossless(bodyOf(story, last)));
    const refund = back < 0 ? null : readRefund(parseLossless(bodyOf(story, back)));
    if (refund) refunds.push({ ...refund, storeId, schoolId });
    const place = { storeId, schoolId, rules: [] };
    const order = mergeOrder(null, { facts, triggeredAt: null }, refund?.amount ?? 0, place);
    return order ? [{ order, facts }] : [];
  });
  await insertRefunds(db, refunds);
  const written = await insertOrders(
    db,
    merged.map(({ order }) => order.next),
  );
  const idOf = new Map(written.map(({ externalId, id }) => [externalId, id]));
  const fresh = merged.flatMap(({ facts }) => {
    const orderId = idOf.get(facts.externalId);
    return orderId ? [{ orderId, schoolId, lines: facts.lines, isNew: true }] : [];
  });
  await writeLines(db, fresh);
  await insertEntries(
    db,
    fresh.map(({ orderId }) => ({
      orderId,
      schoolId,
      kind: "webhook",
      title: "webhook.created",
      params: { topic: "orders/create" },
      version: 1,
    })),
  );
  return fresh.length;
}

import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { systemActor } from "../../server/core/auth.ts";
import { sql } from "../../server/core/db/sql.ts";
import type { Story } from "../../server/domains/orders/demo/story.ts";
import { expectedOf } from "../../server/domains/orders/demo/traffic.ts";
import type { ShopTown } from "./product.ts";

const asSystem = systemActor("chaos");

/** Waits until no event is pending and no job of orders runs or is due; five minutes without an end are a finding. */
export async function untilQuiet(town: ShopTown): Promise<void> {
  for (let tried = 0; tried < 1_500; tried++) {
    const pending = await countPending(town).catch(() => undefined); // Postgres may be coming up again
    if (pending === 0 && (await jobsLeft(town)).length === 0) return;
    await pause(200);
  }
}

async function countPending({ database, tenant }: ShopTown): Promise<number | undefined> {
  const row = await database.withTenant(tenant, asSystem, (db) =>
    db.one<{ pending: number }>(
      sql`select count(*)::int as pending from shop_events where state = 'pending'`,
    ),
  );
  return row?.pending;
}

/** Jobs of orders that are held by a worker, have failed for good or should have run, by the owner's look at the queue. */
async function jobsLeft({ ownerUrl }: ShopTown): Promise<string[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ left: string }>(`
      select format('job %s (%s) is %s, attempt %s of %s: %s', j.id, t.identifier,
        case when j.locked_at is not null then 'locked' when j.attempts >= j.max_attempts then 'failed' else 'due' end,
        j.attempts, j.max_attempts, coalesce(split_part(j.last_error, E'\\n', 1), '')) as left
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier like 'orders.%' and t.identifier <> 'orders.watch'
        and (j.locked_at is not null or j.attempts >= j.max_attempts or j.run_at <= now())`);
    return rows.map(({ left }) => left);
  } finally {
    await owner.end();
  }
}

type Found = {
  externalId: string;
  status: string;
  updatedAt: string;
  total: number;
  refunded: number;
  version: number;
  /** Versions that the story of the order tells of. */
  told: number;
};

/** Everything that is not as the stories say: empty when all is well. `sent` deliveries were good. */
export async function whatIsWrong(
  town: ShopTown,
  stories: readonly Story[],
  sent: number,
): Promise<string[]> {
  const { found, states, events } = await town.database.withTenant(town.tenant, asSystem, async (db) => ({
    found: await db.rows<Found>(sql`
      select o.external_id as "externalId", o.status, o.external_updated_at as "updatedAt", o.total::float8 as total,
        o.refunded::float8 as refunded, o.version, coalesce(e.told, 0) as told
      from orders o left join (
        select order_id, count(distinct version)::int as told from order_entries group by 1
      ) e on e.order_id = o.id`),
    states: await db.rows<{ state: string; count: number }>(
      sql`select state, count(*)::int as count from shop_events where state <> 'done' group by 1`,
    ),
    events: await db.one<{ count: number }>(sql`select count(*)::int as count from shop_events`),
  }));
  const byId = new Map(found.map((order) => [order.externalId, order]));
  const wrong = stories.flatMap((story) => wrongOf(story, byId.get(story.id)));
  if (found.length !== stories.length) wrong.push(`${found.length} orders of ${stories.length}`);
  for (const { state, count } of states) wrong.push(`${count} events are ${state}`);
  const steps = stories.reduce((sum, { steps: all }) => sum + all.length, 0);
  if (events?.count !== steps) wrong.push(`${events?.count} events are recorded of ${steps} (${sent} sent)`);
  return [...wrong, ...(await jobsLeft(town))];
}

function wrongOf(story: Story, order: Found | undefined): string[] {
  if (!order) return [`order ${story.number} is missing`];
  const expected = expectedOf(story);
  const same = (Object.keys(expected) as (keyof typeof expected)[]).every(
    (key) => order[key] === expected[key],
  );
  const wrong = same
    ? []
    : [`order ${story.number} is ${JSON.stringify(order)} instead of ${JSON.stringify(expected)}`];
  // each version is one change that the story tells of, and no event makes more than one
  if (order.version !== order.told || order.version > story.steps.length)
    wrong.push(
      `order ${story.number} has version ${order.version}, ${order.told} told, ${story.steps.length} steps`,
    );
  return wrong;
}

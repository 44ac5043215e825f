import type { Ctx } from "../../../core/context.ts";
import { emitMany } from "../../../core/events.ts";
import { enqueue } from "../../../core/jobs/enqueue.ts";
import { announceTask } from "../announce/schema.ts";
import { insertEntries } from "../edit/queries.ts";
import { processTask } from "../process/schema.ts";
import { reconcileTask, registerTask } from "../stores/schema.ts";
import * as queries from "./queries.ts";

/**
 * What happens by the clock in one house: shops that are due are asked, events whose job was lost are processed, and
 * orders that have not moved for too long are marked and announced. Costs one look where there is no shop.
 */
export async function watchOrders(ctx: Ctx): Promise<void> {
  const [stores, due] = await Promise.all([queries.listDueStores(ctx.db), queries.hasDueEvents(ctx.db)]);
  if (due) await enqueue(ctx.db, processTask, {}, { key: "orders", queue: "orders" });
  for (const { id, reconcile, register } of stores) {
    if (register)
      await enqueue(ctx.db, registerTask, { storeId: id }, { key: `register:${id}`, maxAttempts: 8 });
    if (reconcile)
      await enqueue(ctx.db, reconcileTask, { storeId: id }, { key: `reconcile:${id}`, maxAttempts: 8 });
  }
  await findStuck(ctx);
}

/** Marks what is stuck, in the orders' stories too, and announces it once for each school. */
export async function findStuck(ctx: Ctx): Promise<number> {
  const orders = await queries.markStuck(ctx.db, 1_000);
  if (orders.length === 0) return 0;
  await insertEntries(
    ctx.db,
    orders.map(({ id, schoolId, days }) => ({
      orderId: id,
      schoolId,
      kind: "job",
      title: "job.stuck",
      params: { days },
    })),
  );
  await emitMany(
    ctx.db,
    orders.map(({ id, schoolId, storeId, status, version, updatedAt }) => ({
      topic: `orders/${schoolId}` as const,
      kind: "order.synced",
      entity: "orders",
      entityId: id,
      version,
      payload: { status, updatedAt, storeId, created: false },
    })),
  );
  for (const [, group] of Map.groupBy(orders, ({ schoolId }) => schoolId))
    await enqueue(ctx.db, announceTask, { event: "orders.stuck", orderIds: group.map(({ id }) => id) });
  return orders.length;
}

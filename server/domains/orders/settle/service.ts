import type { z } from "zod";
import type { Ctx } from "../../../core/context.ts";
import { enqueue } from "../../../core/jobs/enqueue.ts";
import { assignPurchase, coursesForSale, settlePurchases } from "../../courses/purchases/service.ts";
import type { assignInput, PurchaseDemand, PurchaseTold } from "../../courses/schema.ts";
import { insertEntries } from "../edit/queries.ts";
import { namedPupils } from "./names.ts";
import { type CourseLine, type Earlier, listCourseLines, listEarlier, listSchoolsOf } from "./queries.ts";

/** Orders in these states are paid for and stand. */
const paid = new Set(["CONFIRMED", "SHIPPED", "DELIVERED"]);
const calledOff = new Set(["CANCELLED", "REFUNDED"]);

/**
 * Gives and takes back course places for orders that changed, in the caller's transaction. Costs two small queries where
 * the school sells no course. Safe to repeat.
 */
export async function settleCourses(
  ctx: Ctx,
  orders: readonly { id: string; schoolId: string }[],
): Promise<PurchaseTold[]> {
  if (orders.length === 0) return [];
  const courses = await coursesForSale(ctx, [...new Set(orders.map(({ schoolId }) => schoolId))]);
  const lines = await listCourseLines(
    ctx.db,
    orders.map(({ id }) => id),
    [...courses.values()].map(({ sku }) => sku),
  );
  const byOrder = Map.groupBy(lines, ({ orderId }) => orderId);
  return settlePurchases(
    ctx,
    [...byOrder.values()].map((group) => demandOf(group, courses)),
  );
}

/** The office says whose place it is; the order's story says so too. */
export async function assignFromQueue(ctx: Ctx, input: z.output<typeof assignInput>): Promise<void> {
  const told = await assignPurchase(ctx, input);
  await insertEntries(ctx.db, [{ ...told, kind: "enrolment" }]);
}

export const settleTask = "orders.settle-courses";

/** Lets a job settle orders that a person changed: people may not write purchases, nor see all of them. */
export async function requestSettling(
  { db }: Pick<Ctx, "db">,
  orders: readonly { id: string }[],
): Promise<void> {
  if (orders.length > 0) await enqueue(db, settleTask, { orderIds: orders.map(({ id }) => id) });
}

/** The work of that job. */
export async function settleByIds(ctx: Ctx, orderIds: readonly string[]): Promise<void> {
  const orders = await listSchoolsOf(ctx.db, orderIds);
  const told = await settleCourses(ctx, orders);
  await insertEntries(
    ctx.db,
    told.map((one) => ({ ...one, kind: "enrolment" })),
  );
}

/**
 * Settles some orders of the last year that bought a course which has its SKU only now; answers after which one to go on,
 * null when there is no more. The oldest come first, as a course may be full.
 */
export async function settleEarlier(
  ctx: Ctx,
  courseId: string,
  after: Earlier | null = null,
  limit = 1_000,
): Promise<Earlier | null> {
  const orders = await listEarlier(ctx.db, courseId, after, limit);
  await settleByIds(
    ctx,
    orders.map(({ id }) => id),
  );
  return orders.length < limit ? null : (orders.at(-1) ?? null);
}

function demandOf(
  lines: readonly CourseLine[],
  courses: Awaited<ReturnType<typeof coursesForSale>>,
): PurchaseDemand {
  const { orderId, schoolId, status, buyer } = lines[0] as CourseLine;
  return {
    orderId,
    schoolId,
    buyer,
    holds: paid.has(status),
    calledOff: calledOff.has(status),
    lines: lines.flatMap(({ line, attributes }) => {
      if (!line) return [];
      const { lineId, sku, quantity, refunded, properties } = line;
      const courseId = courses.get(`${schoolId} ${sku}`)?.id ?? null;
      const named = namedPupils(properties, attributes);
      return [{ lineId, courseId, seats: Math.max(0, quantity - refunded), named }];
    }),
  };
}

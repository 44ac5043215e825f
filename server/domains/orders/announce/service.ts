import type { Ctx } from "../../../core/context.ts";
import { enqueue } from "../../../core/jobs/enqueue.ts";
import { queueMail } from "../../../core/mail/mail.ts";
import { insertEntries } from "../edit/queries.ts";
import { dataRequestLetter, stuckLetter } from "./emails.ts";
import { findStoreOf, listAnnounced, listNumbersOf, listOffice, listSent } from "./queries.ts";
import { announceTask, type OrderAnnouncement } from "./schema.ts";

/**
 * Somebody who wants to know of orders. Called once for each announcement, in a transaction of the house as the system;
 * throwing lets all of them hear it again, so hearing twice must do no harm. `jobs/orders.announce.ts` lists them.
 */
export type OrderSubscriber = (ctx: Ctx, announcement: OrderAnnouncement) => Promise<void>;

/** Orders that have just left, for whoever wants to know; `runAt` for those that may yet be taken back. */
export async function announceShipped(
  { db }: Pick<Ctx, "db">,
  orderIds: readonly string[],
  runAt?: Date,
): Promise<void> {
  if (orderIds.length === 0) return;
  await enqueue(db, announceTask, { event: "order.shipped", orderIds }, runAt ? { runAt } : {});
}

/**
 * Tells every subscriber, each in the same transaction: what they do happens together or is tried again. Of what left,
 * only that is told which nobody has taken back since.
 */
export async function announce(
  ctx: Ctx,
  announcement: OrderAnnouncement,
  subscribers: readonly OrderSubscriber[],
): Promise<void> {
  let told = announcement;
  if (told.event === "order.shipped") {
    const orderIds = await listSent(ctx.db, told.orderIds);
    if (orderIds.length === 0) return;
    told = { ...told, orderIds };
  }
  for (const subscriber of subscribers) await subscriber(ctx, told);
}

/** Mails the office of each school about orders that are stuck, with a link to them, and notes it in their stories. */
export const mailStuckOrders =
  (origin: string): OrderSubscriber =>
  async (ctx, announcement) => {
    if (announcement.event !== "orders.stuck") return;
    const orders = await listAnnounced(ctx.db, announcement.orderIds);
    for (const [schoolId, group] of Map.groupBy(orders, (order) => order.schoolId)) {
      const office = await listOffice(ctx.db, schoolId);
      const school = group[0]?.schoolName ?? "";
      const numbers = group.map(({ number }) => number);
      for (const { id, name, email, locale } of office)
        await queueMail(ctx.db, {
          ...stuckLetter({ name, locale }, school, numbers, `${origin}/orders/${schoolId}?stuck=1`),
          kind: "orders.stuck",
          to: email,
          personId: id,
          locale,
        });
      if (office.length > 0)
        await insertEntries(
          ctx.db,
          group.map((order) => ({
            orderId: order.id,
            schoolId,
            kind: "mail",
            title: "mail.stuck",
            params: { to: office.length },
          })),
        );
    }
  };

/** Mails the office of the shop's school that a customer asks for their data, which has to be answered in time. */
export const mailDataRequests: OrderSubscriber = async (ctx, announcement) => {
  if (announcement.event !== "orders.data_requested") return;
  const { storeId, customerId, externalIds } = announcement;
  const store = await findStoreOf(ctx.db, storeId);
  if (!store) return;
  const numbers = await listNumbersOf(ctx.db, storeId, customerId, externalIds);
  for (const { id, name, email, locale } of await listOffice(ctx.db, store.schoolId))
    await queueMail(ctx.db, {
      ...dataRequestLetter({ name, locale }, store, customerId, numbers),
      kind: "orders.data_requested",
      to: email,
      personId: id,
      locale,
    });
};

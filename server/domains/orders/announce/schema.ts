import * as z from "zod";

export const announceTask = "orders.announce";

/** What other parts of the product may want to know of orders. Ids only: what else is needed is read when it is needed. */
export const orderAnnouncement = z.discriminatedUnion("event", [
  z.object({
    event: z.enum(["order.shipped", "orders.stuck"]),
    orderIds: z.array(z.uuid()).min(1).max(5_000),
  }),
  /** A customer asks a shop what is known of them. The ids are the shop's; we may know none of them. */
  z.object({
    event: z.literal("orders.data_requested"),
    storeId: z.uuid(),
    customerId: z.string(),
    externalIds: z.array(z.string()),
  }),
]);
export type OrderAnnouncement = z.output<typeof orderAnnouncement>;

import type { OrderStatus } from "../schema.ts";

/** What the status depends on, in the shop's words. */
export type StatusFacts = {
  cancelledAt: string | null;
  financialStatus: string;
  fulfillmentStatus: string;
  delivered: boolean;
  /** Minor units. */
  total: number;
  refunded: number;
};

type Row = { reason: string; status: OrderStatus; when: (facts: StatusFacts) => boolean };

const moneyBack = ({ financialStatus, total, refunded }: StatusFacts) =>
  financialStatus === "refunded" || (total > 0 && refunded >= total);
const sent = ({ fulfillmentStatus }: StatusFacts) => fulfillmentStatus === "fulfilled";
const financial =
  (...known: string[]) =>
  ({ financialStatus }: StatusFacts) =>
    known.includes(financialStatus);

/**
 * From the shop's facts to our six states: the first row that holds decides, and its reason is stored with the order.
 * Cancelled stands above refunded, because a cancelled order is usually refunded as well and nobody waits for it.
 */
export const statusTable: readonly Row[] = [
  {
    reason: "cancelled_and_refunded",
    status: "CANCELLED",
    when: (f) => f.cancelledAt !== null && moneyBack(f),
  },
  { reason: "cancelled", status: "CANCELLED", when: (f) => f.cancelledAt !== null },
  { reason: "refunded_in_full", status: "REFUNDED", when: moneyBack },
  { reason: "payment_voided", status: "CANCELLED", when: financial("voided") },
  { reason: "every_parcel_delivered", status: "DELIVERED", when: (f) => sent(f) && f.delivered },
  { reason: "everything_sent", status: "SHIPPED", when: sent },
  { reason: "partly_sent", status: "CONFIRMED", when: (f) => f.fulfillmentStatus === "partial" },
  { reason: "partly_refunded", status: "CONFIRMED", when: financial("partially_refunded") },
  { reason: "paid", status: "CONFIRMED", when: financial("paid") },
  { reason: "partly_paid", status: "PENDING", when: financial("partially_paid") },
  { reason: "payment_authorised", status: "PENDING", when: financial("authorized") },
  { reason: "payment_expired", status: "PENDING", when: financial("expired") },
  { reason: "not_paid", status: "PENDING", when: () => true },
];

export function statusOf(facts: StatusFacts): { status: OrderStatus; reason: string } {
  const row = statusTable.find((one) => one.when(facts));
  if (!row) throw new Error("The last row of the status table holds for everything");
  return { status: row.status, reason: row.reason };
}

/** How far along an order is; between two sayings of the same second the further one is the later one. */
export const progressOf = (status: OrderStatus): number =>
  ({ PENDING: 0, CONFIRMED: 1, SHIPPED: 2, DELIVERED: 3, REFUNDED: 4, CANCELLED: 5 })[status];

export const isFinal = (status: OrderStatus): boolean => status === "CANCELLED" || status === "REFUNDED";

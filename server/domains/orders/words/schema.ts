/** What pages and filters offer. Apart from schema.ts, so that a page that lists orders does not load the validator. */

/** What an order goes through. Why it stands where it stands is `statusReason`, a row of the status table. */
export const orderStatuses = [
  "PENDING",
  "CONFIRMED",
  "SHIPPED",
  "DELIVERED",
  "CANCELLED",
  "REFUNDED",
] as const;

/** What a list can be sorted by; each has an index behind it. */
export const orderSorts = ["placedAt", "updatedAt", "total", "status", "customer", "number"] as const;

import { houseOrigin } from "../server/core/house-origin.ts";
import { tenantJob } from "../server/core/jobs/tenant-job.ts";
import { announceTask, orderAnnouncement } from "../server/domains/orders/announce/schema.ts";
import {
  announce,
  mailDataRequests,
  mailStuckOrders,
  type OrderSubscriber,
} from "../server/domains/orders/announce/service.ts";

/**
 * Who hears of orders that were sent or are stuck, and of customers who ask; `origin` is that of the house's pages. Other
 * domains add themselves here.
 */
const subscribers = (origin: string): readonly OrderSubscriber[] => [
  mailStuckOrders(origin),
  mailDataRequests,
];

/** Tells those who want to know. */
export const announceJob = tenantJob(
  { task: announceTask, payload: orderAnnouncement, maxAttempts: 10, timeoutMs: 120_000 },
  ({ transact, parts, tenant }, announcement) =>
    transact((ctx) => announce(ctx, announcement, subscribers(houseOrigin(parts.config, tenant.slug)))),
);

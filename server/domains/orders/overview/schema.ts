import * as z from "zod";
import { orderRow } from "../schema.ts";

export const overviewInput = z.object({ schoolId: z.uuid() });
/** What waits for the office, in numbers. */
export const overviewOutput = z.object({
  stores: z.int(),
  /** Placed today, in the school's time zone. */
  newToday: z.int(),
  pending: z.int(),
  stuck: z.int(),
  /** What a shop sent and could not be worked in, and what a shop refused for good. */
  failures: z.int(),
  /** Course places whose pupil is not known. */
  waiting: z.int(),
});
export type OrdersOverview = z.output<typeof overviewOutput>;

export const findOrdersInput = z.object({
  query: z.string().trim().min(1).max(80),
  limit: z.int().min(1).max(20),
});
export const findOrdersOutput = z.array(
  orderRow.pick({ id: true, schoolId: true, number: true, customerName: true, status: true }),
);

import { expect, test } from "vitest";
import { statusOf, statusTable } from "./status-table.ts";

const paid = {
  cancelledAt: null,
  financialStatus: "paid",
  fulfillmentStatus: "",
  delivered: false,
  total: 5_990,
  refunded: 0,
};
const cancelledAt = "2026-09-01T10:00:00.000Z";

test.each([
  [{}, "CONFIRMED", "paid"],
  [{ financialStatus: "pending" }, "PENDING", "not_paid"],
  [{ financialStatus: "" }, "PENDING", "not_paid"],
  [{ financialStatus: "authorized" }, "PENDING", "payment_authorised"],
  [{ financialStatus: "partially_paid" }, "PENDING", "partly_paid"],
  [{ financialStatus: "voided" }, "CANCELLED", "payment_voided"],
  [{ fulfillmentStatus: "fulfilled" }, "SHIPPED", "everything_sent"],
  [{ fulfillmentStatus: "fulfilled", delivered: true }, "DELIVERED", "every_parcel_delivered"],
  [{ fulfillmentStatus: "partial" }, "CONFIRMED", "partly_sent"],
  [{ refunded: 1_000, financialStatus: "partially_refunded" }, "CONFIRMED", "partly_refunded"],
  [{ refunded: 5_990, fulfillmentStatus: "fulfilled", delivered: true }, "REFUNDED", "refunded_in_full"],
  [{ financialStatus: "refunded" }, "REFUNDED", "refunded_in_full"],
  [{ cancelledAt, financialStatus: "pending" }, "CANCELLED", "cancelled"],
  [{ cancelledAt, refunded: 5_990 }, "CANCELLED", "cancelled_and_refunded"],
] as const)("%o is %s because %s", (facts, status, reason) => {
  expect(statusOf({ ...paid, ...facts })).toEqual({ status, reason });
});

test("an order that cost nothing is not refunded by nothing", () => {
  expect(statusOf({ ...paid, total: 0 }).status).toBe("CONFIRMED");
});

test("every reason is given once", () => {
  const reasons = statusTable.map(({ reason }) => reason);
  expect(new Set(reasons).size).toBe(reasons.length);
});

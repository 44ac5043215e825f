import { expect, test } from "vitest";
import { randomOf } from "../demo/story.ts";
import type { ShippingRule } from "../shipping/schema.ts";
import { orderBody } from "../testing/order-body.ts";
import type { OrderFacts } from "./facts.ts";
import { bySaid, mergeOrder, type Saying } from "./merge.ts";
import { readOrder } from "./read-webhook.ts";
import type { StoredOrder } from "./stored-order.ts";

const place = { schoolId: "school", storeId: "store", rules: [] };
const said = (changes: Record<string, unknown>, triggeredAt: string | null = null): Saying => ({
  facts: readOrder(orderBody(changes)) as OrderFacts,
  triggeredAt,
});
const at = (second: number) => `2026-09-01T10:00:${String(second).padStart(2, "0")}Z`;

/** What stands after sayings came one by one, as rows are read back: with an id and a version. */
function after(
  sayings: readonly Saying[],
  refunded = 0,
  start: StoredOrder | null = null,
): StoredOrder | null {
  return sayings.reduce<StoredOrder | null>((current, saying) => {
    const merged = mergeOrder(current, saying, refunded, place);
    if (!merged || (current && !merged.applied && merged.fields.length === 0)) return current;
    const step = current && merged.fields.length > 0 && !merged.echo ? 1 : 0;
    return { ...merged.next, id: "order", version: (current?.version ?? 1) + step };
  }, start);
}

const life: Saying[] = [
  said({ updated_at: at(1), financial_status: "pending" }),
  said({ updated_at: at(2) }),
  said({ updated_at: at(2), note: "the same second, later" }, `2026-09-01T10:00:02.900Z`),
  said({ updated_at: at(3), fulfillment_status: "fulfilled" }),
  said({ updated_at: at(4), fulfillment_status: "fulfilled", cancelled_at: at(4) }),
];

test("whatever order sayings come in, once or twice, the last state is the newest's", () => {
  const random = randomOf(7);
  const inTurn = after(life);
  for (let round = 0; round < 300; round++) {
    const shuffled = [...life, ...life.filter(() => random() < 0.5)]
      .map((saying) => ({ saying, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ saying }) => saying);
    const { version: _, ...state } = after(shuffled) as StoredOrder;
    const { version: __, ...expected } = inTurn as StoredOrder;
    expect(state).toEqual(expected);
  }
});

test("of two sayings of one second the one that is further along counts, whichever came first", () => {
  const sent = said({ updated_at: at(5), fulfillment_status: "fulfilled" });
  const called = said({ updated_at: at(5), cancelled_at: at(5) });
  expect(after([sent, called])?.status).toBe("CANCELLED");
  expect(after([called, sent])?.status).toBe("CANCELLED");
  expect([sent, called].sort(bySaid).at(-1)).toBe(called);
});

const placed = after([said({ updated_at: at(1) })]) as StoredOrder;
const byPerson = (changes: Partial<StoredOrder>): StoredOrder => ({
  ...placed,
  version: 2,
  statusReason: "person",
  syncState: "local",
  ...changes,
});

test.each([
  ["the shop repeats itself", "SHIPPED", {}, "SHIPPED"],
  [
    "the shop goes further",
    "SHIPPED",
    {
      fulfillment_status: "fulfilled",
      fulfillments: [
        { id: 1, status: "success", shipment_status: "delivered", created_at: at(2), updated_at: at(2) },
      ],
    },
    "DELIVERED",
  ],
  ["the shop lags behind", "DELIVERED", { fulfillment_status: "fulfilled" }, "DELIVERED"],
  ["the shop calls it off", "DELIVERED", { cancelled_at: at(9) }, "CANCELLED"],
  ["the shop overtakes a step back", "PENDING", { fulfillment_status: "fulfilled" }, "SHIPPED"],
] as const)("a person's status when %s", (_when, mine, changes, expected) => {
  expect(after([said({ updated_at: at(9), ...changes })], 0, byPerson({ status: mine }))?.status).toBe(
    expected,
  );
});

test("a person's tracking stays until the shop has another", () => {
  const mine = byPerson({ trackingNumber: "MINE", trackingCompany: "UPS" });
  const shipment = { id: 1, status: "success", created_at: at(8), updated_at: at(8) };
  expect(after([said({ updated_at: at(9) })], 0, mine)?.trackingNumber).toBe("MINE");
  const theirs = said({ updated_at: at(9), fulfillments: [{ ...shipment, tracking_number: "THEIRS" }] });
  expect(after([theirs], 0, mine)?.trackingNumber).toBe("THEIRS");
});

test("an echo of what was pushed is no new version", () => {
  const pushed = byPerson({ status: "SHIPPED", syncState: "pushing" });
  const merged = mergeOrder(pushed, said({ updated_at: at(9), fulfillment_status: "fulfilled" }), 0, place);
  expect(merged).toMatchObject({ echo: true, next: { status: "SHIPPED", syncState: "synced" } });
});

test("a refund alone moves the order, a part of it does not", () => {
  expect(mergeOrder(placed, null, 1_000, place)?.next).toMatchObject({
    status: "CONFIRMED",
    refunded: 1_000,
  });
  expect(mergeOrder(placed, null, 5_990, place)?.next).toMatchObject({ status: "REFUNDED" });
  expect(mergeOrder(null, null, 5_990, place)).toBeNull();
});

test("the fee is reckoned once, and anew only when what it depends on changed", () => {
  const home: ShippingRule = { kind: "flat", name: "Home", currency: "EUR", fee: 495 };
  const rules = [home];
  const first = mergeOrder(null, said({ updated_at: at(1) }), 0, { ...place, rules });
  expect(first?.next.shippingFee).toBe(495);
  const stored = { ...(first?.next as StoredOrder), id: "order", version: 1 };
  const dearer = { ...place, rules: [{ ...home, fee: 900 } as ShippingRule] };
  expect(mergeOrder(stored, said({ updated_at: at(2), note: "x" }), 0, dearer)?.next.shippingFee).toBe(495);
  expect(
    mergeOrder(stored, said({ updated_at: at(2), total_weight: 900 }), 0, dearer)?.next.shippingFee,
  ).toBe(900);
});

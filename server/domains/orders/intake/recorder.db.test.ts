import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import { type OrderHouse, openOrderHouse } from "../testing/house.ts";
import type { Delivery } from "./queries.ts";
import { Recorder } from "./recorder.ts";

let house: OrderHouse;
beforeAll(async () => {
  house = await openOrderHouse("recorded");
});
afterAll(() => house.close());

test("a delivery that the database does not take is refused alone, not with those that came with it", async () => {
  const recorder = new Recorder(house.database);
  const delivery = (id: number, triggeredAt: string | null): Delivery => ({
    ...{ storeId: house.shop.storeId, schoolId: house.shop.schoolId, topic: "orders/create" },
    ...{ eventId: null, resourceId: String(id), triggeredAt, apiVersion: null },
    body: Buffer.from(`{"id":${id}}`),
    hash: createHash("sha256").update(String(id)).digest(),
  });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, (_, id) =>
      recorder.record(house.tenant, delivery(id, id === 5 ? "2024-02-30T00:00:00Z" : null)),
    ),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(
    outcomes.map((_, id) => (id === 5 ? "rejected" : "fulfilled")),
  );
  const row = await house.asSystem((db) =>
    db.one(sql`select count(*)::int as n from shop_events where resource_id <> '5'`),
  );
  expect(row).toEqual({ n: 9 });
});

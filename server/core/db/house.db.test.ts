import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestTenant, type TestTenant } from "../testing/house.ts";
import { sql } from "./sql.ts";

let house: TestTenant;
beforeAll(async () => {
  house = await createTestTenant();
});
afterAll(() => house.close());

test("a new house is empty and its tenant may write events and audit entries", async () => {
  await house.asSystem(async (db) => {
    await db.run(sql`insert into live_events (topic, kind, entity, entity_id) values ('a/1', 'k', 'e', '1')`);
    expect(await db.rows(sql`select topic from live_events`)).toEqual([{ topic: "a/1" }]);
  });
});

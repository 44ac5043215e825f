import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../server/core/db/sql.ts";
import { createTestTenant, type TestTenant } from "../../server/core/testing/house.ts";
import { foundFirstSchool } from "./first-school.ts";

let house: TestTenant;
beforeAll(async () => {
  house = await createTestTenant("hill");
});
afterAll(() => house.close());

test("a new house gets one school, named as the house and in its time zone", async () => {
  await foundFirstSchool(house.database, house.tenant, "Africa/Cairo");
  await foundFirstSchool(house.database, house.tenant, "UTC"); // asked again after a kill
  const schools = await house.asSystem((db) =>
    db.rows(sql`select slug, name, time_zone as "timeZone" from schools`),
  );
  expect(schools).toEqual([{ slug: "hill", name: house.tenant.name, timeZone: "Africa/Cairo" }]);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { createLogger } from "../../../core/log.ts";
import { createTestTenant, type TestTenant } from "../../../core/testing/house.ts";
import { demoHouses, fillDemoHouse } from "../../school/demo/service.ts";
import { planFirst } from "./service.ts";

let house: TestTenant;
beforeAll(async () => {
  house = await createTestTenant();
});
afterAll(() => house.close());

const transact = <T>(work: (ctx: Ctx) => Promise<T>) =>
  house.asSystem((db) =>
    work({
      tenant: house.tenant,
      actor: { kind: "system", why: "test" },
      db,
      log: createLogger("silent"),
      requestId: "test",
    }),
  );

test("a new school gets one complete timetable that everybody sees, and never a second", async () => {
  const { schoolId } = await house.asSystem((db) => fillDemoHouse(db, demoHouses[1], "2026-11-21"));
  const plan = { schoolId, name: "First", seed: 1, milliseconds: 3_000 };
  expect(await planFirst(transact, plan)).toBe("published");
  expect(await planFirst(transact, plan)).toBe("none");
  const rows = await house.asSystem((db) =>
    db.rows<Record<string, unknown>>(sql`
      select t.state, t.hard, t.unplaced, (select count(*)::int from placements) as placed,
        (select count(*)::int from lessons where active) as lessons from timetables t`),
  );
  expect(rows).toEqual([
    { state: "published", hard: 0, unplaced: 0, placed: rows[0]?.lessons, lessons: rows[0]?.lessons },
  ]);
});

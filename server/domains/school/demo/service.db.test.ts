import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../../core/db/sql.ts";
import { createTestTenant, type TestTenant } from "../../../core/testing/house.ts";
import { type DemoReport, demoHouses, fillDemoHouse } from "./service.ts";

let house: TestTenant;
let report: DemoReport;
const [north, maple] = demoHouses;

beforeAll(async () => {
  house = await createTestTenant();
  report = await house.asSystem((db) => fillDemoHouse(db, north, "2026-11-21"));
});
afterAll(() => house.close());

const count = (text: ReturnType<typeof sql>) =>
  house.asSystem(async (db) => (await db.one<{ count: number }>(text))?.count);

test("the secondary school is stored whole", async () => {
  expect(report).toMatchObject({ made: true, counts: { classes: 30 } });
  expect(await count(sql`select count(*)::int from lessons`)).toBe(report.counts.lessons);
  expect(await count(sql`select count(*)::int from rules`)).toBe(report.counts.rules);
  expect(await count(sql`select count(*)::int from enrolments`)).toBe(report.counts.pupils);
  expect(await count(sql`select count(*)::int from teachers where person_id is null`)).toBe(0);
  expect(await count(sql`select count(*)::int from lessons where total_duration < duration`)).toBe(0);
});

test("each role has a sign-in with a password, and nobody else has one", async () => {
  expect(report.signIns.map((one) => one.role)).toEqual([
    "school_admin",
    "timetabler",
    "teacher",
    "pupil",
    "guardian",
  ]);
  const emails = report.signIns.map((one) => one.email);
  expect(
    await count(sql`select count(*)::int from people p join passwords w on w.person_id = p.id
      where p.email = any (${emails}::text[])`),
  ).toBe(5);
  expect(await count(sql`select count(*)::int from passwords`)).toBe(5);
});

test("every pupil has a guardian", async () => {
  expect(
    await count(sql`select count(*)::int from memberships m where m.role = 'pupil'
      and not exists (select from guardianships g where g.pupil_id = m.person_id)`),
  ).toBe(0);
});

test("a second run changes nothing", async () => {
  const people = await count(sql`select count(*)::int from people`);
  const again = await house.asSystem((db) => fillDemoHouse(db, north, "2026-11-22"));
  expect(again).toMatchObject({ made: false, schoolId: report.schoolId });
  expect(await count(sql`select count(*)::int from people`)).toBe(people);
});

test("the primary school is stored whole", async () => {
  const other = await house.asSystem((db) => fillDemoHouse(db, maple, "2026-11-21"));
  expect(other).toMatchObject({ made: true, counts: { classes: 12 } });
});

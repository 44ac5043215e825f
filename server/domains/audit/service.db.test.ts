import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "../../core/audit.ts";
import type { Actor } from "../../core/auth.ts";
import type { Ctx } from "../../core/context.ts";
import { sql } from "../../core/db/sql.ts";
import { createLogger } from "../../core/log.ts";
import { createTestTenant, type TestTenant } from "../../core/testing/house.ts";
import { listAudit } from "./service.ts";

let house: TestTenant;
const ids = { hill: "", dale: "", office: "", hillOffice: "", planner: "", room: "" };
const at =
  (actor: Actor) =>
  <T>(work: (ctx: Ctx) => Promise<T>) =>
    house.database.withTenant(house.tenant, actor, (db) =>
      work({ tenant: house.tenant, actor, db, log: createLogger("silent"), requestId: "test" }),
    );
const as = (id: string) => at({ kind: "person", id, sessionId: null });
const all = { limit: 50, timeZone: "UTC" } as const;

beforeAll(async () => {
  house = await createTestTenant();
  await house.asSystem(async (db) => {
    for (const name of Object.keys(ids) as (keyof typeof ids)[])
      ids[name] = (await db.one<{ id: string }>(sql`select shared.make_id() as id`))?.id ?? "";
    await db.run(sql`insert into schools (id, slug, name) values
      (${ids.hill}, 'hill', 'Hill'), (${ids.dale}, 'dale', 'Dale')`);
    await db.run(sql`insert into people (id, name, email, status) values
      (${ids.office}, 'Head Office', 'o@x.example', 'active'), (${ids.hillOffice}, 'Hill Office', 'h@x.example', 'active'),
      (${ids.planner}, 'Pat Planner', 'p@x.example', 'active')`);
    await db.run(sql`insert into memberships (person_id, school_id, role) values
      (${ids.office}, null, 'school_admin'), (${ids.hillOffice}, ${ids.hill}, 'school_admin'),
      (${ids.planner}, null, 'timetabler')`);
    await db.run(sql`insert into rooms (id, school_id, name) values (${ids.room}, ${ids.hill}, 'Lab 2')`);
  });
  await as(ids.planner)(({ db }) =>
    audit(
      db,
      "school.rooms.update",
      "rooms",
      ids.room,
      { values: { name: "Lab 2" }, before: { name: "Lab 1" } },
      ids.hill,
    ),
  );
  await as(ids.planner)(({ db }) => audit(db, "timetable.publish", "timetable", ids.dale, {}, ids.dale));
  await as(ids.office)(({ db }) => audit(db, "identity.signIn", "people", ids.office, { ip: "192.0.2.1" }));
});
afterAll(() => house.close());

const actions = (page: { entries: { action: string }[] }) => page.entries.map(({ action }) => action);

test("the office of the house reads everything, newest first, with names and what stood there before", async () => {
  const page = await as(ids.office)((ctx) => listAudit(ctx, all));
  expect(actions(page)).toEqual(["identity.signIn", "timetable.publish", "school.rooms.update"]);
  expect(page.entries[2]).toMatchObject({
    actor: { name: "Pat Planner" },
    entityName: "Lab 2",
    school: { name: "Hill" },
    details: { before: { name: "Lab 1" }, values: { name: "Lab 2" } },
  });
});

test("the office of one school reads that school's entries and no others", async () => {
  const page = await as(ids.hillOffice)((ctx) => listAudit(ctx, all));
  expect(actions(page)).toEqual(["school.rooms.update"]);
});

test("nobody without the permission reads anything, whatever they ask for", async () => {
  expect((await as(ids.planner)((ctx) => listAudit(ctx, all))).entries).toEqual([]);
});

test("person, kind, thing, school and days narrow the list", async () => {
  const ask = (more: object) => as(ids.office)((ctx) => listAudit(ctx, { ...all, ...more })).then(actions);
  expect(await ask({ actorId: ids.office })).toEqual(["identity.signIn"]);
  expect(await ask({ kind: "school" })).toEqual(["school.rooms.update"]);
  expect(await ask({ kind: "signIn" })).toEqual(["identity.signIn"]);
  expect(await ask({ entity: "rooms", entityId: ids.room })).toEqual(["school.rooms.update"]);
  expect(await ask({ schoolId: ids.dale })).toEqual(["timetable.publish"]);
  expect(await ask({ until: "2020-01-01" })).toEqual([]);
  expect(await ask({ from: "2020-01-01", timeZone: "Asia/Amman" })).toHaveLength(3);
});

test("pages follow one another without a gap, and a foreign cursor is refused", async () => {
  const first = await as(ids.office)((ctx) => listAudit(ctx, { ...all, limit: 2 }));
  const rest = await as(ids.office)((ctx) => listAudit(ctx, { ...all, cursor: first.nextCursor ?? "" }));
  expect([...actions(first), ...actions(rest)]).toHaveLength(3);
  expect(rest.nextCursor).toBeNull();
  await expect(as(ids.office)((ctx) => listAudit(ctx, { ...all, cursor: "nonsense" }))).rejects.toMatchObject(
    {
      reason: "audit.cursor_invalid",
    },
  );
});

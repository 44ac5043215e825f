import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestTenant, type TestTenant } from "../testing/house.ts";
import type { TenantDb } from "./database.ts";
import { sql } from "./sql.ts";

// What row policies must hold by themselves, were a service to forget its own check: SQL as a member of the house.

let house: TestTenant;
const ours = randomUUID();
const theirs = randomUUID();
const people = { pupil: "", teacher: "", timetabler: "", school_admin: "", guardian: "", victim: "" };
type Who = keyof typeof people;

beforeAll(async () => {
  house = await createTestTenant("attacked");
  await house.asSystem(async (db) => {
    for (const [id, slug] of [
      [ours, "ours"],
      [theirs, "theirs"],
    ] as const)
      await db.run(sql`insert into schools (id, slug, name) values (${id}, ${slug}, ${slug})`);
    for (const who of Object.keys(people) as Who[]) {
      const id = randomUUID();
      people[who] = id;
      const [school, role] = who === "victim" ? [theirs, "teacher"] : [ours, who];
      await db.run(sql`insert into people (id, email, name, status)
        values (${id}, ${`${who}@example.org`}, ${who}, 'active')`);
      await db.run(
        sql`insert into memberships (person_id, role, school_id) values (${id}, ${role}, ${school})`,
      );
      await db.run(sql`insert into passwords (person_id, hash) values (${id}, ${`hash of ${who}`})`);
      await db.run(sql`insert into sessions (id, user_id, expires_at)
        values (${`session of ${who}`}, ${id}, now() + interval '1 day')`);
    }
  });
});
afterAll(() => house.close());

const as = <T>(who: Who, work: (db: TenantDb) => Promise<T>) =>
  house.database.withTenant(house.tenant, { kind: "person", id: people[who], sessionId: null }, work);
const run = (who: Who, query: Parameters<TenantDb["run"]>[0]) => as(who, (db) => db.run(query));
const refused = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: "FORBIDDEN" });
const members = ["pupil", "guardian", "teacher", "timetabler", "school_admin"] as const;

describe.each(members)("A %s", (who) => {
  test("reads no password, reset or attempt, and no session but their own", async () => {
    const seen = await as(who, (db) =>
      db.one<{ secrets: string; sessions: string[] }>(sql`select
        (select count(*) from passwords) + (select count(*) from password_resets)
          + (select count(*) from sign_in_attempts) as secrets,
        (select array_agg(id) from sessions) as sessions`),
    );
    expect(seen).toEqual({ secrets: "0", sessions: [`session of ${who}`] });
    expect(await run(who, sql`update passwords set hash = 'mine'`)).toBe(0);
    await refused(
      run(who, sql`insert into sessions (id, user_id, expires_at) values ('x', ${people.victim}, now())`),
    );
  });

  test("gives nobody a role in another school or in the whole house", async () => {
    for (const school of [theirs, null])
      await refused(
        run(
          who,
          sql`insert into memberships (person_id, role, school_id) values (${people[who]}, 'school_admin', ${school})`,
        ),
      );
    expect(await run(who, sql`delete from memberships where person_id = ${people.victim}`)).toBe(0);
  });

  test("neither sees nor changes a person of another school", async () => {
    expect(await run(who, sql`select from people where id = ${people.victim}`)).toBe(0);
    expect(await run(who, sql`update people set name = 'x' where id = ${people.victim}`)).toBe(0);
    expect(await run(who, sql`delete from people where id = ${people.victim}`)).toBe(0);
    expect(await run(who, sql`select end_sessions(${people.victim})`)).toBe(0);
  });

  test("signs nobody else's name in the record, and takes nothing out of it", async () => {
    const entry = (actor: string | null) =>
      run(
        who,
        sql`insert into audit_entries (actor_id, action, entity, entity_id) values (${actor}, 'x', 'x', 'x')`,
      );
    await entry(people[who]);
    for (const other of [people.victim, null]) await refused(entry(other));
    expect(await run(who, sql`update audit_entries set action = 'y'`)).toBe(0);
    expect(await run(who, sql`delete from audit_entries`)).toBe(0);
  });

  test("carries a run of their own into no other school", async () => {
    const id = randomUUID();
    await run(who, sql`insert into runs (id, school_id, task) values (${id}, ${ours}, 'test')`);
    await refused(run(who, sql`update runs set school_id = ${theirs} where id = ${id}`));
    await refused(run(who, sql`insert into runs (school_id, task) values (${theirs}, 'test')`));
    expect(await run(who, sql`update runs set cancel_requested_at = now() where id = ${id}`)).toBe(1);
    expect(await run(who, sql`delete from runs`)).toBe(0);
  });
});

test("Only those who manage people give roles, and only in their school", async () => {
  const grant = (who: Who) =>
    run(
      who,
      sql`insert into memberships (person_id, role, school_id) values (${people.pupil}, 'teacher', ${ours})`,
    );
  for (const who of members) if (who !== "school_admin") await refused(grant(who));
  expect(await grant("school_admin")).toBe(1);
});

test("A timetabler places no lesson in another school's timetable", async () => {
  const timetable = randomUUID();
  await house.asSystem((db) =>
    db.run(sql`insert into timetables (id, school_id, name) values (${timetable}, ${theirs}, 'Theirs')`),
  );
  for (const school of [ours, theirs])
    await expect(
      run(
        "timetabler",
        sql`insert into placements (school_id, timetable_id, lesson_id, day_position, period_position)
          values (${school}, ${timetable}, ${randomUUID()}, 0, 0)`,
      ),
    ).rejects.toBeDefined();
  expect(await run("timetabler", sql`update timetables set name = 'x' where id = ${timetable}`)).toBe(0);
  const moved = randomUUID();
  await run(
    "timetabler",
    sql`insert into timetables (id, school_id, name) values (${moved}, ${ours}, 'Ours')`,
  );
  await refused(run("timetabler", sql`update timetables set school_id = ${theirs} where id = ${moved}`));
});

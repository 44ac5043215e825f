import { randomUUID } from "node:crypto";
import type { Actor, Role } from "../../../core/auth.ts";
import type { Ctx } from "../../../core/context.ts";
import type { TenantRef } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";
import { createLogger } from "../../../core/log.ts";
import { openTestDatabase, type TestDatabase } from "../../../core/testing/house.ts";

/** Two schools in one house, another house beside it, and one person for each role in the first school. */
export type TestSchool = TestDatabase & {
  readonly tenant: TenantRef;
  readonly neighbour: TenantRef;
  readonly schoolId: string;
  readonly otherSchoolId: string;
  readonly people: Readonly<Record<Role, string>>;
  /** Runs a service as the person of that role of the first school, in one transaction. */
  as<T>(role: Role | "stranger" | "system", work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** The same as the system of the other house. */
  inNeighbour<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
};

const log = createLogger("silent");

/** Call in `beforeAll`, `close` in `afterAll`. */
export async function openTestSchool(): Promise<TestSchool> {
  const opened = await openTestDatabase();
  const tenant = await opened.createTenant("north");
  const neighbour = await opened.createTenant("south");
  const act = <T>(house: TenantRef, actor: Actor, work: (ctx: Ctx) => Promise<T>) =>
    opened.database.withTenant(house, actor, (db) =>
      work({ tenant: house, actor, db, log, requestId: "test" }),
    );
  const system: Actor = { kind: "system", why: "test" };
  const { schoolId, otherSchoolId, people, stranger } = await act(tenant, system, fill);
  return {
    ...opened,
    tenant,
    neighbour,
    schoolId,
    otherSchoolId,
    people,
    as: (role, work) => {
      if (role === "system") return act(tenant, system, work);
      const id = role === "stranger" ? stranger : people[role];
      return act(tenant, { kind: "person", id, sessionId: null }, work);
    },
    inNeighbour: (work) => act(neighbour, system, work),
  };
}

async function fill({ db }: Ctx) {
  const schoolId = randomUUID(); // no `returning`: a school is visible only after the statement that makes it
  const otherSchoolId = randomUUID();
  await db.run(sql`
    insert into schools (id, slug, name)
    values (${schoolId}, 'hill', 'Hill School'), (${otherSchoolId}, 'dale', 'Dale School')`);
  const person = async (role: Role, school: string, name: string) => {
    const id = await insertedId(
      db,
      sql`insert into people (email, name, status) values (${`${name}@school.example`}, ${name}, 'active') returning id`,
    );
    await db.run(
      sql`insert into memberships (person_id, school_id, role) values (${id}, ${school}, ${role})`,
    );
    return id;
  };
  const people = {
    pupil: await person("pupil", schoolId, "pia"),
    guardian: await person("guardian", schoolId, "gus"),
    teacher: await person("teacher", schoolId, "tom"),
    timetabler: await person("timetabler", schoolId, "tia"),
    school_admin: await person("school_admin", schoolId, "ada"),
  };
  await db.run(
    sql`insert into guardianships (guardian_id, pupil_id) values (${people.guardian}, ${people.pupil})`,
  );
  // plans the timetable of the other school, and so has every permission but not here
  const stranger = await person("timetabler", otherSchoolId, "sue");
  return { schoolId, otherSchoolId, people, stranger };
}

async function insertedId(db: Ctx["db"], query: ReturnType<typeof sql>): Promise<string> {
  const row = await db.one<{ id: string }>(query);
  if (!row) throw new Error("The row was not inserted");
  return row.id;
}

import { randomUUID } from "node:crypto";
import type { Membership, Role, Viewer } from "../../../core/auth.ts";
import type { RequestContext } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { createTestTenant, type TestTenant } from "../../../core/testing/house.ts";
import { createCallerFactory } from "../../../trpc/init.ts";
import { schoolRouter } from "../router.ts";

const callerOf = createCallerFactory(schoolRouter);
export type SchoolCaller = ReturnType<typeof callerOf>;

export type SchoolHouse = {
  house: TestTenant;
  /** Two schools of one tenant. */
  north: string;
  south: string;
  /** A caller acting as a new person with the role in the school (null: in every school). */
  as(role: Role, schoolId: string | null, name?: string): Promise<SchoolCaller>;
  close(): Promise<void>;
};

const silent = { info() {}, error() {}, warn() {}, debug() {} } as unknown as RequestContext["log"];

/** A house with two schools, and callers for any role in them. */
export async function openSchoolHouse(): Promise<SchoolHouse> {
  const house = await createTestTenant();
  const [north, south] = [randomUUID(), randomUUID()];
  await house.asSystem(async (db) => {
    await db.run(sql`insert into schools (id, slug, name) values
      (${north}, 'north', 'North School'), (${south}, 'south', 'South School')`);
  });
  return {
    house,
    north,
    south,
    as: async (role, schoolId, name = `${role} ${randomUUID().slice(0, 8)}`) => {
      const personId = randomUUID();
      await house.asSystem(async (db) => {
        await db.run(sql`insert into people (id, name, email, status)
          values (${personId}, ${name}, ${`${personId}@example.org`}, 'active')`);
        await db.run(sql`insert into memberships (person_id, school_id, role)
          values (${personId}, ${schoolId}, ${role})`);
      });
      return callerOf(contextOf(house, { personId, name, memberships: [{ role, schoolId }] }));
    },
    close: () => house.close(),
  };
}

function contextOf(
  house: TestTenant,
  person: { personId: string; name: string; memberships: Membership[] },
): RequestContext {
  const viewer: Viewer = { ...person, sessionId: "test", email: "someone@example.org" };
  return {
    database: house.database,
    tenant: house.tenant,
    viewer,
    log: silent,
    requestId: "test",
    ip: "127.0.0.1",
    userAgent: "test",
    origin: "http://house.localhost",
    setCookie: () => undefined,
  };
}

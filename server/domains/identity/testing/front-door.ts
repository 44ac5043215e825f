import { randomUUID } from "node:crypto";
import pino from "pino";
import type { Viewer } from "../../../core/auth.ts";
import type { RequestContext } from "../../../core/context.ts";
import type { Database, TenantRef } from "../../../core/db/database.ts";
import { sql } from "../../../core/db/sql.ts";
import { createTestTenant, type TestTenant } from "../../../core/testing/house.ts";
import { type AppCaller, createCaller } from "../../../trpc/caller.ts";
import { makeId } from "../people-queries.ts";
import type { Role } from "../schema.ts";
import { createPerson } from "../service.ts";
import { validateSession } from "../session-cache.ts";
import { readSessionSecret } from "../session-cookie.ts";

/** One browser at the house's door: it keeps its cookie, as browsers do. */
export type Browser = {
  readonly api: AppCaller;
  cookie(): string;
  /** The API as the session of the cookie sees it. */
  signedIn(): Promise<AppCaller>;
  /** Every Set-Cookie so far. */
  readonly setCookies: string[];
};

export function openBrowser(
  database: Database,
  tenant: TenantRef,
  options: { ip?: string; origin?: string } = {},
): Browser {
  const setCookies: string[] = [];
  const cookie = () => setCookies.at(-1)?.split(";")[0] ?? "";
  const contextOf = (viewer: Viewer | null): RequestContext => ({
    database,
    tenant,
    viewer,
    log: pino({ level: "silent" }),
    requestId: randomUUID(),
    ip: options.ip ?? "198.51.100.1",
    userAgent: "a test",
    origin: options.origin ?? `http://${tenant.slug}.localhost:3000`,
    setCookie: (value) => setCookies.push(value),
  });
  return {
    api: createCaller(contextOf(null)),
    cookie,
    setCookies,
    signedIn: async () => {
      const secret = readSessionSecret(cookie(), false);
      const found = secret ? await validateSession(database, tenant, secret, false) : null;
      return createCaller(contextOf(found?.viewer ?? null));
    },
  };
}

export const goodPassword = "a rather long sentence";

export type TestSchool = TestTenant & {
  schoolId: string;
  otherSchoolId: string;
  /** Creates an active person with the password `goodPassword`. */
  person(email: string, role: Role, schoolId?: string | null): Promise<string>;
  /** Signs the address in and answers the API as that person. */
  as(email: string): Promise<AppCaller>;
  browser(options?: { ip?: string; origin?: string }): Browser;
};

/** A house with two schools and nobody in them. */
export async function openTestSchool(): Promise<TestSchool> {
  const house = await createTestTenant();
  const { database, tenant } = house;
  const makeSchool = (slug: string) =>
    house.asSystem(async (db) => {
      // not `returning`: the row policy asks for schools of the statement's own snapshot
      const id = await makeId(db);
      await db.run(sql`insert into schools (id, slug, name) values (${id}, ${slug}, ${`School ${slug}`})`);
      return id;
    });
  const schoolId = await makeSchool("north");
  const otherSchoolId = await makeSchool("south");
  return {
    ...house,
    schoolId,
    otherSchoolId,
    browser: (options) => openBrowser(database, tenant, options),
    person: (email, role, at = schoolId) =>
      house.asSystem((db) =>
        createPerson(db, {
          name: email.split("@")[0] ?? email,
          email,
          password: goodPassword,
          memberships: [{ role, schoolId: at }],
        }),
      ),
    as: async (email) => {
      const browser = openBrowser(database, tenant, { ip: "198.51.100.200" });
      await browser.api.identity.signIn({ email, password: goodPassword });
      return browser.signedIn();
    },
  };
}

/** The reason of an AppError that a procedure answered with, or what else it threw. */
export async function reasonOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "no error";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

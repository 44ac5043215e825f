import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../core/db/sql.ts";
import { pruneIdentity } from "./service.ts";
import { goodPassword, openTestSchool, reasonOf, type TestSchool } from "./testing/front-door.ts";

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
  await school.person("teacher@north.example", "teacher");
});
afterAll(() => school?.close());

const attempt = (ip: string, email: string, password: string) =>
  reasonOf(school.browser({ ip }).api.identity.signIn({ email, password }));

test("a person signs in with address and password, whatever its case", async () => {
  const browser = school.browser();
  const answer = await browser.api.identity.signIn({
    email: " Teacher@North.example",
    password: goodPassword,
  });
  expect(answer.name).toBe("teacher");
  const profile = await (await browser.signedIn()).identity.readProfile();
  expect(profile).toMatchObject({ email: "teacher@north.example", memberships: [{ role: "teacher" }] });
});

test("the cookie is host-only, out of reach of scripts and of other sites, and secure on https", async () => {
  const plain = school.browser();
  await plain.api.identity.signIn({ email: "teacher@north.example", password: goodPassword });
  const cookie = plain.setCookies[0] ?? "";
  expect(cookie).toMatch(/^atrium_session=[a-z0-9]{40};/);
  for (const part of ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"])
    expect(cookie).toContain(part);
  expect(cookie).not.toMatch(/Domain=|Secure/);

  const secure = school.browser({ origin: "https://north.example.org" });
  await secure.api.identity.signIn({ email: "teacher@north.example", password: goodPassword });
  expect(secure.setCookies[0]).toMatch(/^__Host-atrium_session=.*; Secure/);
});

test("the database holds no session id that would open the account", async () => {
  const browser = school.browser();
  await browser.api.identity.signIn({ email: "teacher@north.example", password: goodPassword });
  const secret = browser.cookie().split("=")[1] ?? "";
  const rows = await school.asSystem((db) => db.rows(sql`select from sessions where id = ${secret}`));
  expect(secret).toHaveLength(40);
  expect(rows).toHaveLength(0);
});

test("an unknown address and a wrong password get the same answer", async () => {
  const unknown = await attempt("198.51.100.2", "nobody@north.example", goodPassword);
  const wrong = await attempt("198.51.100.2", "teacher@north.example", "not the password");
  expect([unknown, wrong]).toEqual(["identity.wrong_credentials", "identity.wrong_credentials"]);
});

test("an address with a character that no text can hold is refused as wrong input", async () => {
  const call = school
    .browser({ ip: "198.51.100.30" })
    .api.identity.signIn({ email: "\u0000", password: "x" });
  await expect(call).rejects.toMatchObject({ code: "BAD_REQUEST", message: "database.check" });
});

test("an unknown address takes as long as a wrong password", async () => {
  const median = async (email: string) => {
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const before = process.cpuUsage(); // work, not time: other processes must not decide
      await attempt(`198.51.101.${round}`, email, "not the password");
      const { user, system } = process.cpuUsage(before);
      times.push(user + system);
    }
    return times.sort((a, b) => a - b)[2] ?? 0;
  };
  await median("warm-up@north.example");
  const [unknown, known] = [await median("nobody2@north.example"), await median("teacher@north.example")];
  expect(unknown / known).toBeGreaterThan(0.5); // without the decoy it would be a tenth
  expect(unknown / known).toBeLessThan(2);
});

test("after five wrong passwords the next is refused with a time to wait, and refused ones do not count", async () => {
  const email = "guessed@north.example";
  await school.person(email, "teacher");
  const ip = "198.51.100.3";
  for (let round = 0; round < 5; round += 1)
    expect(await attempt(ip, email, `guess ${round}`)).toBe("identity.wrong_credentials");
  const refused = await school
    .browser({ ip })
    .api.identity.signIn({ email, password: goodPassword })
    .catch((error: { cause?: { details?: { retryAfter?: number } } }) => error.cause);
  expect(refused).toMatchObject({ code: "LIMIT", reason: "identity.too_many_attempts" });
  const counted = await school.asSystem((db) =>
    db.one<{ count: number }>(sql`select count(*)::int as count from sign_in_attempts where address = ${ip}`),
  );
  expect(counted?.count).toBe(5);
});

test("the owner gets in from elsewhere while somebody guesses", async () => {
  const email = "victim@north.example";
  await school.person(email, "teacher");
  for (let round = 0; round < 8; round += 1) await attempt("198.51.100.4", email, `guess ${round}`);
  expect(await attempt("198.51.100.5", email, goodPassword)).toBe("no error");
});

test("after the wait the right password works, and clears the count", async () => {
  const email = "patient@north.example";
  await school.person(email, "teacher");
  const ip = "198.51.100.6";
  for (let round = 0; round < 5; round += 1) await attempt(ip, email, `guess ${round}`);
  await school.asSystem((db) =>
    db.run(sql`update sign_in_attempts set at = at - interval '10 minutes' where address = ${ip}`),
  );
  expect(await attempt(ip, email, goodPassword)).toBe("no error");
  expect(await attempt(ip, email, "wrong again")).toBe("identity.wrong_credentials");
});

test("a burst of parallel guesses gets no more tries than a patient one", async () => {
  const email = "burst@north.example";
  await school.person(email, "teacher");
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, round) => attempt("198.51.100.7", email, `guess ${round}`)),
  );
  expect(answers.filter((one) => one === "identity.wrong_credentials")).toHaveLength(5);
  expect(answers.filter((one) => one === "identity.too_many_attempts")).toHaveLength(7);
});

test("a person of another house is nobody here", async () => {
  const elsewhere = await school.createTenant("elsewhere");
  const { openBrowser } = await import("./testing/front-door.ts");
  const answer = await reasonOf(
    openBrowser(school.database, elsewhere).api.identity.signIn({
      email: "teacher@north.example",
      password: goodPassword,
    }),
  );
  expect(answer).toBe("identity.wrong_credentials");
});

test("a session of one house opens nothing in another", async () => {
  const elsewhere = await school.createTenant("elsewhere-2");
  const browser = school.browser();
  await browser.api.identity.signIn({ email: "teacher@north.example", password: goodPassword });
  const { SessionCache } = await import("./session-cache.ts");
  const cache = new SessionCache(school.database, { secureCookies: false });
  expect(await cache.read(school.tenant, browser.cookie())).not.toBeNull();
  expect(await cache.read(elsewhere, browser.cookie())).toBeNull();
});

test("a password hashed at a lower cost is hashed anew at the next sign-in", async () => {
  const { hash } = await import("@node-rs/argon2");
  const email = "old-hash@north.example";
  const personId = await school.person(email, "teacher");
  const weak = await hash(goodPassword, { memoryCost: 4_096, timeCost: 2, parallelism: 1 });
  await school.asSystem((db) =>
    db.run(sql`update passwords set hash = ${weak} where person_id = ${personId}`),
  );
  expect(await attempt("198.51.100.8", email, goodPassword)).toBe("no error");
  const stored = await school.asSystem((db) =>
    db.one<{ hash: string }>(sql`select hash from passwords where person_id = ${personId}`),
  );
  expect(stored?.hash).toContain("m=19456,t=2,p=1");
});

test("refusals to sign in leave the record after 90 days, and nothing else ever does", async () => {
  const entry = (action: string, days: number) =>
    sql`insert into audit_entries (action, entity, entity_id, at)
      values (${action}, 'tests', 'old', now() - make_interval(days => ${days}))`;
  const left = () =>
    school.asSystem((db) =>
      db.rows<{ action: string; days: number }>(
        sql`select action, (now()::date - at::date) as days from audit_entries where entity_id = 'old' order by at`,
      ),
    );
  await school.asSystem(async (db) => {
    await db.run(entry("identity.signInRefused", 91));
    await db.run(entry("identity.signInRefused", 89));
    await db.run(entry("identity.signIn", 400));
  });
  await school.asSystem(pruneIdentity);
  const kept = [
    { action: "identity.signIn", days: 400 },
    { action: "identity.signInRefused", days: 89 },
  ];
  expect(await left()).toEqual(kept);
  await school.asSystem((db) => db.run(sql`delete from audit_entries`));
  expect(await left()).toEqual(kept);
});

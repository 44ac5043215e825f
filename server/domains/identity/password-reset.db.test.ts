import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../core/db/sql.ts";
import { sendPasswordReset } from "./service.ts";
import { SessionCache } from "./session-cache.ts";
import { goodPassword, openTestSchool, reasonOf, type TestSchool } from "./testing/front-door.ts";
import { mailedTokens } from "./testing/mail.ts";

const newPassword = "another long sentence";
let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school?.close());

/** Makes a person and answers the token of a link mailed to them. */
async function personWithLink(email: string): Promise<{ personId: string; token: string }> {
  const personId = await school.person(email, "teacher");
  await school.asSystem((db) =>
    sendPasswordReset({ db, tenant: school.tenant }, { personId, origin: "http://north.localhost" }),
  );
  const [token = ""] = await mailedTokens(school, email, "reset");
  return { personId, token };
}

const signIn = (email: string, password: string, ip: string) =>
  reasonOf(school.browser({ ip }).api.identity.signIn({ email, password }));

test("asking answers the same and does the same work, whether or not the address has an account", async () => {
  const personId = await school.person("known@north.example", "teacher");
  const { api } = school.browser({ ip: "203.0.113.1" });
  const known = await api.identity.requestReset({ email: "Known@north.example" });
  const unknown = await api.identity.requestReset({ email: "unknown@north.example" });
  expect(known).toEqual(unknown);
  const client = new (await import("pg")).default.Client({ connectionString: school.ownerUrl });
  await client.connect();
  const { rows } = await client.query(
    "select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'identity.send-reset' order by j.id",
  );
  await client.end();
  expect(rows.map(({ payload }) => payload.personId)).toEqual([personId, null]);
});

test("nobody's link is mailed to nobody", async () => {
  await school.asSystem((db) =>
    sendPasswordReset({ db, tenant: school.tenant }, { personId: null, origin: "http://north.localhost" }),
  );
  expect(await mailedTokens(school, "unknown@north.example", "reset")).toEqual([]);
});

test("a link sets a new password once, and ends every session", async () => {
  const { token } = await personWithLink("forgetful@north.example");
  const before = school.browser({ ip: "203.0.113.2" });
  await before.api.identity.signIn({ email: "forgetful@north.example", password: goodPassword });
  const { api } = school.browser();
  expect(await api.identity.readReset({ token })).toEqual({ email: "forgetful@north.example" });
  await api.identity.resetPassword({ token, password: newPassword });
  const cache = new SessionCache(school.database, { secureCookies: false });
  expect(await cache.read(school.tenant, before.cookie())).toBeNull();
  expect(await signIn("forgetful@north.example", goodPassword, "203.0.113.3")).toBe(
    "identity.wrong_credentials",
  );
  expect(await signIn("forgetful@north.example", newPassword, "203.0.113.3")).toBe("no error");
  expect(await reasonOf(api.identity.resetPassword({ token, password: goodPassword }))).toBe(
    "identity.reset_invalid",
  );
  expect(await reasonOf(api.identity.readReset({ token }))).toBe("identity.reset_invalid");
});

test("of two uses of one link at the same moment one is refused", async () => {
  const { token } = await personWithLink("twice@north.example");
  const { api } = school.browser();
  const answers = await Promise.all([
    reasonOf(api.identity.resetPassword({ token, password: "the first long sentence" })),
    reasonOf(api.identity.resetPassword({ token, password: "the second long sentence" })),
  ]);
  expect(answers.sort()).toEqual(["identity.reset_invalid", "no error"]);
});

test("a link dies after an hour, and when its account is deactivated", async () => {
  const late = await personWithLink("late@north.example");
  const gone = await personWithLink("gone@north.example");
  await school.asSystem(async (db) => {
    await db.run(sql`update password_resets set expires_at = now() where person_id = ${late.personId}`);
    await db.run(sql`update people set status = 'deactivated' where id = ${gone.personId}`);
  });
  const { api } = school.browser();
  for (const { token } of [late, gone])
    expect(await reasonOf(api.identity.resetPassword({ token, password: newPassword }))).toBe(
      "identity.reset_invalid",
    );
});

test("the database holds no token that would work", async () => {
  const { token } = await personWithLink("hashed@north.example");
  const found = await school.asSystem((db) =>
    db.rows(sql`select from password_resets where token_hash = ${token}`),
  );
  expect(token).toHaveLength(43);
  expect(found).toHaveLength(0);
});

test("a poor password is refused with its reason, and the link still works", async () => {
  const { token } = await personWithLink("poor@north.example");
  const { api } = school.browser();
  const reasons = [];
  for (const password of ["short", "poor@north.example", "password123"])
    reasons.push(await reasonOf(api.identity.resetPassword({ token, password })));
  expect(reasons).toEqual([
    "identity.password_too_short",
    "identity.password_like_email",
    "identity.password_too_common",
  ]);
  expect(await reasonOf(api.identity.resetPassword({ token, password: newPassword }))).toBe("no error");
});

test("somebody's mailbox cannot be flooded", async () => {
  const { api } = school.browser({ ip: "203.0.113.9" });
  const answers = [];
  for (let round = 0; round < 5; round += 1)
    answers.push(await reasonOf(api.identity.requestReset({ email: "flooded@north.example" })));
  expect(answers.filter((one) => one === "no error")).toHaveLength(3);
  expect(answers.at(-1)).toBe("identity.too_many_attempts");
});

test("changing the password asks for the current one, keeps this session and ends the others", async () => {
  const email = "changing@north.example";
  await school.person(email, "teacher");
  const [here, there] = [school.browser({ ip: "203.0.113.4" }), school.browser({ ip: "203.0.113.5" })];
  for (const browser of [here, there]) await browser.api.identity.signIn({ email, password: goodPassword });
  const api = await here.signedIn();
  expect(await reasonOf(api.identity.changePassword({ current: "not it", password: newPassword }))).toBe(
    "identity.wrong_password",
  );
  await api.identity.changePassword({ current: goodPassword, password: newPassword });
  const cache = new SessionCache(school.database, { secureCookies: false });
  expect(await cache.read(school.tenant, here.cookie())).not.toBeNull();
  expect(await cache.read(school.tenant, there.cookie())).toBeNull();
  expect(await mailedTokens(school, email, "password_changed")).toHaveLength(1);
});

import pino from "pino";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sql } from "../../core/db/sql.ts";
import { Notifications } from "../../core/notifications.ts";
import { createSessionReader } from "./service.ts";
import { SessionCache } from "./session-cache.ts";
import { goodPassword, openTestSchool, reasonOf, type TestSchool } from "./testing/front-door.ts";

let school: TestSchool;
const listeners: Notifications[] = [];
beforeAll(async () => {
  school = await openTestSchool();
  await school.person("office@north.example", "school_admin");
});
afterAll(async () => {
  for (const one of listeners) await one.stop();
  await school?.close();
});

/** What one web process has: its own LISTEN connection and its own memory. */
async function startProcess() {
  const notices = new Notifications({
    connectionString: school.appUrl,
    applicationName: "atrium test",
    log: pino({ level: "silent" }),
  });
  listeners.push(notices);
  const reader = createSessionReader(school.database, notices, { secureCookies: false });
  notices.start();
  await vi.waitFor(() => expect(notices.connected).toBe(true), { timeout: 5_000 });
  return reader;
}

async function signedInBrowser(email: string) {
  const browser = school.browser({ ip: "198.51.100.20" });
  await browser.api.identity.signIn({ email, password: goodPassword });
  return browser;
}

test("a session ended in one process is refused within a second in every other", async () => {
  await school.person("revoked@north.example", "teacher");
  const [first, second] = [await startProcess(), await startProcess()];
  const [here, there] = [
    await signedInBrowser("revoked@north.example"),
    await signedInBrowser("revoked@north.example"),
  ];
  const heard: string[] = [];
  second.onChange((change) => heard.push(change.session ?? "all"));
  for (const reader of [first, second])
    expect((await reader.read(school.tenant, there.cookie()))?.viewer.name).toBe("revoked");

  const api = await here.signedIn();
  const sessions = await api.identity.listSessions();
  const other = sessions.find((one) => !one.current);
  expect(sessions).toHaveLength(2);
  const started = performance.now();
  await api.identity.endSession({ sessionId: other?.id ?? "" });
  await vi.waitFor(
    async () => {
      expect(await first.read(school.tenant, there.cookie())).toBeNull();
      expect(await second.read(school.tenant, there.cookie())).toBeNull();
    },
    { timeout: 1_000, interval: 10 },
  );
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(heard).toContain(other?.id);
  expect(await first.read(school.tenant, here.cookie())).not.toBeNull();
});

test("changed roles arrive within a second, without signing in again", async () => {
  const personId = await school.person("promoted@north.example", "teacher");
  const reader = await startProcess();
  const browser = await signedInBrowser("promoted@north.example");
  expect((await reader.read(school.tenant, browser.cookie()))?.viewer.memberships).toHaveLength(1);
  const office = await school.as("office@north.example");
  await office.identity.grantRole({ personId, role: "timetabler", schoolId: school.schoolId });
  await vi.waitFor(
    async () =>
      expect((await reader.read(school.tenant, browser.cookie()))?.viewer.memberships).toHaveLength(2),
    { timeout: 1_000, interval: 10 },
  );
});

test("while notifications do not arrive, nothing remembered is believed", async () => {
  await school.person("careful@north.example", "teacher");
  let arrives = true;
  const cache = new SessionCache(school.database, { secureCookies: false, isListening: () => arrives });
  const browser = await signedInBrowser("careful@north.example");
  expect(await cache.read(school.tenant, browser.cookie())).not.toBeNull();
  arrives = false;
  await school.asSystem((db) => db.run(sql`delete from sessions`));
  expect(await cache.read(school.tenant, browser.cookie())).toBeNull();
});

test("what was being read while a session ended is not remembered", async () => {
  const personId = await school.person("racing@north.example", "teacher");
  const cache = new SessionCache(school.database, { secureCookies: false });
  const browser = await signedInBrowser("racing@north.example");
  const reading = cache.read(school.tenant, browser.cookie());
  cache.drop({ tenant: school.tenant.id, person: personId });
  await reading;
  await school.asSystem((db) => db.run(sql`delete from sessions where user_id = ${personId}`));
  expect(await cache.read(school.tenant, browser.cookie())).toBeNull();
});

test("a remembered session is asked for again after its few seconds", async () => {
  const personId = await school.person("aging@north.example", "teacher");
  let now = 0;
  const cache = new SessionCache(school.database, { secureCookies: false, now: () => now });
  const browser = await signedInBrowser("aging@north.example");
  await cache.read(school.tenant, browser.cookie());
  await school.asSystem((db) => db.run(sql`delete from sessions where user_id = ${personId}`));
  expect(await cache.read(school.tenant, browser.cookie())).not.toBeNull();
  now = 5_001;
  expect(await cache.read(school.tenant, browser.cookie())).toBeNull();
});

test("signing out ends this session only and takes the cookie away", async () => {
  await school.person("leaving@north.example", "teacher");
  const [here, there] = [
    await signedInBrowser("leaving@north.example"),
    await signedInBrowser("leaving@north.example"),
  ];
  const cookie = here.cookie();
  await (await here.signedIn()).identity.signOut();
  expect(here.setCookies.at(-1)).toMatch(/^atrium_session=;.*Max-Age=0/);
  const cache = new SessionCache(school.database, { secureCookies: false });
  expect(await cache.read(school.tenant, cookie)).toBeNull();
  expect(await cache.read(school.tenant, there.cookie())).not.toBeNull();
});

test("signing out elsewhere leaves this session alone", async () => {
  await school.person("elsewhere@north.example", "teacher");
  const browsers = [];
  for (let count = 0; count < 3; count += 1) browsers.push(await signedInBrowser("elsewhere@north.example"));
  const api = await browsers[0]?.signedIn();
  expect(await api?.identity.signOutElsewhere()).toEqual({ ended: 2 });
  expect(await api?.identity.listSessions()).toMatchObject([{ current: true }]);
});

test("nobody ends another person's session", async () => {
  await school.person("target@north.example", "teacher");
  const target = await (await signedInBrowser("target@north.example")).signedIn();
  const [session] = await target.identity.listSessions();
  const office = await school.as("office@north.example");
  expect(await reasonOf(office.identity.endSession({ sessionId: session?.id ?? "" }))).toBe(
    "identity.session_gone",
  );
  expect(await target.identity.listSessions()).toHaveLength(1);
});

test("an expired session is nobody's", async () => {
  const personId = await school.person("expired@north.example", "teacher");
  const browser = await signedInBrowser("expired@north.example");
  await school.asSystem((db) =>
    db.run(sql`update sessions set expires_at = now() - interval '1 second' where user_id = ${personId}`),
  );
  const cache = new SessionCache(school.database, { secureCookies: false });
  expect(await cache.read(school.tenant, browser.cookie())).toBeNull();
});

test("a session past half its life is extended and its cookie sent again, once", async () => {
  const personId = await school.person("regular@north.example", "teacher");
  const browser = await signedInBrowser("regular@north.example");
  await school.asSystem((db) =>
    db.run(sql`update sessions set expires_at = now() + interval '10 days' where user_id = ${personId}`),
  );
  const cookie = `__Host-${browser.cookie()}`; // as https names it
  const cache = new SessionCache(school.database, { secureCookies: true });
  expect((await cache.read(school.tenant, cookie))?.renewedCookie).toContain("Secure");
  expect((await cache.read(school.tenant, cookie))?.renewedCookie).toBeNull();
});

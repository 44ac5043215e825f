import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TenantRef } from "../core/db/database.ts";
import { ask } from "../testing/ask.ts";
import { openWebRig, type Person, type WebRig } from "../testing/web-rig.ts";

let rig: WebRig;
let north: TenantRef;
let south: TenantRef;
let schoolId: string;
let ada: Person;

beforeAll(async () => {
  rig = await openWebRig();
  north = await rig.createTenant("north");
  south = await rig.createTenant("south");
  schoolId = await rig.school(north, "North");
  ada = await rig.person(north, "Ada", [{ role: "school_admin", schoolId: null }]);
});
afterAll(() => rig.stop());

const at = (tenant: TenantRef, path: string, options?: Parameters<typeof ask>[3]) =>
  ask(rig.port, rig.hostOf(tenant), path, options);
const html = { accept: "text/html" };
const schools = `/trpc/school.schools.list`;

describe("where a request arrives", () => {
  test("an unknown house gets a page that helps, in the reader's language", async () => {
    const english = await ask(rig.port, "nowhere.localhost", "/", { headers: html });
    expect(english.status).toBe(404);
    expect(english.body).toContain("There is no school at this address");
    expect(english.body).toContain("<form");
    const arabic = await ask(rig.port, "nowhere.localhost", "/", {
      headers: { ...html, "accept-language": "ar,en;q=0.5" },
    });
    expect(arabic.body).toContain('dir="rtl"');
  });

  test("a suspended house is closed on every way in, at once, and opens again", async () => {
    const status = (value: string) =>
      rig.database.withPlatform(async (db) => {
        const { announceTenant } = await import("../core/tenant/directory.ts");
        const { sql } = await import("../core/db/sql.ts");
        await db.run(sql`update platform.tenants set status = ${value} where id = ${south.id}`);
        announceTenant(db, south.id);
      });
    await status("suspended");
    await expect.poll(async () => (await at(south, "/", { headers: html })).status).toBe(503);
    expect((await at(south, "/", { headers: html })).body).toContain("closed for now");
    expect((await at(south, schools)).status).toBe(503);
    await status("active");
    await expect.poll(async () => (await at(south, schools)).status).toBe(401);
  });

  test("the root domain leads to one's school", async () => {
    const landing = await ask(rig.port, `localhost:${rig.port}`, "/", { headers: html });
    expect(landing.status).toBe(200);
    const led = await ask(rig.port, `localhost:${rig.port}`, "/?school=North", { headers: html });
    expect([led.status, led.headers.location]).toEqual([303, `http://north.localhost:${rig.port}/`]);
    const odd = await ask(rig.port, `localhost:${rig.port}`, "/?school=evil.example%2F", { headers: html });
    expect(odd.headers.location).toBeUndefined();
  });

  test("another house does not know this house's session", async () => {
    expect((await at(north, schools, { headers: { cookie: ada.cookie } })).status).toBe(200);
    expect((await at(south, schools, { headers: { cookie: ada.cookie } })).status).toBe(401);
  });
});

describe("what may change something", () => {
  const call = (headers: Record<string, string>) =>
    at(north, "/trpc/identity.signOut", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: "",
    });

  test("a page of another origin may not, nor may none with a cookie", async () => {
    for (const headers of [
      { cookie: ada.cookie, origin: "http://south.localhost" },
      { origin: "https://evil.example" },
      { cookie: ada.cookie },
    ]) {
      const answer = await call(headers as Record<string, string>);
      expect(answer.status).toBe(403);
      expect(answer.body).toContain("http.foreign_origin");
    }
    expect((await at(north, schools, { headers: { cookie: ada.cookie } })).status).toBe(200);
  });

  test("the house's own page may, and cookies set by a procedure reach the browser", async () => {
    const eve = await rig.person(north, "Eve", [{ role: "teacher", schoolId: null }]);
    const answer = await call({ cookie: eve.cookie, origin: rig.originOf(north) });
    expect(answer.status).toBe(200);
    expect(String(answer.headers["set-cookie"])).toMatch(/^atrium_session=;/);
  });
});

describe("every answer", () => {
  test("carries a sane request id: the caller's, or a new one", async () => {
    const given = await at(north, "/live", { headers: { "x-request-id": "trace-12345678" } });
    expect(given.headers["x-request-id"]).toBe("trace-12345678");
    const odd = await at(north, "/live", { headers: { "x-request-id": "a\tb<script>" } });
    expect(odd.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("of a page says which scripts may run, with a nonce of its own", async () => {
    const policy = async () =>
      String((await at(north, "/sign-in", { headers: html })).headers["content-security-policy"]);
    const [one, two] = [await policy(), await policy()];
    // the build may be absent here; then a plain page answers, which allows one script, named by its hash
    if (one.includes("default-src 'none'"))
      return expect(one).toMatch(/script-src 'sha256-[A-Za-z0-9+/=]{44}';/);
    expect(one).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{22,}'/);
    expect(one).not.toMatch(/script-src[^;]*unsafe-inline/);
    expect(one).not.toBe(two);
  });

  test("of the API is data that is kept nowhere", async () => {
    const { headers } = await at(north, schools, { headers: { cookie: ada.cookie } });
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });

  test("too large a body is refused in the protocol of its address", async () => {
    const body = JSON.stringify("x".repeat(2 << 20));
    const call = await at(north, "/trpc/identity.signIn", {
      method: "POST",
      headers: { "content-type": "application/json", origin: rig.originOf(north) },
      body,
    });
    expect([call.status, JSON.parse(call.body).error.data.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
  });
});

test("a form that is far too large is answered before it has come", async () => {
  const answer = await at(north, "/timetable/import", {
    method: "POST",
    headers: {
      ...html,
      origin: rig.originOf(north),
      "content-type": "multipart/form-data; boundary=x",
      "content-length": String(200 << 20),
    },
    body: "--x",
  });
  expect([302, 413, 503]).toContain(answer.status); // asked to sign in; without a build, no page at all
});

describe("probes", () => {
  test("health, readiness and metrics answer", async () => {
    expect((await at(north, "/live")).status).toBe(200);
    expect((await at(north, "/ready")).status).toBe(200);
    expect(JSON.parse((await at(north, "/health")).body)).toMatchObject({
      status: "ok",
      database: { ok: true },
      notifications: { listening: true },
    });
    const metrics = await at(north, "/metrics");
    expect(metrics.body).toMatch(/atrium_http_request_seconds_count\{.*route="\/live"/);
    expect(metrics.body).toContain("atrium_pool_connections");
    expect(metrics.body).toContain("nodejs_eventloop_lag_seconds");
  });

  test("metrics are not for those who came through a proxy", async () => {
    expect((await at(north, "/metrics", { headers: { "x-forwarded-for": "203.0.113.9" } })).status).toBe(403);
  });
});

describe("a cursor that nobody was given", () => {
  const forged = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  const id = "00000000-0000-4000-8000-000000000001";
  const dashes = "-".repeat(36); // as long as an id, and none
  const sort = { by: "placedAt", direction: "desc" };

  test.each([
    ["runs.list", {}, "x"],
    ["runs.list", {}, dashes],
    ["mailbox.list", {}, dashes],
    ["identity.listPeople", {}, forged("\u0000", id)],
    ["identity.listPeople", {}, forged("A", dashes)],
    ["audit.list", {}, forged("x 1", id)], // JavaScript takes it for a date
    ["courses.list", { schoolId: id }, forged("\u0000", id)],
    ["school.teachers.list", { schoolId: id }, forged("\u0000", id)],
    ["orders.list", { schoolId: id, sort }, forged("placedAt", "desc", "x", "x", id)],
  ])("is refused by %s %j as wrong input: %j", async (procedure, rest, cursor) => {
    const input = encodeURIComponent(
      JSON.stringify({ ...rest, ...("schoolId" in rest && { schoolId }), cursor }),
    );
    const answer = await at(north, `/trpc/${procedure}?input=${input}`, { headers: { cookie: ada.cookie } });
    expect([answer.status, JSON.parse(answer.body).error?.data.code]).toEqual([400, "BAD_REQUEST"]);
  });
});

test("an address that asks too often is told to wait", async () => {
  const small = await openWebRig({ rateLimit: 3 });
  try {
    const answers = [];
    for (let i = 0; i < 5; i++)
      answers.push((await ask(small.port, "localhost", "/", { headers: html })).status);
    expect(answers).toEqual([200, 200, 200, 429, 429]);
    expect((await ask(small.port, "localhost", "/live")).status).toBe(200);
  } finally {
    await small.stop();
  }
});

test("the addresses of one IPv6 network are one asker, as the proxy tells them", async () => {
  const small = await openWebRig({ rateLimit: 3, config: { TRUST_PROXY: 1 } });
  try {
    const from = async (address: string) =>
      (await ask(small.port, "localhost", "/", { headers: { ...html, "x-forwarded-for": address } })).status;
    const answers = [];
    for (let i = 1; i <= 4; i++) answers.push(await from(`198.51.100.${i}, 2001:db8:1:2::${i}`));
    expect(answers).toEqual([200, 200, 200, 429]);
    expect(await from("2001:db8:1:3::1")).toBe(200);
  } finally {
    await small.stop();
  }
});

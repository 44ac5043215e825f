import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { TenantRef } from "../core/db/database.ts";
import { createPerson } from "../domains/identity/service.ts";
import { ask } from "../testing/ask.ts";
import { openWebRig, type Person, type WebRig } from "../testing/web-rig.ts";

const token = "a token for prometheus";
const password = "a rather long sentence";
let rig: WebRig;
let north: TenantRef;
let ada: Person;

beforeAll(async () => {
  vi.stubEnv("NODE_ENV", "production"); // the mailbox asks the environment itself
  vi.stubEnv("SECRET", "x".repeat(32));
  rig = await openWebRig({ config: { production: true, METRICS_TOKEN: token } });
  north = await rig.createTenant("north");
  ada = await rig.person(north, "Ada", [{ role: "school_admin", schoolId: null }]);
  await rig.asSystem(north, (db) =>
    createPerson(db, { name: "Eve", email: "eve@north.example", password, memberships: [] }),
  );
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rig.stop();
});

const at = (path: string, options?: Parameters<typeof ask>[3]) =>
  ask(rig.port, rig.hostOf(north), path, options);

test("the cookie that signs in is for https and this host alone", async () => {
  const answer = await at("/trpc/identity.signIn", {
    method: "POST",
    headers: { "content-type": "application/json", origin: rig.originOf(north) },
    body: JSON.stringify({ email: "eve@north.example", password }),
  });
  expect(answer.status).toBe(200);
  const cookie = String(answer.headers["set-cookie"]);
  expect(cookie).toMatch(/^__Host-atrium_session=[a-z0-9]{40};/);
  for (const part of ["; Secure", "; HttpOnly", "; Path=/", "; SameSite=Lax"]) expect(cookie).toContain(part);
  expect(cookie).not.toContain("Domain");
});

test("a session under the name that another host of the domain could set is not believed", async () => {
  const schools = "/trpc/school.schools.list";
  expect((await at(schools, { headers: { cookie: ada.cookie } })).status).toBe(200);
  const renamed = ada.cookie.replace("__Host-", "");
  expect((await at(schools, { headers: { cookie: renamed } })).status).toBe(401);
});

test("every answer promises https: pages, calls, probes, and what is not there", async () => {
  const promise = "max-age=63072000; includeSubDomains";
  for (const path of ["/sign-in", "/trpc/school.schools.list", "/live", "/build/nothing.js", "/graphql"])
    expect((await at(path)).headers["strict-transport-security"], path).toBe(promise);
  const own = await ask(rig.port, "timetable.hill.example", "/live");
  expect(own.headers["strict-transport-security"]).toBe("max-age=63072000");
});

test("the in-app mailbox is closed", async () => {
  const input = encodeURIComponent(JSON.stringify({ limit: 20 }));
  const answer = await at(`/trpc/mailbox.list?input=${input}`, { headers: { cookie: ada.cookie } });
  expect(answer.status).toBe(404);
  expect(answer.body).toContain("mailbox.closed");
});

test("metrics are for who holds the token, even on the machine itself", async () => {
  expect((await at("/metrics")).status).toBe(403);
  expect((await at("/metrics", { headers: { authorization: "Bearer wrong" } })).status).toBe(403);
  expect((await at("/metrics", { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
});

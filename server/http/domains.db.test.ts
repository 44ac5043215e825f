import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { TenantRef } from "../core/db/database.ts";
import { addDomain, listDomains, removeDomain, verifyDomain } from "../domains/tenants/domains/service.ts";
import { suspendTenant } from "../domains/tenants/service.ts";
import { ask } from "../testing/ask.ts";
import { openWebRig, type Person, type WebRig } from "../testing/web-rig.ts";

let rig: WebRig;
let north: TenantRef;

let ada: Person;
beforeAll(async () => {
  rig = await openWebRig();
  north = await rig.createTenant("north");
  await rig.createTenant("south");
  await rig.school(north, "North");
  ada = await rig.person(north, "Ada", [{ role: "school_admin", schoolId: null }]);
});
afterAll(() => rig.stop());

const town = () => ({ database: rig.database, ownerUrl: rig.ownerUrl, by: "test" });
const add = (slug: string, host: string) => addDomain(town(), "localhost", slug, host);
/** A DNS that holds these records and nothing else. */
const dns = (records: Record<string, string[]>) => async (name: string) => records[name] ?? [];
async function open(slug: string, host: string): Promise<void> {
  const { record } = await add(slug, host);
  await verifyDomain(town(), slug, host, dns({ [record.name]: [record.value] }));
}
const schoolsAt = (host: string, cookie: string) =>
  ask(rig.port, host, "/trpc/school.schools.list", { headers: { cookie } });
const statusAt = async (host: string, cookie = ada.cookie) => (await schoolsAt(host, cookie)).status;

test("A school's own domain leads to its house once its DNS says so, and nowhere when it is taken away", async () => {
  const { record } = await add("north", "Timetable.Hill.example.");
  expect(record.name).toBe("_atrium.timetable.hill.example");
  expect(await statusAt("timetable.hill.example")).toBe(404); // and the process remembers that
  const verify = (found: Record<string, string[]>) =>
    verifyDomain(town(), "north", "timetable.hill.example", dns(found));
  for (const wrong of [{}, { [record.name]: ["atrium-verify=other"] }])
    await expect(verify(wrong)).rejects.toMatchObject({ reason: "tenants.domain_unproven" });
  expect(await statusAt("timetable.hill.example")).toBe(404);
  await verify({ [record.name]: ["v=spf1 -all", record.value] });
  await expect.poll(() => statusAt("timetable.hill.example:8443")).toBe(200);
  expect(await listDomains(town(), "north")).toMatchObject([
    { host: "timetable.hill.example", verifiedAt: expect.any(String) },
  ]);
  await removeDomain(town(), "north", "timetable.hill.example");
  await expect.poll(() => statusAt("timetable.hill.example")).toBe(404);
});

test("It is one house's: another's session is nobody there, and other origins change nothing and open no socket", async () => {
  await open("south", "south.example");
  await expect.poll(() => statusAt("south.example", "")).toBe(401);
  expect(await statusAt("south.example")).toBe(401); // Ada's cookie is of the north
  expect(await statusAt("other.south.example")).toBe(404); // a domain is not its subdomains
  await open("north", "north.example");
  await expect.poll(() => statusAt("north.example")).toBe(200);
  const signOut = (origin: string) =>
    ask(rig.port, "north.example", "/trpc/identity.signOut", {
      method: "POST",
      headers: { cookie: ada.cookie, origin, "content-type": "application/json" },
      body: "",
    });
  for (const origin of ["http://south.example", "http://north.example.evil.example", rig.originOf(north)])
    expect((await signOut(origin)).status).toBe(403);
  const handshake = (origin: string) =>
    new Promise<number | undefined>((resolve) => {
      const headers = { host: "north.example", origin, cookie: ada.cookie };
      const socket = new WebSocket(`ws://127.0.0.1:${rig.port}/ws`, { headers });
      socket.on("unexpected-response", (_request, response) => resolve(response.statusCode));
      socket.on("error", () => undefined);
      socket.on("open", () => resolve(101));
    });
  expect(await handshake("http://south.example")).toBe(403);
  expect(await handshake("http://north.example")).toBe(101);
});

test("A domain belongs to one school, and none of ours can be claimed", async () => {
  await add("north", "claimed.example");
  await expect(add("south", "claimed.example")).rejects.toMatchObject({ reason: "tenants.domain_taken" });
  expect(await add("north", "claimed.example")).toEqual((await listDomains(town(), "north"))[0]);
  for (const host of ["localhost", "south.localhost", "a.south.localhost"])
    await expect(add("north", host)).rejects.toMatchObject({ code: "INVALID" });
  for (const host of [
    "",
    "192.0.2.7",
    "one",
    "a_b.example",
    "x.example:80",
    "a..example",
    "https://x.example",
  ])
    await expect(add("north", host)).rejects.toMatchObject({ reason: "tenants.domain_form" });
  expect((await add("north", "schüle.example")).host).toBe("xn--schle-mva.example");
  const foreign = verifyDomain(town(), "south", "claimed.example", dns({}));
  await expect(foreign).rejects.toMatchObject({ reason: "tenants.domain_unknown" });
});

test("A proxy hears for which hosts it may get certificates", async () => {
  const known = async (domain: string) =>
    (await ask(rig.port, "127.0.0.1", `/known-host?domain=${domain}`)).status;
  await open("north", "known.example");
  await expect.poll(() => known("known.example")).toBe(200);
  expect(await known("north.localhost")).toBe(200);
  expect([await known("unknown.example"), await known("nowhere.localhost"), await known("")]).toEqual([
    404, 404, 404,
  ]);
  await suspendTenant(town(), "north", null);
  await expect.poll(() => known("known.example")).toBe(404);
  await expect.poll(() => statusAt("known.example")).toBe(503);
});

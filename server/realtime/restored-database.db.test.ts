import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TenantRef } from "../core/db/database.ts";
import { emit, type Topic } from "../core/events.ts";
import { LiveSocket } from "../testing/live-socket.ts";
import { openWebRig, type Person, type WebRig } from "../testing/web-rig.ts";
import { pruneEvents, readNewEvents } from "./store.ts";

let rig: WebRig;
let owner: pg.Client;
let north: TenantRef;
let school: string;
let topic: Topic;
let ada: Person;

beforeAll(async () => {
  rig = await openWebRig();
  north = await rig.createTenant("north");
  school = await rig.school(north, "North");
  topic = `schools/${school}`;
  ada = await rig.person(north, "Ada", [{ role: "teacher", schoolId: school }]);
  owner = new pg.Client({ connectionString: rig.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await rig.stop();
});

const table = () => `"${north.schema}".live_events`;
const connect = () => new LiveSocket(rig.socket(north, ada)).opened();
const happen = (kind: string) =>
  rig.asSystem(north, (db) => emit(db, { topic, kind, entity: "schools", entityId: school }));

/** A page that has seen one event, and keeps its cursor. */
async function pageAt(kind: string): Promise<LiveSocket> {
  const page = await connect();
  page.subscribe({ topic });
  await page.untilHeard("subscribed");
  await happen(kind);
  await page.until(({ events }) => events.at(-1)?.kind === kind);
  return page;
}

/** A restart ends every connection; processes then look where the database is. */
const restart = () =>
  owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );

/** What `pg_restore --clean` leaves: the same rows in a new table. */
async function restoreFromDump(): Promise<void> {
  await owner.query(`alter table ${table()} rename to gone`);
  await owner.query(`create table ${table()} (like "${north.schema}".gone including all)`);
  await owner.query(`insert into ${table()} overriding system value select * from "${north.schema}".gone`);
  await owner.query(`drop table "${north.schema}".gone`);
  await owner.query(`grant select, insert, update, delete on ${table()} to "${north.role}"`);
}

/** What recovery to a point in time, or a copy of the files, leaves: the newest events have not happened. */
const forget = (kind: string) => owner.query(`delete from ${table()} where kind = $1`, [kind]);

async function comesBack(cursor: string | undefined): Promise<LiveSocket> {
  const page = await connect();
  page.subscribe({ topic, ...(cursor !== undefined && { cursor }) });
  await page.until(({ heard }) => heard.some((one) => "resync" in one || "subscribed" in one));
  return page;
}
const succeeds = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );
const mustReadAgain = (page: LiveSocket) =>
  page.heard.some((one) => "resync" in one && one.resync.includes(topic));

test("Open pages are told to read again when a dump was restored under them, and hear what comes then", async () => {
  const page = await pageAt("tests.before");
  await restoreFromDump();
  await restart();
  await page.until(mustReadAgain);
  await expect.poll(() => succeeds(happen("tests.after"))).toBe(true);
  await page.until(({ events }) => events.at(-1)?.kind === "tests.after");
  page.socket.terminate();
});

test("Open pages are told to read again when the last thing they heard of has not happened any more", async () => {
  const page = await pageAt("tests.undone");
  await forget("tests.undone");
  await restart();
  await page.until(mustReadAgain);
  page.socket.terminate();
});

test("A restart alone costs nobody anything", async () => {
  const page = await pageAt("tests.calm");
  await restart();
  await expect.poll(() => succeeds(happen("tests.later"))).toBe(true);
  await page.until(({ events }) => events.at(-1)?.kind === "tests.later");
  expect(mustReadAgain(page)).toBe(false);
  const again = await comesBack(page.events.at(-2)?.cursor);
  expect([mustReadAgain(again), again.events.map(({ kind }) => kind)]).toEqual([false, ["tests.later"]]);
  for (const one of [page, again]) one.socket.terminate();
});

test("A page that was away meanwhile is told when it comes back with a cursor of another life", async () => {
  const page = await pageAt("tests.away");
  const cursor = page.events.at(-1)?.cursor ?? "";
  page.socket.terminate();
  expect(mustReadAgain(await comesBack(cursor))).toBe(false);
  const [epoch, place] = cursor.split("-");
  const [xid, id] = (place ?? "").split(".");
  for (const foreign of [
    `00000000-${place}`, // another server, timeline or table
    `${xid}.${id}`, // of a page that was opened before cursors had an epoch
    `${epoch}-${BigInt(xid ?? 0) + 1_000_000n}.0`, // ahead of the database
    `${epoch}-${xid}.${BigInt(id ?? 0) + 1_000n}`, // an event that is not there
  ])
    expect([foreign, mustReadAgain(await comesBack(foreign))]).toEqual([foreign, true]);
});

test("Events of a dump from a server that had counted further are not waited for, and are pruned", async () => {
  await owner.query(
    `insert into ${table()} (xid, topic, kind, entity, entity_id) values ('99999999999999', $1, 'tests.future', 'schools', '')`,
    [topic],
  );
  const { events, pending } = await readNewEvents(rig.database, north, { xid: "0", id: "0" });
  expect([pending, events.some(({ kind }) => kind === "tests.future")]).toEqual([false, false]);
  await pruneEvents(rig.database, north);
  expect((await owner.query(`select from ${table()} where kind = 'tests.future'`)).rowCount).toBe(0);
});

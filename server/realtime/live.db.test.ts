import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { TenantRef } from "../core/db/database.ts";
import { sql } from "../core/db/sql.ts";
import { emit } from "../core/events.ts";
import { suspendTenant } from "../domains/tenants/service.ts";
import { LiveSocket } from "../testing/live-socket.ts";
import { openWebRig, type Person, type WebRig } from "../testing/web-rig.ts";
import { closeCodes } from "./schema.ts";
import { socketsPerSession } from "./sockets.ts";
import { cursorOf, pruneEvents, readHorizon } from "./store.ts";

let rig: WebRig;
let north: TenantRef;
let south: TenantRef;
let school: string;
let otherSchool: string;
let southSchool: string;
let ada: Person;

beforeAll(async () => {
  rig = await openWebRig({ poolSize: 12 });
  north = await rig.createTenant("north");
  south = await rig.createTenant("south");
  school = await rig.school(north, "North");
  otherSchool = await rig.school(north, "Other");
  southSchool = await rig.school(south, "South");
  ada = await rig.person(north, "Ada", [{ role: "teacher", schoolId: school }]);
});
afterAll(() => rig.stop());

const connect = (tenant: TenantRef, person: Person | null, headers?: Record<string, string>) =>
  new LiveSocket(rig.socket(tenant, person, headers)).opened();
const happen = (tenant: TenantRef, schoolId: string, number: number) =>
  rig.asSystem(tenant, (db) =>
    emit(db, {
      topic: `schools/${schoolId}`,
      kind: "tests.happened",
      entity: "schools",
      entityId: schoolId,
      payload: { number },
    }),
  );
const horizonOf = async (tenant: TenantRef) => {
  const { epoch, position } = await readHorizon(rig.database, tenant);
  return cursorOf(epoch, position);
};
const numbers = (socket: LiveSocket) => socket.events.map((one) => one.payload.number as number);

describe("who may open a socket", () => {
  const refusal = (socket: WebSocket) =>
    new Promise<number | undefined>((resolve) => {
      socket.on("unexpected-response", (_request, response) => resolve(response.statusCode));
      socket.on("error", () => undefined);
      socket.on("open", () => resolve(101));
    });

  test("nobody without a session, with another house's session, or from a foreign page", async () => {
    const eve = await rig.person(south, "Eve", [{ role: "school_admin", schoolId: null }]);
    expect(await refusal(rig.socket(north, null))).toBe(401);
    expect(await refusal(rig.socket(north, eve))).toBe(401);
    expect(await refusal(rig.socket(north, ada, { origin: "https://evil.example" }))).toBe(403);
    expect(await refusal(rig.socket(north, ada, { origin: rig.originOf(south) }))).toBe(403);
    const headers = { host: rig.hostOf(north), cookie: ada.cookie };
    expect(await refusal(new WebSocket(`ws://127.0.0.1:${rig.port}/ws`, { headers }))).toBe(403);
    const elsewhere = { ...headers, origin: rig.originOf(north) };
    expect(await refusal(new WebSocket(`ws://127.0.0.1:${rig.port}/other`, { headers: elsewhere }))).toBe(
      404,
    );
    expect(await refusal(rig.socket(north, ada))).toBe(101);
  });

  test("ends within a second of the session's end", async () => {
    const guest = await rig.person(north, "Guest", [{ role: "teacher", schoolId: school }]);
    const socket = await connect(north, guest);
    const answer = await rig.web.inject({
      method: "POST",
      url: "/trpc/identity.signOut",
      headers: {
        host: rig.hostOf(north),
        origin: rig.originOf(north),
        cookie: guest.cookie,
        "content-type": "application/json",
      },
      payload: "",
    });
    expect(answer.statusCode).toBe(200);
    const ended = performance.now();
    expect(await socket.closed()).toBe(closeCodes.signedOut);
    expect(performance.now() - ended).toBeLessThan(1_000);
  });

  test("no more than fifty windows of one session at a time", async () => {
    const wes = await rig.person(north, "Wes", [{ role: "teacher", schoolId: school }]);
    const sockets = await Promise.all(Array.from({ length: socketsPerSession }, () => connect(north, wes)));
    expect(await refusal(rig.socket(north, wes))).toBe(429);
    expect(await refusal(rig.socket(north, ada))).toBe(101);
    const [one] = sockets;
    const gone = one?.closed();
    one?.socket.close();
    await gone;
    await expect.poll(() => refusal(rig.socket(north, wes))).toBe(101);
    for (const { socket } of sockets) socket.terminate();
  });

  test("nobody who knocks too often, however it ends", async () => {
    const small = await openWebRig({ rateLimit: 3 });
    try {
      const tenant = await small.createTenant("small");
      const answers = [];
      for (let knock = 0; knock < 4; knock++) answers.push(await refusal(small.socket(tenant, null)));
      expect(answers).toEqual([401, 401, 401, 429]);
    } finally {
      await small.stop();
    }
  });
});

describe("what may be watched", () => {
  test("rows that the person may read, and nothing else", async () => {
    const socket = await connect(north, ada);
    const refused = [
      `schools/${otherSchool}`, // not a member there
      `schools/${southSchool}`, // another house
      "schools/00000000-0000-7000-8000-000000000000",
      "schools/'; drop table people; --",
      `passwords/${ada.id}`, // not a topic's table
      `schools/${school}/lessons`,
    ];
    socket.subscribe({ topic: `schools/${school}` }, ...refused.map((topic) => ({ topic })));
    await socket.until(
      ({ heard }) => heard.some((one) => "refused" in one) && heard.some((one) => "subscribed" in one),
    );
    expect(socket.heard.find((one) => "refused" in one)).toEqual({ refused });
    await happen(south, southSchool, 1);
    await happen(north, otherSchool, 2);
    await happen(north, school, 3);
    await socket.until(({ events }) => events.length > 0);
    expect(numbers(socket)).toEqual([3]);
    socket.socket.close();
  });

  test("until the right to it is taken back", async () => {
    const temp = await rig.person(north, "Temp", [{ role: "teacher", schoolId: otherSchool }]);
    const socket = await connect(north, temp);
    socket.subscribe({ topic: `schools/${otherSchool}` });
    await socket.untilHeard("subscribed");
    await rig.asSystem(north, async (db) => {
      await db.run(sql`delete from memberships where person_id = ${temp.id}`);
      const { announceSessions } = await import("../domains/identity/sessions.ts");
      announceSessions(db, temp.id);
    });
    await socket.untilHeard("refused");
    await happen(north, otherSchool, 4);
    socket.send({ ping: 5 });
    await socket.untilHeard("pong");
    expect(socket.events).toEqual([]);
    socket.socket.close();
  });

  test("nonsense closes the socket", async () => {
    for (const message of ["{", '{"subscribe":[{"topic":7}]}', '{"drop":"table"}']) {
      const socket = await connect(north, ada);
      socket.send(message);
      expect(await socket.closed()).toBe(closeCodes.misbehaved);
    }
  });
});

test("a school that closes shows everybody out at once, and nobody of another school", async () => {
  const west = await rig.createTenant("west");
  const wes = await rig.person(west, "Wes", [{ role: "teacher", schoolId: null }]);
  const [inside, elsewhere] = [await connect(west, wes), await connect(north, ada)];
  const closed = inside.closed();
  await suspendTenant({ database: rig.database, ownerUrl: rig.ownerUrl, by: "test" }, west.slug, null);
  expect(await closed).toBe(closeCodes.closed);
  elsewhere.send({ ping: 1 });
  await elsewhere.untilHeard("pong");
  elsewhere.socket.close();
});

describe("a subscriber that comes back", () => {
  test("misses no event and sees none twice under thousands of interleaved commits", async () => {
    const from = await horizonOf(north);
    const total = 3_000;
    const writers = 8;
    let random = 7;
    const next = () => {
      random = (random * 1_103_515_245 + 12_345) % 2 ** 31;
      return random / 2 ** 31;
    };
    let written = 0;
    const write = async (writer: number) => {
      for (let i = writer; i < total; i += writers) {
        await rig.asSystem(north, async (db) => {
          await emit(db, {
            topic: `schools/${school}`,
            kind: "tests.happened",
            entity: "schools",
            entityId: school,
            payload: { number: i },
          });
          if (next() < 0.3) await pause(next() * 12); // commits out of the order of ids
        });
        written += 1;
      }
    };
    const writing = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));

    let cursor = from;
    const seen: number[] = [];
    let visits = 0;
    while (seen.length < total) {
      const socket = await connect(north, ada);
      socket.subscribe({ topic: `schools/${school}`, cursor });
      const stay = 20 + Math.floor(next() * 300);
      await socket.until(
        ({ events, heard }) =>
          heard.some((one) => "resync" in one) ||
          events.length >= stay ||
          seen.length + events.length >= total,
      );
      expect(socket.heard.filter((one) => "resync" in one)).toEqual([]);
      seen.push(...numbers(socket)); // from here on it hears nothing: what comes is the next visit's
      cursor = socket.events.at(-1)?.cursor ?? cursor;
      socket.socket.terminate();
      visits += 1;
    }
    await writing;
    expect(written).toBe(total);
    expect(visits).toBeGreaterThan(5);
    expect(seen.length).toBe(total);
    expect(new Set(seen).size).toBe(total);
  }, 60_000);

  test("gets what happened since its page was read, when it has no cursor yet", async () => {
    await happen(north, school, 10_001);
    const socket = await connect(north, ada);
    socket.subscribe({ topic: `schools/${school}`, age: 1 });
    await socket.until(({ events }) => events.some((one) => one.payload.number === 10_001));
    socket.socket.close();
  });

  test("is told to read again when its cursor is older than what is kept", async () => {
    const old = await horizonOf(south);
    const admin = await rig.person(south, "Old", [{ role: "school_admin", schoolId: null }]);
    for (const number of [1, 2, 3]) await happen(south, southSchool, number);
    await rig.asSystem(south, (db) => db.run(sql`select 1`));
    const { default: pg } = await import("pg");
    const owner = new pg.Client({ connectionString: rig.ownerUrl });
    await owner.connect();
    await owner.query(`update "${south.schema}".live_events set at = now() - interval '3 days'`);
    await owner.end();
    expect(await pruneEvents(rig.database, south)).toBe(3); // of 4: one was left by the test above, the newest stays
    const socket = await connect(south, admin);
    socket.subscribe({ topic: `schools/${southSchool}`, cursor: old });
    await socket.untilHeard("resync");
    await happen(south, southSchool, 4);
    await socket.until(({ events }) => events.some((one) => one.payload.number === 4));
    // 3 may come as well: an older transaction, be it another database's, holds the horizon back
    expect(numbers(socket).filter((number) => number < 3)).toEqual([]);
    socket.socket.close();
  });

  test("hears on after the database has gone and come back", async () => {
    const socket = await connect(north, ada);
    socket.subscribe({ topic: `schools/${school}` });
    await socket.untilHeard("subscribed");
    const { default: pg } = await import("pg");
    const owner = new pg.Client({ connectionString: rig.ownerUrl });
    await owner.connect();
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await owner.end();
    // the listener is away now: this bell nobody hears
    await expect
      .poll(() =>
        happen(north, school, 20_001).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await socket.until(({ events }) => events.some((one) => one.payload.number === 20_001));
    socket.socket.close();
  });
});

test("a socket that does not read is bounded, then told to read again", async () => {
  const small = await openWebRig({ watcher: { maxBufferedBytes: 200_000, drainWithinMs: 20_000 } });
  try {
    const tenant = await small.createTenant("small");
    const id = await small.school(tenant, "Small");
    const reader = await small.person(tenant, "Reader", [{ role: "teacher", schoolId: id }]);
    const slow = await new LiveSocket(small.socket(tenant, reader)).opened();
    slow.subscribe({ topic: `schools/${id}` });
    await slow.untilHeard("subscribed");
    slow.socket.pause();
    const big = "x".repeat(20_000);
    for (let i = 0; i < 40; i++) {
      await small.asSystem(tenant, async (db) => {
        for (let j = 0; j < 20; j++)
          await emit(db, {
            topic: `schools/${id}`,
            kind: "tests.big",
            entity: "schools",
            entityId: id,
            payload: { big },
          });
      });
    }
    const held = await small.parts.metrics.eventsSent.get();
    expect(held.values[0]?.value).toBeLessThan(800);
    slow.socket.resume();
    await slow.untilHeard("resync");
    await small.asSystem(tenant, (db) =>
      emit(db, { topic: `schools/${id}`, kind: "tests.after", entity: "schools", entityId: id }),
    );
    await slow.until(({ events }) => events.at(-1)?.kind === "tests.after");
    slow.socket.terminate();
  } finally {
    await small.stop();
  }
}, 150_000);

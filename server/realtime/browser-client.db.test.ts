import { afterAll, beforeAll, expect, test } from "vitest";
import { LiveClient, type LiveNews } from "../../app/lib/live/client.ts";
import type { LiveState } from "../../app/lib/live/state.ts";
import type { TenantRef } from "../core/db/database.ts";
import { sql } from "../core/db/sql.ts";
import { emit } from "../core/events.ts";
import { announceSessions } from "../domains/identity/sessions.ts";
import { openWebRig, type Person, type WebRig } from "../testing/web-rig.ts";

let rig: WebRig;
let north: TenantRef;
let school: string;
let ada: Person;

beforeAll(async () => {
  rig = await openWebRig();
  north = await rig.createTenant("north");
  school = await rig.school(north, "North");
  ada = await rig.person(north, "Ada", [{ role: "teacher", schoolId: school }]);
});
afterAll(() => rig.stop());

const happen = (number: number) =>
  rig.asSystem(north, (db) =>
    emit(db, {
      topic: `schools/${school}`,
      kind: "tests.happened",
      entity: "schools",
      entityId: school,
      payload: { number },
    }),
  );

function openClient(person = ada) {
  const states: LiveState[] = [];
  const news: LiveNews[] = [];
  const sockets: ReturnType<WebRig["socket"]>[] = [];
  const client = new LiveClient({
    open: () => {
      const socket = rig.socket(north, person);
      socket.on("error", () => undefined);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    onState: (state) => states.push(state),
    age: () => 0,
  });
  const numbers = () => news.flatMap((one) => ("event" in one ? [one.event.payload.number] : []));
  return { client, states, news, sockets, numbers };
}

test("the page's client follows, loses its line, catches up without gap or repetition, and hangs up", async () => {
  const { client, states, numbers, news, sockets } = openClient();
  const stop = client.watch(`schools/${school}`, (one) => news.push(one));
  await expect.poll(() => states.at(-1)).toBe("online");
  await happen(1);
  await expect.poll(numbers).toEqual([1]);

  sockets.at(-1)?.terminate();
  await expect.poll(() => states.at(-1)).toBe("connecting");
  await happen(2);
  await happen(3);
  await expect.poll(numbers, { timeout: 5_000 }).toEqual([1, 2, 3]);
  expect(sockets).toHaveLength(2);
  expect(states.at(-1)).toBe("online");

  stop();
  expect(states.at(-1)).toBe("idle");
  await expect.poll(() => sockets.at(-1)?.readyState).toBe(3);
});

test("two who watch the same topic share one subscription, and one may leave", async () => {
  const { client, states, news, sockets, numbers } = openClient();
  const first = client.watch(`schools/${school}`, (one) => news.push(one));
  const second = client.watch(`schools/${school}`, () => undefined);
  await expect.poll(() => states.at(-1)).toBe("online");
  second();
  await happen(4);
  await expect.poll(() => numbers().includes(4)).toBe(true);
  expect(sockets).toHaveLength(1);
  first();
});

test("who is signed out does not knock again", async () => {
  const guest = await rig.person(north, "Guest", [{ role: "teacher", schoolId: school }]);
  const { client, states, sockets } = openClient(guest);
  client.watch(`schools/${school}`, () => undefined);
  await expect.poll(() => states.at(-1)).toBe("online");
  await rig.asSystem(north, async (db) => {
    await db.run(sql`delete from sessions where user_id = ${guest.id}`);
    announceSessions(db, guest.id);
  });
  await expect.poll(() => states.at(-1)).toBe("offline");
  expect(sockets).toHaveLength(1);
  client.close();
});

import { EventEmitter, once } from "node:events";
import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { expect, test } from "vitest";
import { LargeBodies, readText } from "./bodies.ts";

type Sender = EventEmitter & { closed: boolean; destroyed: boolean };
const sender = (): Sender => Object.assign(new EventEmitter(), { closed: false, destroyed: false });
const leave = (one: Sender): void => {
  Object.assign(one, { closed: true, destroyed: true });
  one.emit("close");
};
const replyTo = (one: Sender) => ({ raw: one }) as unknown as FastifyReply;

test("a sender who left while waiting for a turn passes it on", async () => {
  const bodies = new LargeBodies(1);
  const [first, left, patient, late] = [sender(), sender(), sender(), sender()];
  await bodies.enter(replyTo(first));
  const turns = [bodies.enter(replyTo(left)), bodies.enter(replyTo(patient))];
  leave(left);
  leave(first);
  await expect(turns[0]).rejects.toMatchObject({ reason: "http.malformed" });
  await turns[1];
  leave(patient);
  await bodies.enter(replyTo(late)); // every slot came back
});

test("a body whose sender has gone already is refused, not waited for", async () => {
  const body = new Readable({ read: () => undefined });
  body.destroy();
  await once(body, "close");
  const limit = { bytes: 1_000, told: { field: null, limit: 1_000 } };
  await expect(readText(body, 10, limit)).rejects.toMatchObject({ reason: "http.malformed" });
});

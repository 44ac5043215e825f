import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TenantRef } from "../core/db/database.ts";
import { openWebRig, type Person, type WebRig } from "../testing/web-rig.ts";

let rig: WebRig;
let north: TenantRef;
let schoolId: string;
let ada: Person;

beforeAll(async () => {
  rig = await openWebRig();
  north = await rig.createTenant("north");
  schoolId = await rig.school(north, "North");
  ada = await rig.person(north, "Ada", [{ role: "timetabler", schoolId: null }]);
});
afterAll(() => rig.stop());

type Told = { status: number; sent: number; reason: string; details: Record<string, unknown> };

/** Sends pieces as chunks, without saying how many will come, until all are sent or an answer is there. */
function upload(path: string, pieces: Iterable<Buffer | string>, cookie?: string): Promise<Told> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let answered = false;
    const call = request(
      {
        host: "127.0.0.1",
        port: rig.port,
        path,
        method: "POST",
        headers: {
          host: rig.hostOf(north),
          origin: rig.originOf(north),
          "content-type": "application/json",
          "transfer-encoding": "chunked",
          ...(cookie && { cookie }),
        },
      },
      (response) => {
        answered = true;
        let body = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          body += chunk;
        });
        response.on("end", () => {
          call.destroy();
          const { data } = JSON.parse(body).error ?? { data: { reason: "", details: {} } };
          resolve({ status: response.statusCode ?? 0, sent, ...data });
        });
      },
    );
    call.on("error", (error) => answered || reject(error));
    const iterator = pieces[Symbol.iterator]();
    const next = () => {
      const piece = iterator.next();
      if (answered) return;
      if (piece.done) return call.end();
      sent += piece.value.length;
      if (call.write(piece.value)) setImmediate(next);
      else call.once("drain", next);
    };
    next();
  });
}

const megabyte = Buffer.alloc(1 << 20, "nonsense");
function* nonsense(megabytes: number, head = "") {
  yield head;
  for (let index = 0; index < megabytes; index++) yield megabyte;
}
const previewOf = (content: string) => [JSON.stringify({ schoolId, fileName: "a.fet", content })];
const preview = "/trpc/timetable.previewImport";

describe("a large body without a length", () => {
  test("is cut off at the limit of the procedure, by name, and what it held is let go", async () => {
    const before = process.memoryUsage().rss;
    const head = `{"schoolId":"${schoolId}","fileName":"a.fet","content":"`;
    const told = await upload(preview, nonsense(200, head), ada.cookie);
    expect(told).toMatchObject({
      status: 413,
      reason: "http.too_large",
      details: { field: "content", limit: 32 << 20 },
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(160 << 20);
  });

  test("is cut off at a megabyte where no file belongs, and for whoever may not import", async () => {
    const ordinary = await upload("/trpc/identity.signOut", nonsense(200), ada.cookie);
    expect(ordinary).toMatchObject({ status: 413, details: { field: null, limit: 1 << 20 } });
    const eve = await rig.person(north, "Eve", [{ role: "teacher", schoolId: null }]);
    for (const cookie of [undefined, eve.cookie])
      expect(await upload(preview, nonsense(200), cookie)).toMatchObject({
        status: 413,
        details: { limit: 1 << 20 },
      });
  });

  test("of a page is refused with its limit as well", async () => {
    const told = await upload("/sign-in", nonsense(200)).catch((error: Error) => error);
    expect(told instanceof Error ? 413 : told.status).toBeGreaterThanOrEqual(400);
  });
});

describe("a file by tRPC", () => {
  test("above a megabyte is read like any other", async () => {
    const filler = `<!--${"x".repeat(3 << 20)}-->`;
    const text = `<?xml version="1.0"?><fet version="6.8.5">${filler}<Institution_Name>Big</Institution_Name></fet>`;
    expect(await upload(preview, previewOf(text), ada.cookie)).toMatchObject({ status: 200 });
  });

  test("above the limit of files but not of its envelope is refused by the same name", async () => {
    const told = await upload(preview, previewOf("x".repeat((32 << 20) + 1)), ada.cookie);
    expect(told).toMatchObject({ reason: "http.too_large", details: { field: "content", limit: 32 << 20 } });
  });

  test("with an entity bomb is refused at its declaration", async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><fet>&b;</fet>`;
    const started = performance.now();
    const told = await upload(preview, previewOf(bomb), ada.cookie);
    expect(told).toMatchObject({ status: 400, details: { issue: { code: "doctype-refused" } } });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

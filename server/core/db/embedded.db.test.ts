import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmbeddedPostgres, ensureEmbedded } from "./embedded.ts";

let home: string;
let running: EmbeddedPostgres;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "atrium-embedded-"));
  const both = await Promise.all([ensureEmbedded({ home }), ensureEmbedded({ home })]);
  expect(both[0].ownerUrl).toBe(both[1].ownerUrl); // whoever else starts it at this moment
  running = both[0];
  await query("create table facts (fact text)");
});
afterAll(async () => {
  await running.stop();
  rmSync(home, { recursive: true, force: true });
});

async function query(text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: running.ownerUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const pidFile = () => join(running.folder, "data", "postmaster.pid");
const postmaster = () => Number.parseInt(readFileSync(pidFile(), "utf8"), 10);

test("a database that runs is found, not started again", async () => {
  const again = await ensureEmbedded({ home });
  expect(again.started).toBe(false);
  expect(again.port).toBe(running.port);
});

test("stopped and started again it has its data, on the same port", async () => {
  await query("insert into facts values ('kept over a stop')");
  await running.stop();
  const again = await ensureEmbedded({ home });
  expect(again.started).toBe(true);
  expect(again.ownerUrl).toBe(running.ownerUrl);
  expect(await query("select fact from facts")).toContainEqual({ fact: "kept over a stop" });
});

test("after kill -9 of the server, in the middle of a transaction, all that was committed is there", async () => {
  const client = new pg.Client({ connectionString: running.ownerUrl });
  client.on("error", () => undefined); // it is killed under us
  await client.connect();
  await client.query("insert into facts values ('committed')");
  await client.query("begin");
  await client.query("insert into facts values ('not committed')");
  process.kill(postmaster(), "SIGKILL");
  const again = await ensureEmbedded({ home });
  expect(again.ownerUrl).toBe(running.ownerUrl);
  const facts = await query("select fact from facts");
  expect(facts).toContainEqual({ fact: "committed" });
  expect(facts).not.toContainEqual({ fact: "not committed" });
  await client.end().catch(() => undefined);
});

test("a pid file that names a living stranger does not keep it from starting", async () => {
  const lines = readFileSync(pidFile(), "utf8").split("\n");
  await running.stop();
  writeFileSync(pidFile(), [String(process.pid), ...lines.slice(1)].join("\n"));
  await expect(ensureEmbedded({ home })).resolves.toMatchObject({ port: running.port });
});

test("where a stranger has taken its port it takes another", async () => {
  await running.stop();
  const stranger = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  await new Promise<void>((resolve) => stranger.listen(running.port, "127.0.0.1", resolve));
  try {
    const taken = running.port;
    running = await ensureEmbedded({ home });
    expect(running.port).not.toBe(taken);
    expect(await query("select count(*)::int as n from facts")).toEqual([{ n: 2 }]);
  } finally {
    stranger.close();
  }
});

test("it is stopped by its last user only", async () => {
  const client = new pg.Client({ connectionString: running.ownerUrl });
  await client.connect();
  expect(await running.stopIfUnused()).toBe(false);
  await client.end();
  await expect.poll(() => running.stopIfUnused()).toBe(true);
  expect(existsSync(pidFile())).toBe(false);
  running = await ensureEmbedded({ home });
});

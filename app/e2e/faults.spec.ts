import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openBrowser } from "./setup/browser.ts";
import { demo } from "./setup/demo.ts";
import { clientOf, type HouseClient, signInByHttp } from "./setup/house-client.ts";
import { ended, Product, readiness } from "./setup/product.ts";
import { WriteStream } from "./setup/writes.ts";

// Killing disturbs everybody, so these journeys have a product of their own.
const home = mkdtempSync(join(process.cwd(), ".atrium-e2e-"));
const patience = { timeout: 60_000, interval: 50 };
let product: Product;
let browser: Browser;
let planner: HouseClient;
let schoolId: string;

beforeAll(async () => {
  [product, browser] = await Promise.all([Product.start(home), openBrowser()]);
  planner = await signInByHttp(product.port, demo.slug, demo.timetabler.email, demo.password);
  schoolId = (await planner.api.school.schools.list.query())[0]?.id ?? "";
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** A page of the planner's, marked so that a reload would be noticed. */
async function open(path: string): Promise<Page> {
  const origin = `http://${demo.slug}.localhost:${product.port}`;
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const [name = "", value = ""] = planner.cookie.split("=");
  await context.addCookies([{ name, value, url: origin }]);
  const page = await context.newPage();
  await page.goto(`${origin}/timetable/${schoolId}/${path}`);
  await page.evaluate(() => document.body.setAttribute("data-first-load", ""));
  return page;
}
const neverReloaded = (page: Page) => page.locator("body[data-first-load]").isVisible();

const createTimetable = (name: string, { api } = planner) => api.timetable.create.mutate({ schoolId, name });

/** The list of timetables, and proof that it follows what others do. */
async function openFollowingList(): Promise<Page> {
  const page = await open("plan");
  await createTimetable("Before the fault");
  await page.getByText("Before the fault").first().waitFor();
  return page;
}

/** A generation that somebody watches; answers when it is in its middle. */
async function startGeneration(name: string): Promise<{ runId: string; page: Page }> {
  const { id, version } = await createTimetable(name);
  const page = await open(`plan/${id}`);
  const { runId } = await planner.api.timetable.generate.mutate({ id, version, seconds: 8 });
  await page.getByRole("progressbar").waitFor();
  await expect.poll(() => getRun(runId), patience).toMatchObject({ state: "running", phase: middle });
  return { runId, page };
}
const middle = expect.stringMatching(/placing|improving/);
const getRun = (id: string) => planner.api.runs.get.query({ id });

/** The run ends well, its page shows it without a reload, and nothing is left that would never end. */
async function endsWhole({ runId, page }: { runId: string; page: Page }): Promise<void> {
  await expect
    .poll(() => getRun(runId), patience)
    .toMatchObject({ state: "succeeded", detail: { hard: 0, unplaced: 0 } });
  await page.getByRole("button", { name: "Search again" }).waitFor();
  expect(await neverReloaded(page)).toBe(true);
  const active = () => planner.api.runs.list.query({ schoolId, active: true }); // the demo's first draft is one, too
  await expect.poll(active, patience).toMatchObject({ runs: [] });
}

/** Whether the bar of the page has moved away from where it stood. */
const barMoves = async (page: Page, from: string | null) => {
  const now = await page.getByRole("progressbar").getAttribute("aria-valuenow", { timeout: 1_000 });
  return now !== null && now !== from;
};

/** Writes before, during and after a fault; afterwards all that was acknowledged must be there. */
async function writeThrough(word: string, fault: () => Promise<void>): Promise<void> {
  const writes = new WriteStream(planner, schoolId, word);
  try {
    await expect.poll(() => writes.acknowledged.length, patience).toBeGreaterThan(10);
    await fault();
    const before = writes.acknowledged.length;
    await expect.poll(() => writes.acknowledged.length, patience).toBeGreaterThan(before + 10);
  } finally {
    await writes.stop();
  }
  const stored = await writes.stored();
  expect(writes.acknowledged.filter((name) => !stored.has(name))).toEqual([]);
}

const isReady = () => expect.poll(() => readiness(product.port), patience).toBe(200);

describe("The product", { timeout: 120_000 }, () => {
  test("kill -9 of the worker in the middle of a generation: another finishes it, and the bar goes on", async () => {
    const generation = await startGeneration("Through a killed worker");
    const pid = product.childPid("worker") ?? 0;
    process.kill(pid, "SIGKILL");
    await expect.poll(() => product.childPid("worker") ?? pid, patience).not.toBe(pid);
    const stood = await generation.page.getByRole("progressbar").getAttribute("aria-valuenow");
    await expect.poll(() => barMoves(generation.page, stood), patience).toBe(true);
    await endsWhole(generation);
  });

  test("kill -9 of the web process: open pages catch up with what another one committed, still signed in", async () => {
    const list = await openFollowingList();
    const other = await product.anotherWeb();
    onTestFinished(() => ended(other.process, "SIGKILL"));
    const elsewhere = { ...planner, api: clientOf(other.port, demo.slug, planner.cookie) };
    await writeThrough("Web", async () => {
      process.kill(product.childPid("web") ?? 0, "SIGKILL");
      await createTimetable("Made while the web was away", elsewhere);
      expect(await readiness(product.port)).toBeUndefined();
      await isReady();
    });
    await list.getByText("Made while the web was away").waitFor();
    expect(await neverReloaded(list)).toBe(true);
    await list.getByRole("link", { name: "Through a killed worker" }).first().click();
    await list.getByRole("heading", { name: "Through a killed worker" }).waitFor();
  });

  test("SIGTERM of a web process: what it has begun to answer is answered, then it ends well", async () => {
    const other = await product.anotherWeb();
    const { school } = clientOf(other.port, demo.slug, planner.cookie);
    await school.schools.list.query();
    const answers = Promise.all(
      Array.from({ length: 20 }, () => school.subjects.list.query({ schoolId, limit: 500 })),
    );
    const first = school.schools.list.query();
    await first; // the others have reached the process by now
    await ended(other.process, "SIGTERM");
    expect(await answers).toHaveLength(20);
    expect(other.process.exitCode).toBe(0);
  });

  test("kill -9 of Postgres in the middle of a generation and of writes: nothing acknowledged is lost, all goes on", async () => {
    const list = await openFollowingList();
    const generation = await startGeneration("Through a killed database");
    await writeThrough("Postgres", async () => {
      const pid = product.postmasterPid();
      process.kill(pid, "SIGKILL");
      await expect.poll(() => readiness(product.port), { ...patience, interval: 5 }).toBe(503);
      await isReady();
      expect(product.postmasterPid()).not.toBe(pid);
    });
    await createTimetable("Made after the database came back");
    await list.getByText("Made after the database came back").waitFor();
    await endsWhole(generation);
    expect(await neverReloaded(list)).toBe(true);
  });

  test("stopped in the middle of a generation and started again: the data is there, the generation finishes", async () => {
    const generation = await startGeneration("Through a restart");
    await product.stop();
    expect(product.process.exitCode).toBe(0);
    expect(await readiness(product.port)).toBeUndefined();
    product = await Product.start(home, product.port);
    const timetables = await planner.api.timetable.list.query({ schoolId });
    expect(timetables.map(({ name }) => name)).toContain("Through a restart");
    await endsWhole(generation);
  });

  test("kill -9 of npm start itself: its children leave, and the next start takes over port and database", async () => {
    const orphans = [product.childPid("web") ?? 0, product.childPid("worker") ?? 0];
    await ended(product.process, "SIGKILL");
    product = await Product.start(home, product.port);
    for (const pid of orphans) await expect.poll(() => lives(pid), patience).toBe(false);
    await expect.poll(() => product.childPid("web"), patience).toBeDefined();
    await isReady();
    await createTimetable("After the killed start");
  });

  test("a second npm start on the same port is refused, and disturbs nobody", async () => {
    expect(await product.secondStart()).toBe(1);
    expect(await readiness(product.port)).toBe(200);
  });
});

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

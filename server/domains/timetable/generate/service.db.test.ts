import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { generateTimetable } from "../../../../jobs/timetable.generate.ts";
import { loadConfig } from "../../../core/config.ts";
import { sql } from "../../../core/db/sql.ts";
import { Cancellations } from "../../../core/jobs/cancellations.ts";
import type { WorkerParts } from "../../../core/jobs/job.ts";
import { createLogger } from "../../../core/log.ts";
import { createMetrics } from "../../../core/metrics.ts";
import { getRun, requestCancel } from "../../runs/service.ts";
import { applyImport } from "../import/service.ts";
import { toSolution } from "../plan/placement.ts";
import { listPlacements, pinPlacements } from "../plan/queries.ts";
import type { Timetable } from "../schema.ts";
import { createTimetable, publishTimetable, visible } from "../service.ts";
import { evaluate } from "../solver/evaluate.ts";
import { loadModel } from "../stock/model.ts";
import { fetFiles, readFetFile } from "../testing/fet-files.ts";
import { openTestSchool, type TestSchool } from "../testing/school.ts";
import { generate } from "./service.ts";

let school: TestSchool;
let draft: Timetable;
const opened: TestSchool[] = [];

/** A school of its own for each test, with one file in it and an empty timetable. */
async function open(file: string): Promise<void> {
  school = await openTestSchool();
  opened.push(school);
  const { schoolId } = school;
  await school.as("timetabler", (ctx) =>
    applyImport(ctx, { schoolId, fileName: file, content: readFetFile(file), missing: "remove" }),
  );
  draft = await school.as("timetabler", (ctx) => createTimetable(ctx, { schoolId, name: "First" }));
}

const parts = (): WorkerParts => ({
  config: loadConfig({ NODE_ENV: "test", SECRET: school.secret }),
  database: school.database,
  ownerUrl: school.ownerUrl,
  log: createLogger("silent"),
  metrics: createMetrics("worker"),
  cancellations: new Cancellations(),
  findTenant: async () => school.tenant,
});

const start = (seconds: number, seed = 1) =>
  school.as("timetabler", (ctx) => generate(ctx, { id: draft.id, version: draft.version, seconds, seed }));

/** Runs the job as the queue would hand it out. */
const work = (runId: string, seconds: number, worker = parts(), leaving = new AbortController()) =>
  generateTimetable.perform(
    worker,
    {
      jobId: "1",
      number: 1,
      payload: { tenant: school.tenant.id, runId, timetableId: draft.id, seconds, seed: 1 },
      leaving: leaving.signal,
    },
    leaving.signal,
  );
const now = () => school.as("system", (ctx) => visible(ctx, draft.id));
const judged = () =>
  school.as("system", async ({ db }) => {
    const model = await loadModel(db, school.schoolId);
    if (!model) throw new Error("The school is not there");
    return evaluate(model.problem, toSolution(model, await listPlacements(db, draft.id)));
  });

afterAll(async () => {
  for (const one of opened) await one.close();
});

test("A day that is too long for the engine is refused before a run is made", async () => {
  school = await openTestSchool();
  opened.push(school);
  const { schoolId } = school;
  await school.as("system", ({ db }) =>
    db.run(sql`insert into periods (school_id, position, name)
      select ${schoolId}, n, 'Period ' || n from generate_series(1, 31) n`),
  );
  draft = await school.as("timetabler", (ctx) => createTimetable(ctx, { schoolId, name: "Long" }));
  await expect(start(1)).rejects.toMatchObject({
    code: "INVALID",
    reason: "timetable.day_too_long",
    details: { periods: 31, most: 30 },
  });
});

describe.skipIf(!fetFiles.includes("Hopwood.fet"))("generating a timetable", () => {
  beforeEach(() => open("Hopwood.fet"));

  test("answers at once with a run, then places every lesson with nothing broken", async () => {
    const { runId, timetable } = await start(20);
    expect(timetable).toMatchObject({ state: "generating", runId, seed: 1, version: 2 });
    await work(runId, 20);
    expect(await judged()).toMatchObject({ hard: 0, unplaced: 0 });
    expect(await now()).toMatchObject({ state: "ready", hard: 0, unplaced: 0, dataHash: expect.any(String) });
    const run = await school.as("timetabler", (ctx) => getRun(ctx, runId));
    expect(run).toMatchObject({ state: "succeeded", fraction: 1, detail: { placed: 163, unplaced: 0 } });
  });

  test("a second worker that takes the job again after the first was killed gives one whole timetable", async () => {
    const { runId } = await start(20);
    // the first worker took the run and died: nothing was saved, the run still says that it is running
    await school.as("system", ({ db }) =>
      db.run(sql`update runs set state = 'running', owner = ${randomUUID()}`),
    );
    await work(runId, 20);
    expect(await judged()).toMatchObject({ hard: 0, unplaced: 0 });
    await work(runId, 20); // and once more: the run has ended, so nothing happens
    expect(await now()).toMatchObject({ state: "ready", unplaced: 0 });
  });

  test("lessons that are pinned stay where they are", async () => {
    const first = await start(20);
    await work(first.runId, 20);
    const before = await school.as("system", ({ db }) => listPlacements(db, draft.id));
    const pinned = before.slice(0, 20);
    await school.as("timetabler", ({ db }) =>
      pinPlacements(
        db,
        draft.id,
        pinned.map(({ lessonId }) => lessonId),
        true,
      ),
    );
    await school.as("system", ({ db }) => db.run(sql`delete from placements where not pinned`));
    draft = await now();
    const { runId } = await start(20, 7);
    await work(runId, 20);
    const after = await school.as("system", ({ db }) => listPlacements(db, draft.id));
    expect(after).toEqual(expect.arrayContaining(pinned.map((one) => ({ ...one, pinned: true }))));
    expect(await judged()).toMatchObject({ hard: 0, unplaced: 0 });
  });

  test("what is in force is not generated over", async () => {
    draft = await school.as("timetabler", (ctx) => publishTimetable(ctx, draft));
    await expect(start(1)).rejects.toMatchObject({ code: "CONFLICT", reason: "timetable.is_published" });
  });

  test.each(["teacher", "pupil", "stranger"] as const)("a %s starts nothing", async (who) => {
    await expect(
      school.as(who, (ctx) => generate(ctx, { id: draft.id, version: draft.version, seconds: 1, seed: 1 })),
    ).rejects.toMatchObject({ code: expect.stringMatching(/NOT_FOUND|FORBIDDEN/) });
    expect(await now()).toMatchObject({ state: "draft", version: 1 });
  });

  test("cancelled while it waits, the timetable is a draft again", async () => {
    const { runId } = await start(20);
    await school.as("timetabler", (ctx) => requestCancel(ctx, runId));
    expect(await now()).toMatchObject({ state: "draft" });
    await work(runId, 20); // the queue may still hand it out
    expect(await judged()).toMatchObject({ unplaced: 163 });
  });
});

const long = "German-100_and_0.fet";
describe.skipIf(!fetFiles.includes(long))("cancelling a search", () => {
  test("ends it within a second and keeps the best so far", async () => {
    await open(long);
    const { runId } = await start(120);
    const worker = parts();
    const done = work(runId, 120, worker);
    await expect
      .poll(() => school.as("timetabler", (ctx) => getRun(ctx, runId)), { timeout: 20_000 })
      .toMatchObject({ state: "running", detail: { placed: expect.any(Number) } });
    const asked = performance.now();
    worker.cancellations.cancel(runId);
    await expect(done).rejects.toMatchObject({ name: "Cancelled" });
    const took = performance.now() - asked;
    expect(took).toBeLessThan(2_000); // well under 1 s alone; tests share the machine
    const { placed, state } = await school.as("system", async (ctx) => ({
      placed: (await listPlacements(ctx.db, draft.id)).length,
      state: (await visible(ctx, draft.id)).state,
    }));
    expect(placed).toBeGreaterThan(0);
    expect(state).toMatch(/draft|ready/);
    const run = await school.as("timetabler", (ctx) => getRun(ctx, runId));
    expect(run).toMatchObject({ state: "cancelled" });
  });
});

describe.skipIf(!fetFiles.includes(long))("a worker that leaves in the middle of a search", () => {
  test("gives the run back and saves nothing, so that the next one ends it whole", async () => {
    await open(long);
    const { runId } = await start(120);
    const leaving = new AbortController();
    const done = work(runId, 120, parts(), leaving);
    await expect
      .poll(() => school.as("timetabler", (ctx) => getRun(ctx, runId)), { timeout: 20_000 })
      .toMatchObject({ state: "running", detail: { placed: expect.any(Number) } });
    leaving.abort(new Error("the process must leave"));
    await expect(done).rejects.toThrow("the process must leave");
    expect(await school.as("timetabler", (ctx) => getRun(ctx, runId))).toMatchObject({ state: "queued" });
    expect(await now()).toMatchObject({ state: "generating" });
    expect(await school.as("system", ({ db }) => listPlacements(db, draft.id))).toEqual([]);
  });
});

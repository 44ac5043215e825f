import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "../../core/db/sql.ts";
import { openTestSchool, type TestSchool } from "../timetable/testing/school.ts";
import { finishRun } from "./outcome.ts";
import { createRun, getRun, listRuns, replayRun } from "./service.ts";

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(() => school.close());

const start = () =>
  school.as("timetabler", (ctx) =>
    createRun(ctx, {
      schoolId: school.schoolId,
      task: "test.work",
      title: "Some work",
      payload: { thingId: school.schoolId },
    }),
  );
const fail = (runId: string) =>
  school.as("system", ({ db }) =>
    finishRun(db, runId, null, { state: "failed", error: "runs.took_too_long", detail: {} }),
  );
test("work that failed is done again as the same run, with what it was given", async () => {
  const { runId } = await start();
  await fail(runId);
  const failed = await school.as("school_admin", (ctx) => getRun(ctx, runId));
  expect(failed).toMatchObject({ state: "failed", replayable: true, requestedByName: expect.any(String) });
  const again = await school.as("school_admin", (ctx) => replayRun(ctx, runId));
  expect(again).toMatchObject({
    id: runId,
    state: "queued",
    error: null,
    finishedAt: null,
    replayable: false,
  });
  const { payload } = (await school.as("system", ({ db }) =>
    db.one<{ payload: unknown }>(sql`select payload from runs where id = ${runId}`),
  )) ?? { payload: null };
  expect(payload).toEqual({ thingId: school.schoolId });
});

test("what did not fail is not done again, and pupils and strangers cannot ask for it", async () => {
  const { runId } = await start();
  await expect(school.as("timetabler", (ctx) => replayRun(ctx, runId))).rejects.toMatchObject({
    reason: "runs.not_replayable",
  });
  await fail(runId);
  for (const role of ["pupil", "stranger"] as const)
    await expect(school.as(role, (ctx) => replayRun(ctx, runId))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
});

test("the list shows the work of every school that one watches, and can be narrowed to what failed", async () => {
  const { runId } = await start();
  await fail(runId);
  const ask = (state?: "failed" | "queued") =>
    school.as("timetabler", (ctx) => listRuns(ctx, { limit: 20, ...(state && { state }) }));
  const failed = await ask("failed");
  expect(failed.runs[0]?.id).toBe(runId);
  expect(failed.runs.every(({ state }) => state === "failed")).toBe(true);
  expect((await ask()).runs.length).toBeGreaterThan(failed.runs.length);
  expect((await school.as("stranger", (ctx) => listRuns(ctx, { limit: 20 }))).runs).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainTimetable } from "../../../../jobs/timetable.explain.ts";
import { generateTimetable } from "../../../../jobs/timetable.generate.ts";
import { loadConfig } from "../../../core/config.ts";
import { Cancellations } from "../../../core/jobs/cancellations.ts";
import type { Job, WorkerParts } from "../../../core/jobs/job.ts";
import { createLogger } from "../../../core/log.ts";
import { createMetrics } from "../../../core/metrics.ts";
import { getRun } from "../../runs/service.ts";
import { generate } from "../generate/service.ts";
import { applyImport } from "../import/service.ts";
import type { Timetable } from "../schema.ts";
import { createTimetable, visible } from "../service.ts";
import { openTestSchool, type TestSchool } from "../testing/school.ts";
import { getAnswer, startExplaining } from "./service.ts";
import { crowdedFile } from "./testing/crowded-file.ts";

let school: TestSchool;
let draft: Timetable;

beforeAll(async () => {
  school = await openTestSchool();
  const { schoolId } = school;
  await school.as("timetabler", (ctx) =>
    applyImport(ctx, { schoolId, fileName: "crowded.fet", content: crowdedFile, missing: "remove" }),
  );
  draft = await school.as("timetabler", (ctx) => createTimetable(ctx, { schoolId, name: "First" }));
});
afterAll(() => school.close());

const parts = (): WorkerParts => ({
  config: loadConfig({ NODE_ENV: "test", SECRET: school.secret }),
  database: school.database,
  ownerUrl: school.ownerUrl,
  log: createLogger("silent"),
  metrics: createMetrics("worker"),
  cancellations: new Cancellations(),
  findTenant: async () => school.tenant,
});

/** Runs a job as the queue would hand it out. */
const work = (job: Job, payload: Record<string, unknown>) => {
  const leaving = new AbortController();
  const attempt = { jobId: "1", number: 1, payload: { tenant: school.tenant.id, ...payload } };
  return job.perform(parts(), { ...attempt, leaving: leaving.signal }, leaving.signal);
};
const answer = () => school.as("timetabler", (ctx) => getAnswer(ctx, { id: draft.id }));

describe("why a school has no timetable", () => {
  test("is found as a run, and kept in a school's words with the rule's row and what would free it", async () => {
    const { runId } = await school.as("timetabler", (ctx) =>
      startExplaining(ctx, { id: draft.id, seconds: 20 }),
    );
    await work(explainTimetable, { runId, timetableId: draft.id, seconds: 20 });
    const { answer: found, stale } = await answer();
    expect(stale).toBe(false);
    expect(found?.verdict).toBe("impossible");
    const [finding] = found?.findings ?? [];
    expect(finding?.reason).toMatchObject({
      code: "overfullTeacher",
      values: { who: "Rossi", hours: 4, slots: 3 },
    });
    expect(finding?.rules).toMatchObject([
      { kind: "notAvailableTimes", ruleId: expect.any(String), about: ["Rossi"] },
    ]);
    expect(finding?.minimal).toBe("school");
    const opens = finding?.relaxations.find(({ code }) => code === "open");
    expect(opens).toMatchObject({ rule: 0, remaining: 0, values: { count: 1 } });
    expect(opens?.patch?.params?.slots).toHaveLength(2);
  });

  test("is answered by a generation before any search, which leaves the timetable a draft", async () => {
    const { runId } = await school.as("timetabler", (ctx) =>
      generate(ctx, { id: draft.id, version: draft.version, seconds: 20, seed: 1 }),
    );
    await work(generateTimetable, { runId, timetableId: draft.id, seconds: 20, seed: 1 });
    const run = await school.as("timetabler", (ctx) => getRun(ctx, runId));
    expect(run).toMatchObject({ state: "succeeded", detail: { reasons: 1 } });
    draft = await school.as("system", (ctx) => visible(ctx, draft.id));
    expect(draft.state).toBe("draft");
  });

  test("does not keep anybody from placing what can be placed all the same", async () => {
    const { runId } = await school.as("timetabler", (ctx) =>
      generate(ctx, { id: draft.id, version: draft.version, seconds: 6, seed: 1, despite: true }),
    );
    await work(generateTimetable, { runId, timetableId: draft.id, seconds: 6, seed: 1, despite: true });
    const run = await school.as("timetabler", (ctx) => getRun(ctx, runId));
    expect(run.detail).toMatchObject({ unplaced: 1, placed: 3 });
  });

  test.each(["teacher", "pupil", "stranger"] as const)("is not for a %s to see or to ask", async (who) => {
    await expect(school.as(who, (ctx) => getAnswer(ctx, { id: draft.id }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(
      school.as(who, (ctx) => startExplaining(ctx, { id: draft.id, seconds: 5 })),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

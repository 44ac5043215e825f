import { afterAll, describe, expect, test } from "vitest";
import { replanTimetable } from "../../../../jobs/timetable.replan.ts";
import { loadConfig } from "../../../core/config.ts";
import { Cancellations } from "../../../core/jobs/cancellations.ts";
import type { WorkerParts } from "../../../core/jobs/job.ts";
import { createLogger } from "../../../core/log.ts";
import { createMetrics } from "../../../core/metrics.ts";
import { compareTimetables } from "../compare/service.ts";
import { applyImport } from "../import/service.ts";
import { toPlacements } from "../plan/placement.ts";
import { listPlacements, pinPlacements, replacePlacements } from "../plan/queries.ts";
import type { Timetable } from "../schema.ts";
import { createTimetable, publishTimetable, visible } from "../service.ts";
import { solve } from "../solver/solve.ts";
import { loadModel, type Model } from "../stock/model.ts";
import { fetFiles, readFetFile } from "../testing/fet-files.ts";
import { openTestSchool, type TestSchool } from "../testing/school.ts";
import type { ReplanChange } from "./schema.ts";
import { replan } from "./service.ts";

const file = "Hopwood.fet";
const opened: TestSchool[] = [];
afterAll(async () => {
  for (const one of opened) await one.close();
});

/** A school with a whole timetable in force. */
async function open(): Promise<{ school: TestSchool; model: Model; published: Timetable }> {
  const school = await openTestSchool();
  opened.push(school);
  const { schoolId } = school;
  await school.as("timetabler", (ctx) =>
    applyImport(ctx, { schoolId, fileName: file, content: readFetFile(file), missing: "remove" }),
  );
  const draft = await school.as("timetabler", (ctx) => createTimetable(ctx, { schoolId, name: "First" }));
  const model = await school.as("system", async ({ db }) => {
    const loaded = await loadModel(db, schoolId);
    if (!loaded) throw new Error("The school is not there");
    const { solution } = solve(loaded.problem, { seed: 1, iterations: 20_000 });
    await replacePlacements(db, schoolId, draft.id, toPlacements(loaded, solution, new Set()));
    return loaded;
  });
  const published = await school.as("timetabler", (ctx) => publishTimetable(ctx, draft));
  return { school, model, published };
}

const parts = (school: TestSchool): WorkerParts => ({
  config: loadConfig({ NODE_ENV: "test", SECRET: school.secret }),
  database: school.database,
  ownerUrl: school.ownerUrl,
  log: createLogger("silent"),
  metrics: createMetrics("worker"),
  cancellations: new Cancellations(),
  findTenant: async () => school.tenant,
});

/** Asks for the mending and runs the job as the queue would hand it out. */
async function mend(school: TestSchool, id: string, change: ReplanChange): Promise<Timetable> {
  const choice = { movePenalty: 10, seconds: 3, seed: 1 };
  const { runId, timetable } = await school.as("timetabler", (ctx) =>
    replan(ctx, { id, name: "Mended", change, ...choice }),
  );
  expect(timetable).toMatchObject({ state: "generating", runId, copiedFrom: id });
  const leaving = new AbortController();
  const payload = { tenant: school.tenant.id, runId, timetableId: timetable.id, change, ...choice };
  await replanTimetable.perform(
    parts(school),
    { jobId: "1", number: 1, payload, leaving: leaving.signal },
    leaving.signal,
  );
  return school.as("timetabler", (ctx) => visible(ctx, timetable.id));
}

describe.skipIf(!fetFiles.includes(file))("replanning around a change", () => {
  test("an absent teacher's lessons leave the day, few others move, and the original stays as it is", async () => {
    const { school, model, published } = await open();
    const before = await school.as("system", ({ db }) => listPlacements(db, published.id));
    const lesson = model.stock.lessons.find(({ teachers }) => teachers.length === 1);
    const teacherId = lesson?.teachers[0] ?? "";
    const day = before.find(({ lessonId }) => lessonId === lesson?.id)?.day ?? 0;
    const theirs = new Set(
      model.stock.lessons.flatMap(({ id, teachers }) => (teachers.includes(teacherId) ? id : [])),
    );
    const mended = await mend(school, published.id, { kind: "teacherAbsent", teacherId, days: [day] });
    const after = await school.as("system", ({ db }) => listPlacements(db, mended.id));
    // a lesson that the file allows at one time only falls out with its teacher; nobody else's does
    const placed = new Set(after.map(({ lessonId }) => lessonId));
    const lost = before.filter(({ lessonId }) => !placed.has(lessonId));
    expect(lost.filter(({ lessonId }) => !theirs.has(lessonId))).toEqual([]);
    expect(mended).toMatchObject({ hard: 0, unplaced: lost.length });
    expect(after.filter((one) => theirs.has(one.lessonId) && one.day === day)).toEqual([]);
    expect(await school.as("system", ({ db }) => listPlacements(db, published.id))).toEqual(before);
    const compared = await school.as("timetabler", (ctx) =>
      compareTimetables(ctx, { left: published.id, right: mended.id }),
    );
    const had = before.filter((one) => theirs.has(one.lessonId) && one.day === day).length;
    expect(compared.moves.length).toBeGreaterThanOrEqual(had);
    expect(compared.moves.length).toBeLessThanOrEqual(4 * had);
    expect(compared.totals.right).toMatchObject({ hard: 0, unplaced: lost.length });
    for (const { from, to } of compared.moves) expect(to).not.toEqual(from);
  });

  test("pinned lessons stay unless the change itself sends them away", async () => {
    const { school, published } = await open();
    const placements = await school.as("system", ({ db }) => listPlacements(db, published.id));
    const roomId = placements.find((one) => one.roomId !== null)?.roomId ?? "";
    const elsewhere = placements.filter((one) => one.roomId !== roomId).slice(0, 30);
    await school.as("system", ({ db }) =>
      pinPlacements(
        db,
        published.id,
        elsewhere.map(({ lessonId }) => lessonId),
        true,
      ),
    );
    const mended = await mend(school, published.id, { kind: "roomLost", roomId, days: null });
    const after = await school.as("system", ({ db }) => listPlacements(db, mended.id));
    expect(after.filter((one) => one.roomId === roomId)).toEqual([]);
    expect(after).toEqual(expect.arrayContaining(elsewhere.map((one) => ({ ...one, pinned: true }))));
  });

  test("a lesson without a place gets one, and nobody else moves when there is room", async () => {
    const { school, published } = await open();
    const placements = await school.as("system", ({ db }) => listPlacements(db, published.id));
    await school.as("system", ({ db }) =>
      replacePlacements(db, school.schoolId, published.id, placements.slice(1)),
    );
    const mended = await mend(school, published.id, { kind: "school" });
    expect(mended).toMatchObject({ hard: 0, unplaced: 0 });
    const { moves } = await school.as("timetabler", (ctx) =>
      compareTimetables(ctx, { left: published.id, right: mended.id }),
    );
    expect(moves.map(({ lessonId }) => lessonId)).toEqual([placements[0]?.lessonId]);
  });

  test("what the school does not have is refused before anything is made; pupils replan nothing", async () => {
    const { school, published } = await open();
    const nobody = { kind: "teacherAbsent" as const, teacherId: published.id, days: null };
    const choice = { id: published.id, name: "No", movePenalty: 10, seconds: 1 };
    await expect(
      school.as("timetabler", (ctx) => replan(ctx, { ...choice, change: nobody })),
    ).rejects.toMatchObject({ reason: "timetable.teacher_not_found" });
    await expect(
      school.as("pupil", (ctx) => replan(ctx, { ...choice, change: { kind: "school" } })),
    ).rejects.toMatchObject({ code: expect.stringMatching(/NOT_FOUND|FORBIDDEN/) });
  });
});

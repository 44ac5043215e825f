import { randomInt } from "node:crypto";
import type { z } from "zod";
import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { conflict, notFound } from "../../../core/errors.ts";
import { Cancelled } from "../../../core/jobs/cancellations.ts";
import { createRun } from "../../runs/service.ts";
import { explainModel, forgetAnswer, keepAnswer } from "../explain/service.ts";
import { type Placement, toPlacements, toSolution } from "../plan/placement.ts";
import { listPlacements, replacePlacements } from "../plan/queries.ts";
import { score } from "../plan/score.ts";
import { assertSearchable } from "../plan/searchable.ts";
import { lockTimetable, saveScore } from "../queries.ts";
import type { Timetable } from "../schema.ts";
import { locked, tell, visible } from "../service.ts";
import type { Solution } from "../solver/model.ts";
import { isBetter } from "../standing.ts";
import { loadModel, type Model } from "../stock/model.ts";
import { countPeriods, endGenerating, startGenerating } from "./queries.ts";
import { type GeneratePayload, type GenerationDetail, type generateInput, generateTask } from "./schema.ts";
import { search } from "./search.ts";

/**
 * Starts a search for a timetable and answers at once: the run's progress goes to everybody who watches `runs/<id>`.
 * Errors: CONFLICT for a stale version, a published timetable (copy it first) or one that is being generated already;
 * INVALID `timetable.day_too_long`.
 */
export async function generate(
  ctx: Ctx,
  input: z.output<typeof generateInput>,
): Promise<{ runId: string; timetable: Timetable }> {
  const row = await locked(ctx, input);
  if (row.state === "generating") throw conflict("timetable.is_generating");
  if (row.state === "published") throw conflict("timetable.is_published");
  assertSearchable(await countPeriods(ctx.db, row.schoolId));
  const seed = input.seed ?? randomInt(1, 2 ** 31 - 1);
  const { runId } = await createRun(ctx, {
    schoolId: row.schoolId,
    task: generateTask,
    title: row.name,
    payload: { timetableId: row.id, seconds: input.seconds, seed, despite: input.despite },
    detail: { timetableId: row.id, seed },
  });
  await startGenerating(ctx.db, row.id, row.version, { runId, seed });
  await audit(ctx.db, "timetable.generate", "timetable", row.id, { runId, seed }, row.schoolId);
  const timetable = await visible(ctx, row.id);
  await tell(ctx, "generating", timetable);
  return { runId, timetable };
}

/** What `runJob` hands to a generation. */
export type GenerationJob = {
  readonly run: { readonly id: string };
  readonly signal: AbortSignal;
  readonly threads: number;
  report(progress: { fraction?: number; phase?: string; detail?: Record<string, unknown> }): void;
  transact<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
};

/**
 * The long part: reads the school in one short transaction, searches without any, and saves in another. Killed at any
 * point it can run again from the start: nothing is written before the end, and only for the run that the timetable
 * belongs to. When it is cancelled the best so far is saved all the same.
 */
export async function performGeneration(
  job: GenerationJob,
  { timetableId, seconds, seed, despite }: GeneratePayload,
): Promise<GenerationDetail> {
  const loaded = await job.transact((ctx) => load(ctx, timetableId, job.run.id));
  if (!loaded) return {};
  const { model, pinned } = loaded;
  assertSearchable(model.problem.hours.length);
  const { signal, threads, report } = job;
  const refused = despite ? null : await refuse(job, timetableId, loaded);
  if (refused) return refused;
  report({ phase: "timetable.placing", detail: { total: model.problem.activities.length } });
  const solution = await search(model, pinned, { seed, threads, seconds, signal, report });
  // a worker that leaves gives the run to the next one: half a timetable must not end it
  if (signal.aborted && !(signal.reason instanceof Cancelled)) throw signal.reason;
  return job.transact((ctx) => save(ctx, { timetableId, runId: job.run.id, model, pinned, solution }));
}

/** Seconds after which the checks before a search give way to it. */
const CHECKING_SECONDS = 15;

/** What is certainly impossible is not searched: the reasons are kept for the page, and the timetable stays as it was. */
async function refuse(
  job: GenerationJob,
  timetableId: string,
  { model, pinned }: { model: Model; pinned: readonly Placement[] },
): Promise<GenerationDetail | null> {
  const { signal } = job;
  job.report({ phase: "timetable.checking" });
  const answer = await explainModel(model, pinned, { seconds: CHECKING_SECONDS, checksOnly: true, signal });
  if (answer.verdict !== "impossible") return null;
  return job.transact(async (ctx) => {
    const row = await lockTimetable(ctx.db, timetableId);
    if (row?.runId !== job.run.id) return {};
    await endGenerating(ctx.db, timetableId, "draft");
    await keepAnswer(ctx, timetableId, model, answer);
    return { reasons: answer.findings.length };
  });
}

async function load(ctx: Ctx, timetableId: string, runId: string) {
  const timetable = await visible(ctx, timetableId);
  // another run has it by now, or somebody published or edited what stood there: nothing is left to do
  if (timetable.runId !== runId || timetable.state !== "generating") return null;
  const [model, placements] = await Promise.all([
    loadModel(ctx.db, timetable.schoolId),
    listPlacements(ctx.db, timetableId),
  ]);
  if (!model) throw notFound("school.not_found");
  return { model, pinned: placements.filter((placement) => placement.pinned) };
}

type Outcome = {
  timetableId: string;
  runId: string;
  model: Model;
  pinned: readonly Placement[];
  solution: Solution;
};

/** Saves the search's timetable unless what stood there is better under the rules as they are now. */
async function save(ctx: Ctx, outcome: Outcome): Promise<GenerationDetail> {
  const { model } = outcome;
  const row = await lockTimetable(ctx.db, outcome.timetableId);
  if (row?.runId !== outcome.runId) return {};
  const placements = await listPlacements(ctx.db, row.id);
  const found = score(model.problem, outcome.solution);
  const before = placements.length > 0 ? score(model.problem, toSolution(model, placements)) : null;
  const keptOld = before !== null && isBetter(before, found);
  const best = keptOld ? before : found;
  if (!keptOld) {
    const pins = new Set(outcome.pinned.map(({ lessonId }) => lessonId));
    await replacePlacements(ctx.db, row.schoolId, row.id, toPlacements(model, outcome.solution, pins));
  }
  const isWhole = best.unplaced === 0 && best.hard === 0;
  await endGenerating(ctx.db, row.id, isWhole ? "ready" : "draft");
  if (isWhole) await forgetAnswer(ctx, row.id);
  const saved = await saveScore(ctx.db, row.id, { ...best, dataHash: model.dataHash });
  if (saved) await tell(ctx, "generated", saved);
  const total = model.problem.activities.length;
  const { hard, soft, unplaced } = best;
  return { hard, soft, unplaced, total, placed: total - unplaced, keptOld };
}

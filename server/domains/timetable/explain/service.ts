import type { z } from "zod";
import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { notFound } from "../../../core/errors.ts";
import { createRun, listRuns } from "../../runs/service.ts";
import { withPins } from "../generate/search.ts";
import type { Placement } from "../plan/placement.ts";
import { listPlacements } from "../plan/queries.ts";
import { tell, visible } from "../service.ts";
import { loadModel, type Model } from "../stock/model.ts";
import { explainInThread } from "./explain-in-thread.ts";
import { patchOf } from "./patch.ts";
import { findAnswer, removeAnswer, saveAnswer } from "./queries.ts";
import {
  type answerInput,
  type answerOutput,
  type ExplainPayload,
  type explainInput,
  explainTask,
  type WhyNotAnswer,
  whyNotAnswer,
} from "./schema.ts";
import { tellAnswer } from "./tell.ts";

/** Starts to look for the reasons why a timetable cannot be made, as a watched run; it changes nothing of it. */
export async function startExplaining(
  ctx: Ctx,
  { id, seconds }: z.output<typeof explainInput>,
): Promise<{ runId: string }> {
  const timetable = await visible(ctx, id);
  const run = await createRun(ctx, {
    schoolId: timetable.schoolId,
    task: explainTask,
    title: timetable.name,
    payload: { timetableId: id, seconds },
    detail: { timetableId: id },
  });
  await audit(ctx.db, "timetable.explain", "timetable", id, run, timetable.schoolId);
  return run;
}

/** What `runJob` hands to the job. */
export type ExplainJob = {
  readonly signal: AbortSignal;
  report(progress: { fraction?: number; phase?: string }): void;
  transact<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
};

/** The long part: reads the school in one short transaction, thinks without any, and keeps the answer in another. */
export async function performExplaining(
  job: ExplainJob,
  { timetableId, seconds }: ExplainPayload,
): Promise<{ verdict: WhyNotAnswer["verdict"]; findings: number }> {
  const { model, pinned } = await job.transact(async (ctx) => {
    const timetable = await visible(ctx, timetableId);
    const [loaded, placements] = await Promise.all([
      loadModel(ctx.db, timetable.schoolId),
      listPlacements(ctx.db, timetableId),
    ]);
    if (!loaded) throw notFound("school.not_found");
    return { model: loaded, pinned: placements.filter((placement) => placement.pinned) };
  });
  job.report({ phase: "timetable.explaining" });
  const answer = await explainModel(model, pinned, { seconds, checksOnly: false, signal: job.signal });
  await job.transact((ctx) => keepAnswer(ctx, timetableId, model, answer));
  return { verdict: answer.verdict, findings: answer.findings.length };
}

/** Why the school's lessons under its rules, with what is pinned held where it is, have no timetable. */
export async function explainModel(
  model: Model,
  pinned: readonly Placement[],
  options: { seconds: number; checksOnly: boolean; signal: AbortSignal },
): Promise<WhyNotAnswer> {
  const began = performance.now();
  const problem = withPins(model, pinned);
  const { seconds, checksOnly, signal } = options;
  const answer = await explainInThread(problem, { seconds, checksOnly }, signal);
  const rows = {
    lessonId: (index: number) => model.lessonIds[index] ?? "",
    patch: (of: typeof problem, change: Parameters<typeof patchOf>[2]) => patchOf(model.stock, of, change),
  };
  return tellAnswer(problem, answer, rows, (performance.now() - began) / 1000);
}

/** Keeps an answer as the newest of its timetable, for everybody who plans; whoever watches the timetable sees it. */
export async function keepAnswer(
  ctx: Ctx,
  timetableId: string,
  { dataHash }: Pick<Model, "dataHash">,
  answer: WhyNotAnswer,
): Promise<void> {
  const timetable = await visible(ctx, timetableId);
  await saveAnswer(ctx.db, { timetableId, schoolId: timetable.schoolId, answer, dataHash });
  await tell(ctx, "explained", timetable);
}

/** A timetable with every lesson in place needs no reasons. */
export const forgetAnswer = (ctx: Ctx, timetableId: string): Promise<unknown> =>
  removeAnswer(ctx.db, timetableId);

/** The newest answer of a timetable, whether the school has changed since, and the run that is at another one. */
export async function getAnswer(
  ctx: Ctx,
  { id }: z.output<typeof answerInput>,
): Promise<z.output<typeof answerOutput>> {
  const timetable = await visible(ctx, id);
  const [stored, { runs }] = await Promise.all([
    findAnswer(ctx.db, id),
    listRuns(ctx, { schoolId: timetable.schoolId, task: explainTask, active: true, limit: 100 }),
  ]);
  const model = stored ? await loadModel(ctx.db, timetable.schoolId) : null;
  return {
    timetable,
    answer: stored ? whyNotAnswer.parse(stored.answer) : null,
    answeredAt: stored?.createdAt ?? null,
    stale: stored !== undefined && model?.dataHash !== stored.dataHash,
    run: runs.find(({ detail }) => detail.timetableId === id) ?? null,
  };
}

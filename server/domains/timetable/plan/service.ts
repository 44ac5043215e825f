import type { Ctx } from "../../../core/context.ts";
import { notFound } from "../../../core/errors.ts";
import { hasTimetables, saveScore } from "../queries.ts";
import { createTimetable, publishTimetable } from "../service.ts";
import { solveInThreads } from "../solve-in-threads.ts";
import { loadModel } from "../stock/model.ts";
import { toPlacements } from "./placement.ts";
import { replacePlacements } from "./queries.ts";
import { score } from "./score.ts";

type FirstPlan = { schoolId: string; name: string; seed: number; milliseconds: number };
type Transact = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>;

/**
 * Gives a school that never had a timetable its first one, without a worker: searched here for `milliseconds`, between
 * two short transactions, and published if every lesson has its place and every compulsory rule is kept. Answers what
 * became of it; `none` where there was nothing to do.
 */
export async function planFirst(
  transact: Transact,
  plan: FirstPlan,
): Promise<"published" | "draft" | "none"> {
  const { schoolId, seed } = plan;
  const model = await transact(async ({ db }) =>
    (await hasTimetables(db, schoolId)) ? null : loadModel(db, schoolId),
  );
  if (!model) return "none";
  const { solution } = await solveInThreads(model.problem, {
    seed,
    threads: 1,
    milliseconds: plan.milliseconds,
  });
  const judged = score(model.problem, solution);
  return transact(async (ctx) => {
    const { id } = await createTimetable(ctx, { schoolId, name: plan.name });
    await replacePlacements(ctx.db, schoolId, id, toPlacements(model, solution, new Set()));
    const saved = await saveScore(ctx.db, id, { ...judged, dataHash: model.dataHash });
    if (!saved) throw notFound("timetable.not_found");
    if (saved.state !== "ready") return "draft";
    await publishTimetable(ctx, { id, version: saved.version });
    return "published";
  });
}

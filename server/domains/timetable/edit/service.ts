import type { z } from "zod";
import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { conflict, invalid, notFound } from "../../../core/errors.ts";
import { type Placement, toSolution } from "../plan/placement.ts";
import { deletePlacement, listPlacements, pinPlacements, upsertPlacement } from "../plan/queries.ts";
import { type RuleScore, score } from "../plan/score.ts";
import { findBreakdown, saveScore } from "../queries.ts";
import type { Timetable, timetableIdInput } from "../schema.ts";
import { locked, tell, visible } from "../service.ts";
import { loadModel, type Model } from "../stock/model.ts";
import { judgePlaces, roomAt } from "./places.ts";
import type { moveInput, Place, pinInput, placesInput } from "./schema.ts";

/** Every place of the week for one lesson, judged by the evaluator with the rest where it is. */
export async function listPlaces(ctx: Ctx, input: z.output<typeof placesInput>): Promise<Place[]> {
  const timetable = await visible(ctx, input.id);
  const { model, placements } = await open(ctx, timetable);
  const activity = model.lessonIds.indexOf(input.lessonId);
  if (activity < 0) throw notFound("timetable.lesson_not_found");
  return judgePlaces(model, toSolution(model, placements), activity);
}

/**
 * Puts a lesson somewhere else, or out of the week, and judges the timetable again. A move that breaks rules is done:
 * the planner has seen it and may be on the way somewhere. Errors: CONFLICT for a stale version or a timetable that is
 * published or being generated; INVALID `timetable.outside_week`.
 */
export async function moveLesson(
  ctx: Ctx,
  input: z.output<typeof moveInput>,
): Promise<{ timetable: Timetable }> {
  const timetable = await editable(ctx, input);
  const { model, placements } = await open(ctx, timetable);
  const { lessonId, to } = input;
  const activity = model.lessonIds.indexOf(lessonId);
  if (activity < 0) throw notFound("timetable.lesson_not_found");
  const rest = placements.filter((placement) => placement.lessonId !== lessonId);
  const old = placements.find((placement) => placement.lessonId === lessonId);
  let next = rest;
  if (to) {
    const duration = model.problem.activities[activity]?.duration ?? 1;
    if (to.day >= model.problem.days.length || to.period + duration > model.problem.hours.length)
      throw invalid("timetable.outside_week");
    const room = roomAt(model, toSolution(model, rest), activity, to, old?.roomId ?? null);
    const placement: Placement = { lessonId, ...to, pinned: old?.pinned ?? false, ...room };
    if (to.roomId) placement.roomId = to.roomId;
    await upsertPlacement(ctx.db, timetable.schoolId, timetable.id, placement);
    next = [...rest, placement];
  } else await deletePlacement(ctx.db, timetable.id, lessonId);
  const saved = await judge(ctx, timetable, model, next);
  await audit(
    ctx.db,
    "timetable.move",
    "timetable",
    timetable.id,
    { lessonId, values: placeOf(next.find((one) => one.lessonId === lessonId)), before: placeOf(old) },
    timetable.schoolId,
  );
  return { timetable: saved };
}

/** A place as the record of who did what keeps it. */
const placeOf = (placement: Placement | undefined) => ({
  day: placement?.day ?? null,
  period: placement?.period ?? null,
  roomId: placement?.roomId ?? null,
});

/** Pins lessons to their places, or frees them: a search leaves what is pinned where it is. */
export async function pinLessons(
  ctx: Ctx,
  input: z.output<typeof pinInput>,
): Promise<{ timetable: Timetable }> {
  const timetable = await editable(ctx, input);
  const { model, placements } = await open(ctx, timetable);
  await pinPlacements(ctx.db, timetable.id, input.lessonIds, input.pinned);
  const saved = await judge(ctx, timetable, model, placements);
  const { lessonIds, pinned } = input;
  await audit(ctx.db, "timetable.pin", "timetable", timetable.id, { lessonIds, pinned }, timetable.schoolId);
  return { timetable: saved };
}

/** Judges a timetable under the school's rules as they are now, and keeps the result. */
export async function judgeTimetable(ctx: Ctx, input: z.output<typeof timetableIdInput>) {
  const timetable = await visible(ctx, input.id);
  const { model, placements } = await open(ctx, timetable);
  const saved = await judge(ctx, timetable, model, placements);
  return getScore(ctx, { id: saved.id });
}

/** The score as it was last judged, with the cost of each broken rule, the dearest first. */
export async function getScore(ctx: Ctx, input: z.output<typeof timetableIdInput>) {
  const timetable = await visible(ctx, input.id);
  const found = await findBreakdown(ctx.db, timetable.id);
  return { timetable, breakdown: (found?.breakdown ?? []) as RuleScore[] };
}

async function editable(ctx: Ctx, input: { id: string; version: number }): Promise<Timetable> {
  const timetable = await locked(ctx, input);
  if (timetable.state === "published") throw conflict("timetable.is_published");
  if (timetable.state === "generating") throw conflict("timetable.is_generating");
  return timetable;
}

async function open(ctx: Ctx, timetable: Timetable): Promise<{ model: Model; placements: Placement[] }> {
  const [model, placements] = await Promise.all([
    loadModel(ctx.db, timetable.schoolId),
    listPlacements(ctx.db, timetable.id),
  ]);
  if (!model) throw notFound("school.not_found");
  return { model, placements };
}

async function judge(
  ctx: Ctx,
  timetable: Timetable,
  model: Model,
  placements: readonly Placement[],
): Promise<Timetable> {
  const judged = score(model.problem, toSolution(model, placements));
  const saved = await saveScore(ctx.db, timetable.id, { ...judged, dataHash: model.dataHash });
  if (!saved) throw notFound("timetable.not_found");
  await tell(ctx, "changed", saved);
  return saved;
}

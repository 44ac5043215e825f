import { randomInt } from "node:crypto";
import type { z } from "zod";
import { audit } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { conflict, invalid, notFound } from "../../../core/errors.ts";
import { Cancelled } from "../../../core/jobs/cancellations.ts";
import { createRun } from "../../runs/service.ts";
import { endGenerating, startGenerating } from "../generate/queries.ts";
import type { GenerationJob } from "../generate/service.ts";
import { type Placement, toPlacements, toSolution } from "../plan/placement.ts";
import { listPlacements, replacePlacements } from "../plan/queries.ts";
import { score } from "../plan/score.ts";
import { assertSearchable } from "../plan/searchable.ts";
import { lockTimetable, saveScore } from "../queries.ts";
import type { Timetable } from "../schema.ts";
import { duplicateTimetable, tell, visible } from "../service.ts";
import type { Change } from "../solver/changes.ts";
import type { Solution } from "../solver/model.ts";
import type { Resolution } from "../solver/resolve.ts";
import { loadModel, type Model } from "../stock/model.ts";
import { resolveInThread } from "./resolve-in-thread.ts";
import {
  type ReplanChange,
  type ReplanDetail,
  type ReplanPayload,
  type replanInput,
  replanTask,
} from "./schema.ts";

/**
 * Starts mending a timetable after a change, with few moves: the original stays as it is, a draft with its name is made
 * from it, and the run's progress goes to everybody who watches `runs/<id>`. Errors: NOT_FOUND
 * `timetable.teacher_not_found`, `timetable.room_not_found`; CONFLICT while the original is being generated; INVALID
 * `timetable.day_too_long`, `timetable.outside_week`.
 */
export async function replan(
  ctx: Ctx,
  input: z.output<typeof replanInput>,
): Promise<{ runId: string; timetable: Timetable }> {
  const original = await visible(ctx, input.id);
  if (original.state === "generating") throw conflict("timetable.is_generating");
  const model = await loadModel(ctx.db, original.schoolId);
  if (!model) throw notFound("school.not_found");
  assertSearchable(model.problem.hours.length);
  changesOf(model, input.change); // refuses what the school does not have before anything is made
  const draft = await duplicateTimetable(ctx, { id: original.id, name: input.name });
  const { change, movePenalty, seconds } = input;
  const seed = input.seed ?? randomInt(1, 2 ** 31 - 1);
  const { runId } = await createRun(ctx, {
    schoolId: draft.schoolId,
    task: replanTask,
    title: draft.name,
    payload: { timetableId: draft.id, change, movePenalty, seconds, seed },
    detail: { timetableId: draft.id, seed },
  });
  await startGenerating(ctx.db, draft.id, draft.version, { runId, seed });
  await audit(
    ctx.db,
    "timetable.replan",
    "timetable",
    draft.id,
    { from: original.id, change },
    draft.schoolId,
  );
  const timetable = await visible(ctx, draft.id);
  await tell(ctx, "generating", timetable);
  return { runId, timetable };
}

/** The change in the engine's words. */
function changesOf({ stock, problem, roomIds }: Model, change: ReplanChange): Change[] {
  if (change.kind === "school") return [];
  const hours = problem.hours.length;
  const days = change.days ?? problem.days.map((_, day) => day);
  if (days.some((day) => day >= problem.days.length)) throw invalid("timetable.outside_week");
  const slots = days.flatMap((day) => Array.from({ length: hours }, (_, hour) => day * hours + hour));
  if (change.kind === "roomLost") {
    const room = roomIds.indexOf(change.roomId);
    if (room < 0) throw notFound("timetable.room_not_found");
    return [{ kind: "roomLost", room, slots }];
  }
  const name = stock.teachers.find(({ id }) => id === change.teacherId)?.name;
  const teacher = problem.teachers.findIndex((one) => one.name === name);
  if (teacher < 0) throw notFound("timetable.teacher_not_found");
  return [{ kind: "teacherAbsent", teacher, slots }];
}

/**
 * The long part, as a generation's: reads in one short transaction, searches without any, saves in another. Killed at
 * any point it can run again from the start.
 */
export async function performReplan(
  job: Omit<GenerationJob, "threads">,
  { timetableId, change, movePenalty, seconds, seed }: ReplanPayload,
): Promise<ReplanDetail> {
  const loaded = await job.transact((ctx) => load(ctx, timetableId, job.run.id));
  if (!loaded) return {};
  const { model, placements } = loaded;
  const { signal, report } = job;
  const changes = changesOf(model, change);
  const start = toSolution(model, placements);
  const pinned = pinsThatHold(model, start, placements, changes);
  const total = model.problem.activities.length;
  report({ phase: "timetable.placing", detail: { total } });
  const began = performance.now();
  const resolution = await resolveInThread(
    { problem: model.problem, start, changes, pinned, movePenalty },
    {
      seed,
      signal,
      milliseconds: seconds * 1000,
      onProgress: ({ phase, placed, unplaced }) =>
        report({
          phase: phase === "placing" ? "timetable.placing" : "timetable.improving",
          fraction: Math.min(1, (performance.now() - began) / (seconds * 1000)),
          detail: { placed, total, unplaced },
        }),
    },
  );
  // a worker that leaves gives the run to the next one
  if (signal.aborted && !(signal.reason instanceof Cancelled)) throw signal.reason;
  return job.transact((ctx) => save(ctx, { timetableId, runId: job.run.id, model, placements, resolution }));
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
  return { model, placements };
}

/** Pins that the change itself does not undo: an absent teacher's lesson cannot stay, pinned or not. */
function pinsThatHold(
  { problem, lessonIds }: Model,
  start: Solution,
  placements: readonly Placement[],
  changes: readonly Change[],
): number[] {
  const pinned = new Set(placements.flatMap(({ lessonId, pinned: isPinned }) => (isPinned ? lessonId : [])));
  return problem.activities.flatMap(({ teachers, duration }, activity) => {
    if (!pinned.has(lessonIds[activity] ?? "")) return [];
    const from = start.slot[activity] ?? -1;
    const touches = (slots: readonly number[]) =>
      slots.some((slot) => slot >= from && slot < from + duration);
    const isUndone = changes.some(
      (change) =>
        (change.kind === "teacherAbsent" && teachers.includes(change.teacher) && touches(change.slots)) ||
        (change.kind === "roomLost" && start.room[activity] === change.room && touches(change.slots)),
    );
    return isUndone ? [] : [activity];
  });
}

type Outcome = {
  timetableId: string;
  runId: string;
  model: Model;
  placements: readonly Placement[];
  resolution: Resolution;
};

/** Saves the mended timetable into its draft; its score is the evaluator's under the school's own rules. */
async function save(
  ctx: Ctx,
  { timetableId, runId, model, placements, resolution }: Outcome,
): Promise<ReplanDetail> {
  const row = await lockTimetable(ctx.db, timetableId);
  if (row?.runId !== runId) return {};
  const { solution, moves, leastMoves } = resolution;
  const pins = new Set(placements.flatMap(({ lessonId, pinned }) => (pinned ? lessonId : [])));
  await replacePlacements(ctx.db, row.schoolId, row.id, toPlacements(model, solution, pins));
  const judged = score(model.problem, solution);
  const { hard, soft, unplaced } = judged;
  await endGenerating(ctx.db, row.id, unplaced === 0 && hard === 0 ? "ready" : "draft");
  const saved = await saveScore(ctx.db, row.id, { ...judged, dataHash: model.dataHash });
  if (saved) await tell(ctx, "generated", saved);
  const total = model.problem.activities.length;
  return { hard, soft, unplaced, total, placed: total - unplaced, moved: moves.length, leastMoves };
}

import type { z } from "zod";
import { audit } from "../../core/audit.ts";
import type { Ctx } from "../../core/context.ts";
import { conflict, notFound } from "../../core/errors.ts";
import { emit } from "../../core/events.ts";
import * as queries from "./queries.ts";
import type {
  createTimetableInput,
  duplicateTimetableInput,
  renameTimetableInput,
  schoolInput,
  Timetable,
  timetableIdInput,
  timetableStepInput,
} from "./schema.ts";

/** Every timetable of a school that the actor may see: the published one first, then the latest changed. */
export async function listTimetables(ctx: Ctx, input: z.output<typeof schoolInput>): Promise<Timetable[]> {
  return queries.listTimetables(ctx.db, input.schoolId);
}

/** An empty draft. */
export async function createTimetable(
  ctx: Ctx,
  input: z.output<typeof createTimetableInput>,
): Promise<Timetable> {
  const row = await queries.insertTimetable(ctx.db, { ...input, copiedFrom: null });
  return record(ctx, "timetable.create", "created", row);
}

/** A what-if copy: a draft with the places, pins and score of its original. Any timetable in sight can be copied. */
export async function duplicateTimetable(
  ctx: Ctx,
  input: z.output<typeof duplicateTimetableInput>,
): Promise<Timetable> {
  const original = await visible(ctx, input.id);
  const copy = await queries.insertTimetable(ctx.db, {
    schoolId: original.schoolId,
    name: input.name,
    copiedFrom: original.id,
  });
  if (!copy) throw notFound("timetable.not_found");
  await queries.copyTimetable(ctx.db, original.id, copy.id);
  return record(ctx, "timetable.duplicate", "created", await queries.findTimetable(ctx.db, copy.id), {
    from: original.id,
  });
}

/** Gives a timetable another name. Errors: CONFLICT `timetable.version_stale` with the server's row. */
export async function renameTimetable(
  ctx: Ctx,
  input: z.output<typeof renameTimetableInput>,
): Promise<Timetable> {
  const before = await visible(ctx, input.id);
  const row = await queries.renameTimetable(ctx.db, input.id, input.version, input.name);
  return record(ctx, "timetable.rename", "changed", row ?? (await refuseStale(ctx, input.id)), {
    values: { name: input.name },
    before: { name: before.name },
  });
}

/** Takes a timetable off the list; `restoreTimetable` undoes it. What the school sees cannot be deleted. */
export async function removeTimetable(
  ctx: Ctx,
  input: z.output<typeof timetableStepInput>,
): Promise<Timetable> {
  const { state } = await locked(ctx, input);
  if (state === "published") throw conflict("timetable.is_published");
  if (state === "generating") throw conflict("timetable.is_generating");
  const row = await queries.markDeleted(ctx.db, input.id, input.version);
  return record(ctx, "timetable.remove", "removed", row);
}

/** Undoes `removeTimetable`. */
export async function restoreTimetable(
  ctx: Ctx,
  input: z.output<typeof timetableIdInput>,
): Promise<Timetable> {
  const row = await queries.markRestored(ctx.db, input.id);
  if (!row) throw notFound("timetable.not_found");
  return record(ctx, "timetable.restore", "changed", row);
}

/**
 * Puts a timetable in force for the whole school and archives the one before it, at one moment: whoever reads after
 * the commit sees the new one, and `timetable.published` on `schools/<id>` tells every open page to read again.
 * Broken compulsory rules or lessons without a place do not forbid it, the planner has seen both: a school may need
 * most of a timetable on Monday.
 */
export async function publishTimetable(
  ctx: Ctx,
  input: z.output<typeof timetableStepInput>,
): Promise<Timetable> {
  const { state, schoolId } = await locked(ctx, input);
  if (state === "published") throw conflict("timetable.already_published");
  if (state === "generating") throw conflict("timetable.is_generating");
  await queries.takeTurnAtPublishing(ctx.db, schoolId);
  const before = await queries.archivePublished(ctx.db, schoolId);
  const row = await queries.publishTimetable(ctx.db, input.id, input.version);
  if (before) await tell(ctx, "archived", before);
  return record(ctx, "timetable.publish", "published", row, { replaces: before?.id ?? null });
}

/** Takes the timetable out of force; the school has none until another is published. It becomes `ready` again. */
export async function unpublishTimetable(
  ctx: Ctx,
  input: z.output<typeof timetableStepInput>,
): Promise<Timetable> {
  const { state } = await locked(ctx, input);
  if (state !== "published") throw conflict("timetable.not_published");
  const row = await queries.setTimetableState(ctx.db, input.id, input.version, "ready");
  return record(ctx, "timetable.unpublish", "unpublished", row);
}

/** Puts a draft away for the record; like everything that was in force, it stays readable for the school. */
export async function archiveTimetable(
  ctx: Ctx,
  input: z.output<typeof timetableStepInput>,
): Promise<Timetable> {
  const { state } = await locked(ctx, input);
  if (state === "generating") throw conflict("timetable.is_generating");
  if (state === "archived") throw conflict("timetable.already_archived");
  const row = await queries.setTimetableState(ctx.db, input.id, input.version, "archived");
  return record(ctx, "timetable.archive", state === "published" ? "unpublished" : "archived", row);
}

/** The timetable, if the actor may see it; a hidden one does not exist. */
export async function visible(ctx: Ctx, id: string): Promise<Timetable> {
  const row = await queries.findTimetable(ctx.db, id);
  if (!row) throw notFound("timetable.not_found");
  return row;
}

/** Locks the row for the rest of the transaction and refuses a stale version. */
export async function locked(ctx: Ctx, input: { id: string; version: number }): Promise<Timetable> {
  const row = await queries.lockTimetable(ctx.db, input.id);
  if (!row || row.version !== input.version) return refuseStale(ctx, input.id);
  return row;
}

/** Why an edit found no row: it is gone, or somebody was faster; then who, when, and what stands now. */
async function refuseStale(ctx: Ctx, id: string): Promise<never> {
  const server = await visible(ctx, id);
  const editor = await queries.findLastEditor(ctx.db, id);
  throw conflict("timetable.version_stale", {
    server,
    changedBy: editor?.name ?? null,
    changedAt: server.updatedAt,
  });
}

async function record(
  ctx: Ctx,
  action: string,
  happened: string,
  row: Timetable | undefined,
  details: Record<string, unknown> = {},
): Promise<Timetable> {
  if (!row) throw notFound("timetable.not_found");
  await audit(ctx.db, action, "timetable", row.id, { name: row.name, ...details }, row.schoolId);
  await tell(ctx, happened, row);
  return row;
}

/** What happened to what is in force concerns the whole school; of drafts it learns only that the list changed. */
const inForce = new Set(["published", "unpublished"]);

/** Tells those who watch the timetable and those who watch its school. */
export async function tell(ctx: Ctx, happened: string, row: Timetable): Promise<void> {
  const event = {
    kind: `timetable.${happened}`,
    entity: "timetable",
    entityId: row.id,
    version: row.version,
  };
  await emit(ctx.db, { ...event, topic: `timetables/${row.id}`, payload: { state: row.state } });
  const topic = `schools/${row.schoolId}` as const;
  if (inForce.has(happened)) await emit(ctx.db, { ...event, topic });
  else
    await emit(ctx.db, { topic, kind: "timetable.plans_changed", entity: "school", entityId: row.schoolId });
}

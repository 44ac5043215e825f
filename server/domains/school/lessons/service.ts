import type { z } from "zod";
import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { notFound } from "../../../core/errors.ts";
import { createRow, updateRow } from "../resource/write.ts";
import { lessons, nextExternalId } from "./resource.ts";
import type { addLessonsInput, changePartsInput } from "./schema.ts";

/** Adds the lessons of one subject a week: one row for each duration, tied as parts of a split lesson. */
export async function addLessons(
  ctx: Ctx,
  input: z.output<typeof addLessonsInput>,
): Promise<{ ids: string[] }> {
  const { schoolId } = input;
  const { durations, ...shared } = input.values;
  const first = await nextExternalId(ctx, schoolId);
  const ids: string[] = [];
  for (const [index, duration] of durations.entries()) {
    const row = await createRow(ctx, lessons, schoolId, { ...shared, duration, externalId: first + index });
    ids.push(row.id);
  }
  if (ids.length > 1) {
    await ctx.db.run(sql`
      update lessons set split_group = ${first} where school_id = ${schoolId} and id = any (${ids}::uuid[])`);
    await lessons.settle?.(ctx, schoolId);
  }
  return { ids };
}

/** Changes what the parts of a split lesson share, in all of them: who teaches, who takes it, its subject. */
export async function changeParts(
  ctx: Ctx,
  input: z.output<typeof changePartsInput>,
): Promise<{ ids: string[] }> {
  const parts = await ctx.db.rows<{ id: string; version: number }>(sql`
    select id, version from lessons
    where school_id = ${input.schoolId} and split_group = ${input.splitGroup} and deleted_at is null
    order by external_id for update`);
  if (parts.length === 0) throw notFound("school.row_unknown", { entity: lessons.name });
  for (const part of parts)
    await updateRow(ctx, lessons, input.schoolId, part.id, part.version, { ...input.values });
  return { ids: parts.map((part) => part.id) };
}

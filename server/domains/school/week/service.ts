import type { z } from "zod";
import { audit, changeOf } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { json, sql } from "../../../core/db/sql.ts";
import { conflict, invalid } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import { requireSchool } from "../../../core/school-access.ts";
import type { StaleDetails } from "../schema.ts";
import { type saveWeekInput, type Week, type WeekDay, type WeekPeriod, weekProblems } from "./schema.ts";

/** Days and periods of a school in order, with the version to save them against. */
export async function getWeek(ctx: Ctx, schoolId: string): Promise<Week> {
  const [days, periods, version] = await Promise.all([
    ctx.db.rows<WeekDay>(sql`
      select id, name, weekday from days
      where school_id = ${schoolId} and deleted_at is null order by position, id`),
    ctx.db.rows<WeekPeriod>(sql`
      select id, name, to_char(starts_at, 'HH24:MI') as "startsAt", to_char(ends_at, 'HH24:MI') as "endsAt",
        is_break as "isBreak"
      from periods where school_id = ${schoolId} and deleted_at is null order by position, id`),
    versionOf(ctx, schoolId),
    requireSchool(ctx, "school.read", schoolId),
  ]);
  return { version, days, periods };
}

/**
 * Replaces the week: rows with an id keep it (and what points at it), rows without are added, rows left out are removed.
 * Errors: INVALID naming each field, CONFLICT when the week changed since `version`.
 */
export async function saveWeek(ctx: Ctx, input: z.output<typeof saveWeekInput>): Promise<Week> {
  const { schoolId, version, values } = input;
  await requireSchool(ctx, "school.edit", schoolId);
  const fields = weekProblems(values);
  if (Object.keys(fields).length > 0) throw invalid("school.invalid", { fields });
  await ctx.db.run(sql`select pg_advisory_xact_lock(hashtextextended(${schoolId}, 1))`);
  if ((await versionOf(ctx, schoolId)) !== version) await refuseStaleWeek(ctx, schoolId);
  const before = await getWeek(ctx, schoolId);
  await replaceRows(ctx, schoolId, "days", values.days);
  await replaceRows(ctx, schoolId, "periods", values.periods);
  await audit(ctx.db, "school.week.save", "schools", schoolId, changeOf(before, values), schoolId);
  await emit(ctx.db, {
    topic: `schools/${schoolId}`,
    kind: "school.week_saved",
    entity: "week",
    entityId: schoolId,
  });
  return getWeek(ctx, schoolId);
}

/** A digest of every row's version: it changes when any row is changed, added or removed. */
async function versionOf(ctx: Ctx, schoolId: string): Promise<string> {
  const row = await ctx.db.one<{ version: string }>(sql`
    select md5(coalesce(string_agg(w.id || ':' || w.version, ',' order by w.id), '')) as version from (
      select id, version from days where school_id = ${schoolId} and deleted_at is null
      union all
      select id, version from periods where school_id = ${schoolId} and deleted_at is null) w`);
  return row?.version ?? "";
}

async function refuseStaleWeek(ctx: Ctx, schoolId: string): Promise<never> {
  const server = await getWeek(ctx, schoolId);
  const last = await ctx.db.one<{ name: string | null; at: string }>(sql`
    select p.name, w.updated_at as at from (
      select updated_at, updated_by from days where school_id = ${schoolId}
      union all select updated_at, updated_by from periods where school_id = ${schoolId}) w
    left join people p on p.id = w.updated_by order by w.updated_at desc limit 1`);
  const details: StaleDetails = {
    server,
    changedBy: last?.name ?? null,
    changedAt: last?.at ?? new Date(0).toISOString(),
  };
  throw conflict("school.version_stale", details);
}

type WeekRow = { id: string | null; name: string };

/** Names are set aside first: two rows may swap theirs, and the unique index looks at each row as it is written. */
async function replaceRows(ctx: Ctx, schoolId: string, table: "days" | "periods", rows: readonly WeekRow[]) {
  const name = sql.id(table);
  const given = json(rows.map((row, position) => ({ ...row, position })));
  const kept = rows.flatMap((row) => row.id ?? []);
  await ctx.db.run(sql`
    update ${name} set deleted_at = now(), version = version + 1, updated_by = shared.actor_id()
    where school_id = ${schoolId} and deleted_at is null and not (id = any (${kept}::uuid[]))`);
  await ctx.db.run(sql`
    update ${name} set name = id::text where school_id = ${schoolId} and deleted_at is null`);
  const own =
    table === "days"
      ? { columns: sql`weekday`, values: sql`r.weekday`, shape: sql`weekday smallint` }
      : {
          columns: sql`starts_at, ends_at, is_break`,
          values: sql`r."startsAt", r."endsAt", r."isBreak"`,
          shape: sql`"startsAt" time, "endsAt" time, "isBreak" boolean`,
        };
  const source = sql`jsonb_to_recordset(${given}::jsonb) as r (id uuid, name text, position int, ${own.shape})`;
  await ctx.db.run(sql`
    update ${name} t set (name, position, ${own.columns}, version, updated_by) =
      (r.name, r.position, ${own.values}, t.version + 1, shared.actor_id())
    from ${source} where t.school_id = ${schoolId} and t.id = r.id and t.deleted_at is null`);
  await ctx.db.run(sql`
    insert into ${name} (school_id, name, position, ${own.columns})
    select ${schoolId}::uuid, r.name, r.position, ${own.values} from ${source} where r.id is null`);
}

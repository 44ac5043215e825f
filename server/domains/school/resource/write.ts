import { audit, changeOf } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { type Sql, sql } from "../../../core/db/sql.ts";
import { AppError, conflict, invalid, notFound } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import { requireSchool } from "../../../core/school-access.ts";
import type { Removed, StaleDetails } from "../schema.ts";
import { findRow, getRow } from "./read.ts";
import { type Resource, type Row, snake, type Values } from "./resource.ts";

/** Adds a row. A name that is taken, or a reference to another school, is an INVALID naming the field. */
export async function createRow(
  ctx: Ctx,
  resource: Resource,
  schoolId: string,
  values: Values,
): Promise<Row> {
  await requireSchool(ctx, resource.write, schoolId);
  await resource.check?.(ctx, schoolId, values, null);
  const fields = resource.columns.filter((field) => values[field] !== undefined);
  const names = [sql`school_id`, ...fields.map((field) => sql.id(snake(field)))];
  const inserted = [sql`${schoolId}`, ...fields.map((field) => sql`${stored(values[field])}`)];
  const id = await explaining(resource, async () => {
    const row = await ctx.db.one<{ id: string }>(sql`
      insert into ${sql.id(resource.table)} (${sql.join(names)}) values (${sql.join(inserted)}) returning id`);
    if (!row) throw new Error(`No row came back from ${resource.table}`);
    await writeRelated(ctx, resource, schoolId, row.id, values);
    return row.id;
  });
  await resource.settle?.(ctx, schoolId);
  await record(ctx, resource, schoolId, "create", [id], { values });
  return getRow(ctx, resource, schoolId, id);
}

/**
 * Changes a row that nobody changed since `version`; otherwise CONFLICT with the row as it is now, who changed it and
 * when. Writing over it on purpose is the same call with the server's version: it makes a new version.
 */
export async function updateRow(
  ctx: Ctx,
  resource: Resource,
  schoolId: string,
  id: string,
  version: number,
  values: Values,
): Promise<Row> {
  await requireSchool(ctx, resource.write, schoolId);
  await resource.check?.(ctx, schoolId, values, id);
  const before = await findRow(ctx, resource, schoolId, id);
  const assignments = [
    ...resource.columns
      .filter((field) => values[field] !== undefined)
      .map((field) => sql`${sql.id(snake(field))} = ${stored(values[field])}`),
    sql`version = version + 1, updated_by = shared.actor_id()`,
  ];
  await explaining(resource, async () => {
    const touched = await ctx.db.run(sql`
      update ${sql.id(resource.table)} set ${sql.join(assignments)}
      where school_id = ${schoolId} and id = ${id} and version = ${version} and deleted_at is null`);
    if (touched === 0) await refuseStale(ctx, resource, schoolId, id);
    await writeRelated(ctx, resource, schoolId, id, values);
  });
  await resource.settle?.(ctx, schoolId);
  await record(ctx, resource, schoolId, "update", [id], {
    ...changeOf(before, values),
    version: version + 1,
  });
  return getRow(ctx, resource, schoolId, id);
}

/** Removes rows, and what only made sense with them, under one stamp that undo takes back. */
export async function removeRows(
  ctx: Ctx,
  resource: Resource,
  schoolId: string,
  ids: readonly string[],
): Promise<Removed> {
  await requireSchool(ctx, resource.write, schoolId);
  const { stamp } = (await ctx.db.one<{ stamp: string }>(sql`select ${stampText} as stamp`)) ?? { stamp: "" };
  const removed = await mark(
    ctx,
    resource.table,
    sql`d.school_id = ${schoolId} and d.id = any (${ids}::uuid[])`,
  );
  if (removed === 0) throw notFound("school.row_unknown", { entity: resource.name });
  const along: Record<string, number> = {};
  for (const one of resource.along ?? []) {
    const count = await mark(ctx, one.table, sql`d.school_id = ${schoolId} and ${one.where(ids)}`);
    if (count > 0) along[one.table] = count;
  }
  await resource.settle?.(ctx, schoolId);
  await record(ctx, resource, schoolId, "remove", ids, { along });
  return { removed, along, stamp };
}

/** Brings back everything that was removed under the stamp. */
export async function restoreRows(
  ctx: Ctx,
  resource: Resource,
  schoolId: string,
  stamp: string,
): Promise<{ restored: number }> {
  await requireSchool(ctx, resource.write, schoolId);
  const restored = await explaining(resource, async () => {
    const own = await unmark(ctx, resource.table, schoolId, stamp);
    for (const one of resource.along ?? []) await unmark(ctx, one.table, schoolId, stamp);
    return own;
  });
  if (restored.length === 0) throw notFound("school.nothing_to_restore");
  await resource.settle?.(ctx, schoolId);
  await record(ctx, resource, schoolId, "restore", restored, {});
  return { restored: restored.length };
}

// Microseconds survive only as text: a JavaScript date holds milliseconds.
const stampText = sql`to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const mark = (ctx: Ctx, table: string, where: Sql): Promise<number> =>
  ctx.db.run(sql`
    update ${sql.id(table)} d set deleted_at = now(), version = d.version + 1, updated_by = shared.actor_id()
    where ${where} and d.deleted_at is null`);

async function unmark(ctx: Ctx, table: string, schoolId: string, stamp: string): Promise<string[]> {
  const rows = await ctx.db.rows<{ id: string }>(sql`
    update ${sql.id(table)} d set deleted_at = null, version = d.version + 1, updated_by = shared.actor_id()
    where d.school_id = ${schoolId} and d.deleted_at = ${stamp}::timestamptz returning d.id`);
  return rows.map((row) => row.id);
}

async function writeRelated(ctx: Ctx, resource: Resource, schoolId: string, id: string, values: Values) {
  for (const [field, related] of Object.entries(resource.related ?? {}))
    if (values[field] !== undefined) await related.write(ctx.db, schoolId, id, values[field]);
}

async function refuseStale(ctx: Ctx, resource: Resource, schoolId: string, id: string): Promise<never> {
  const server = await findRow(ctx, resource, schoolId, id);
  if (!server) throw notFound("school.row_unknown", { entity: resource.name });
  const editor = await ctx.db.one<{ name: string }>(sql`
    select p.name from people p join ${sql.id(resource.table)} t on t.updated_by = p.id where t.id = ${id}`);
  const details: StaleDetails = {
    server,
    changedBy: editor?.name ?? null,
    changedAt: server.updatedAt,
  };
  throw conflict("school.version_stale", details);
}

/** Says a broken constraint of the database as an error of the field that broke it. */
async function explaining<T>(resource: Resource, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const known =
      error instanceof AppError ? resource.constraints?.[String(error.details.constraint ?? "")] : undefined;
    if (!known) throw error;
    throw invalid("school.invalid", { fields: { [`values.${known.field}`]: known.message } });
  }
}

async function record(
  ctx: Ctx,
  resource: Resource,
  schoolId: string,
  verb: "create" | "update" | "remove" | "restore",
  ids: readonly string[],
  details: Values,
): Promise<void> {
  const action = `school.${resource.name}.${verb}`;
  const [first = ""] = ids;
  await audit(ctx.db, action, resource.name, first, ids.length > 1 ? { ...details, ids } : details, schoolId);
  await emit(ctx.db, {
    topic: `schools/${schoolId}`,
    kind: `school.${resource.name}_${verb}d`,
    entity: resource.name,
    entityId: first,
    payload: { count: ids.length },
  });
}

/** jsonb columns are objects in the schemas; everything else goes as it is. */
const stored = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value;

import type { Ctx } from "../../../core/context.ts";
import { type Sql, sql } from "../../../core/db/sql.ts";
import { invalid, notFound } from "../../../core/errors.ts";
import type { PageInput } from "../schema.ts";
import { type Resource, type Row, selectList, type Values } from "./resource.ts";

export type Page = { rows: Row[]; nextCursor: string | null; total: number };

/**
 * One page of a school's rows, by keyset: the cursor holds the last row's sort value and id, so a page never repeats
 * or skips rows because others were added before it. `total` counts what the search and filters match.
 */
export async function listRows(
  ctx: Ctx,
  resource: Resource,
  input: PageInput & { filter?: Values },
): Promise<Page> {
  const { limit = 100, direction = "asc" } = input;
  const order = sortOf(resource, input.sort);
  const where = matching(resource, input);
  const after = input.cursor ? beyond(order, direction, input.cursor) : sql`true`;
  const way = direction === "desc" ? sql`desc` : sql`asc`;
  const table = sql.id(resource.table);
  const [rows, count] = await Promise.all([
    ctx.db.rows<Row & { sortKey: string }>(sql`
      select ${selectList(resource)}, (${order})::text as "sortKey" from ${table} t
      where ${where} and ${after} order by ${order} ${way}, t.id ${way} limit ${limit + 1}`),
    ctx.db.one<{ total: number }>(sql`select count(*)::int as total from ${table} t where ${where}`),
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    rows: page,
    nextCursor: last ? encodeCursor([last.sortKey, last.id]) : null,
    total: count?.total ?? 0,
  };
}

/** One row, or NOT_FOUND; a row of another school is not found either. */
export async function getRow(ctx: Ctx, resource: Resource, schoolId: string, id: string): Promise<Row> {
  const row = await findRow(ctx, resource, schoolId, id);
  if (!row) throw notFound("school.row_unknown", { entity: resource.name });
  return row;
}

export const findRow = (ctx: Ctx, resource: Resource, schoolId: string, id: string) =>
  ctx.db.one<Row>(sql`
    select ${selectList(resource)} from ${sql.id(resource.table)} t
    where t.school_id = ${schoolId} and t.id = ${id} and t.deleted_at is null`);

function sortOf(resource: Resource, name: string | undefined): Sql {
  const [fallback] = Object.values(resource.sorts);
  const order = name === undefined ? fallback : resource.sorts[name];
  if (!order) throw invalid("school.sort_unknown", { sorts: Object.keys(resource.sorts) });
  return order;
}

function matching(resource: Resource, input: PageInput & { filter?: Values }): Sql {
  const conditions = [sql`t.school_id = ${input.schoolId} and t.deleted_at is null`];
  for (const word of (input.search ?? "").split(/\s+/).filter(Boolean)) {
    const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
    const hits = resource.search.map((text) => sql`${text} ilike ${pattern}`);
    conditions.push(sql`(${sql.join(hits, " or ")})`);
  }
  for (const [name, value] of Object.entries(input.filter ?? {})) {
    const condition = resource.filters?.[name];
    if (condition && value !== undefined && value !== null && value !== "")
      conditions.push(condition(String(value)));
  }
  return sql.join(conditions, " and ");
}

function beyond(order: Sql, direction: "asc" | "desc", cursor: string): Sql {
  const [key, id] = decodeCursor(cursor);
  const comparison = direction === "desc" ? sql`<` : sql`>`;
  return sql`(${order}, t.id) ${comparison} (${key}, ${id}::uuid)`;
}

const encodeCursor = (parts: [string, string]): string =>
  Buffer.from(JSON.stringify(parts)).toString("base64url");

function decodeCursor(cursor: string): [string, string] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(parts) && typeof parts[0] === "string" && /^[0-9a-f-]{36}$/.test(String(parts[1])))
      return [parts[0], String(parts[1])];
  } catch {
    // falls through: a cursor that is not ours
  }
  throw invalid("school.cursor_unknown");
}

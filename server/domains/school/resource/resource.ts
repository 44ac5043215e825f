import type { z } from "zod";
import type { Ctx } from "../../../core/context.ts";
import type { TenantDb } from "../../../core/db/database.ts";
import { type Sql, sql } from "../../../core/db/sql.ts";
import type { Permission } from "../../../core/permissions.ts";

export type Values = Record<string, unknown>;
export type Row = { id: string; version: number; updatedAt: string } & Values;

/** A field that is not a column of the row: how it is read in the select, and written after the row. */
export type Related = {
  /** An expression over the row `t`. */
  read: Sql;
  write: (db: TenantDb, schoolId: string, id: string, value: unknown) => Promise<void>;
};

/** Rows that are removed and restored together with what they depend on. */
export type Along = {
  table: string;
  /** Which rows of `table` (as `d`) go when the rows `ids` go. */
  where: (ids: readonly string[]) => Sql;
};

/**
 * What one kind of row is: everything the list, the form, the undo and the attack matrix need. The schemas name the
 * fields; a field is the column of the same name in snake case unless `reads` or `related` says otherwise.
 */
export type Resource<
  Create extends z.ZodType = z.ZodType,
  Update extends z.ZodType = z.ZodType,
  RowSchema extends z.ZodType = z.ZodType,
  Filter extends z.ZodType = z.ZodType,
> = {
  /** Its procedures are `school.<name>.…`, its audit entries and events too. */
  name: string;
  table: string;
  read: Permission;
  write: Permission;
  create: Create;
  update: Update;
  row: RowSchema;
  filter: Filter;
  /** Fields stored as columns. */
  columns: readonly string[];
  /** Select expressions over `t` for columns that need a cast, and for what is only shown. */
  reads?: Readonly<Record<string, Sql>>;
  related?: Readonly<Record<string, Related>>;
  /** Expressions that the search box looks into. */
  search: readonly Sql[];
  /** Never-null expressions by the name a list is sorted by; the first is the default. */
  sorts: Readonly<Record<string, Sql>>;
  filters?: Readonly<Record<string, (value: string) => Sql>>;
  /** Names of unique indexes, foreign keys and checks, and the field that each one is about. */
  constraints?: Readonly<Record<string, { field: string; message: string }>>;
  along?: readonly Along[];
  /** Rules beyond one field; throws AppError. `id` is null for a new row. */
  check?: (ctx: Ctx, schoolId: string, values: Values, id: string | null) => Promise<void>;
  /** Keeps what is derived from the rows in step, after any write to them. */
  settle?: (ctx: Ctx, schoolId: string) => Promise<void>;
};

export const defineResource = <
  Create extends z.ZodType,
  Update extends z.ZodType,
  RowSchema extends z.ZodType,
  Filter extends z.ZodType,
>(
  resource: Resource<Create, Update, RowSchema, Filter>,
): Resource<Create, Update, RowSchema, Filter> => resource;

export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const column = (field: string): Sql => sql.join([sql`t.`, sql.id(snake(field))], "");

/** The select list of a resource's rows, taken from its table as `t`. */
export function selectList(resource: Resource): Sql {
  const expressions: [string, Sql][] = [
    ["id", sql`t.id`],
    ["version", sql`t.version`],
    ["updatedAt", sql`t.updated_at`],
    ...resource.columns.map((field): [string, Sql] => [field, column(field)]),
    ...Object.entries(resource.reads ?? {}),
    ...Object.entries(resource.related ?? {}).map(([field, one]): [string, Sql] => [field, one.read]),
  ];
  const unique = new Map(expressions); // a cast in `reads` replaces the plain column
  return sql.join([...unique].map(([name, value]) => sql`${value} as ${sql.id(name)}`));
}

/**
 * A field that lists ids through a join table, in the order they were given.
 * Ids of removed rows stay in the table, so that undo brings them back, but are not read.
 */
export function linked(link: { table: string; own: string; other: string; otherTable: string }): Related {
  const [table, own, other, otherTable] = [link.table, link.own, link.other, link.otherTable].map(sql.id);
  return {
    read: sql`array(
      select l.${other} from ${table} l join ${otherTable} o on o.id = l.${other} and o.deleted_at is null
      where l.${own} = t.id order by l.position, o.name)`,
    write: async (db, schoolId, id, value) => {
      await db.run(sql`delete from ${table} l using ${otherTable} o
        where l.${own} = ${id} and o.id = l.${other} and o.deleted_at is null`);
      await db.run(sql`
        insert into ${table} (school_id, ${own}, ${other}, position)
        select ${schoolId}, ${id}, v.other, v.position - 1
        from unnest(${value}::uuid[]) with ordinality as v (other, position)
        on conflict do nothing`);
    },
  };
}

/** Rules whose one subject is among the removed rows: "Ms Okoye is free on Friday" goes when Ms Okoye goes. */
export const rulesOf: Along = {
  table: "rules",
  where: (ids) => sql`exists (
    select from jsonb_each_text(d.params) p where p.value = any (${ids}::text[]))`,
};

import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { invalid } from "../../../core/errors.ts";
import { natural } from "../resource/order.ts";
import { defineResource, type Values } from "../resource/resource.ts";
import {
  termFields,
  termFilter,
  termRow,
  termUpdate,
  yearFields,
  yearFilter,
  yearRow,
  yearUpdate,
} from "./schema.ts";

const termCount = sql`(
  select count(*)::int from terms m where m.academic_year_id = t.id and m.deleted_at is null)`;

export const years = defineResource({
  name: "years",
  table: "academic_years",
  read: "school.read",
  write: "school.edit",
  create: yearFields,
  update: yearUpdate,
  row: yearRow,
  filter: yearFilter,
  columns: ["name", "startsOn", "endsOn"],
  reads: { termCount },
  search: [sql`t.name`],
  sorts: { startsOn: sql`t.starts_on`, endsOn: sql`t.ends_on`, name: natural(sql`t.name`) },
  constraints: {
    academic_years_name_once: { field: "name", message: "taken" },
    academic_years_order_check: { field: "endsOn", message: "endBeforeStart" },
  },
  along: [{ table: "terms", where: (ids) => sql`d.academic_year_id = any (${ids}::uuid[])` }],
  check: checkYear,
});

const yearName = sql`(select y.name from academic_years y where y.id = t.academic_year_id)`;

export const terms = defineResource({
  name: "terms",
  table: "terms",
  read: "school.read",
  write: "school.edit",
  create: termFields,
  update: termUpdate,
  row: termRow,
  filter: termFilter,
  columns: ["academicYearId", "name", "startsOn", "endsOn"],
  reads: { yearName },
  search: [sql`t.name`, yearName],
  sorts: { startsOn: sql`t.starts_on`, endsOn: sql`t.ends_on`, name: natural(sql`t.name`) },
  filters: { academicYearId: (id) => sql`t.academic_year_id = ${id}::uuid` },
  constraints: {
    terms_name_once: { field: "name", message: "taken" },
    terms_order_check: { field: "endsOn", message: "endBeforeStart" },
    terms_academic_year_fk: { field: "academicYearId", message: "unknown" },
  },
  check: checkTerm,
});

type Span = { startsOn: string; endsOn: string; academicYearId?: string };

const fail = (field: string, message: string) =>
  invalid("school.invalid", { fields: { [`values.${field}`]: message } });

/** The dates as they will be: what is given over what is stored. */
async function spanOf(ctx: Ctx, table: "academic_years" | "terms", values: Values, id: string | null) {
  const year = table === "terms" ? sql`academic_year_id` : sql`null::uuid`;
  const stored = id
    ? await ctx.db.one<Span>(sql`
        select starts_on as "startsOn", ends_on as "endsOn", ${year} as "academicYearId"
        from ${sql.id(table)} where id = ${id}`)
    : undefined;
  const span = { ...stored, ...values } as Span;
  if (span.startsOn >= span.endsOn) throw fail("endsOn", "endBeforeStart");
  return span;
}

/** Years of a school do not overlap, and a year keeps its terms inside. */
async function checkYear(ctx: Ctx, schoolId: string, values: Values, id: string | null): Promise<void> {
  const { startsOn, endsOn } = await spanOf(ctx, "academic_years", values, id);
  const clash = await ctx.db.one(sql`
    select from academic_years y where y.school_id = ${schoolId} and y.deleted_at is null
      and y.id is distinct from ${id}::uuid and y.starts_on <= ${endsOn}::date and y.ends_on >= ${startsOn}::date`);
  if (clash) throw fail("startsOn", "overlaps");
  const outside = await ctx.db.one(sql`
    select from terms m where m.academic_year_id = ${id}::uuid and m.deleted_at is null
      and (m.starts_on < ${startsOn}::date or m.ends_on > ${endsOn}::date)`);
  if (outside) throw fail("endsOn", "termsOutside");
}

/** A term lies inside its year and beside the year's other terms. */
async function checkTerm(ctx: Ctx, schoolId: string, values: Values, id: string | null): Promise<void> {
  const { startsOn, endsOn, academicYearId } = await spanOf(ctx, "terms", values, id);
  const year = await ctx.db.one<Span>(sql`
    select starts_on as "startsOn", ends_on as "endsOn" from academic_years
    where id = ${academicYearId}::uuid and school_id = ${schoolId} and deleted_at is null`);
  if (!year) throw fail("academicYearId", "unknown");
  if (startsOn < year.startsOn) throw fail("startsOn", "outsideYear");
  if (endsOn > year.endsOn) throw fail("endsOn", "outsideYear");
  const clash = await ctx.db.one(sql`
    select from terms m where m.academic_year_id = ${academicYearId}::uuid and m.deleted_at is null
      and m.id is distinct from ${id}::uuid and m.starts_on <= ${endsOn}::date and m.ends_on >= ${startsOn}::date`);
  if (clash) throw fail("startsOn", "overlaps");
}

import type { z } from "zod";
import { audit, changeOf } from "../../../core/audit.ts";
import type { Ctx } from "../../../core/context.ts";
import { sql } from "../../../core/db/sql.ts";
import { AppError, conflict, forbidden, invalid, notFound } from "../../../core/errors.ts";
import { emit } from "../../../core/events.ts";
import { requireSchool } from "../../../core/school-access.ts";
import { snake, type Values } from "../resource/resource.ts";
import { copyOutline } from "./copy.ts";
import { type foundInput, type SchoolRow, schoolFields, type updateSchoolInput } from "./schema.ts";

const columns = Object.keys(schoolFields.shape);
const selection = sql`
  s.id, s.version, s.updated_at as "updatedAt",
  ${sql.join(columns.map((name) => sql`s.${sql.id(snake(name))} as ${sql.id(name)}`))},
  s.id in (select schools_where('school.edit')) as "mayEdit",
  s.id in (select schools_where('school.settings')) as "mayConfigure"`;

const everySchool = sql.once(sql`
  select ${selection} from schools s where s.deleted_at is null order by s.name collate shared.natural, s.id`);

/** The schools of this house that the actor belongs to, by name. */
export const listSchools = (ctx: Ctx): Promise<SchoolRow[]> => ctx.db.rows<SchoolRow>(everySchool);

/** One school, or NOT_FOUND for one that does not exist or is not the actor's. */
export async function getSchool(ctx: Ctx, schoolId: string): Promise<SchoolRow> {
  const row = await ctx.db.one<SchoolRow>(sql`
    select ${selection} from schools s where s.id = ${schoolId} and s.deleted_at is null`);
  if (!row) throw notFound("school.unknown");
  return row;
}

/** Whether the actor may add a school to the house: who holds `school.settings` for the whole of it. */
export async function mayFoundSchools({ db }: Ctx): Promise<boolean> {
  const row = await db.one<{ allowed: boolean }>(sql`select may_everywhere('school.settings') as allowed`);
  return row?.allowed ?? false;
}

/** Founds a school. Only who holds `school.settings` for the whole tenant may. */
export async function createSchool(
  ctx: Ctx,
  { values, like }: z.output<typeof foundInput>,
): Promise<SchoolRow> {
  if (!(await mayFoundSchools(ctx)))
    throw forbidden("identity.permission_missing", { permission: "school.settings" });
  const made = await ctx.db.one<{ id: string }>(sql`select shared.make_id() as id`);
  const id = made?.id ?? "";
  const given = columns.filter((name) => (values as Values)[name] !== undefined);
  const names = [sql`id`, ...given.map((name) => sql.id(snake(name)))];
  const inserted = [sql`${id}`, ...given.map((name) => sql`${(values as Values)[name]}`)];
  // Row policies see a new school only from the next statement on, so it is read back apart.
  await explaining(() =>
    ctx.db.run(sql`insert into schools (${sql.join(names)}) values (${sql.join(inserted)})`),
  );
  if (like) {
    await requireSchool(ctx, "school.edit", like);
    await copyOutline(ctx.db, like, id);
  }
  await record(ctx, id, "school.create", { values, ...(like && { like }) }, 1);
  return getSchool(ctx, id);
}

/** Changes a school's settings, if nobody has since `version`; otherwise CONFLICT with the row as it is now. */
export async function updateSchool(ctx: Ctx, input: z.output<typeof updateSchoolInput>): Promise<SchoolRow> {
  const { schoolId, version, values } = input;
  await requireSchool(ctx, "school.settings", schoolId);
  const before = await getSchool(ctx, schoolId);
  const assignments = columns
    .filter((name) => (values as Values)[name] !== undefined)
    .map((name) => sql`${sql.id(snake(name))} = ${(values as Values)[name]}`);
  await explaining(async () => {
    const touched = await ctx.db.run(sql`
      update schools set ${sql.join([...assignments, sql`version = version + 1, updated_by = shared.actor_id()`])}
      where id = ${schoolId} and version = ${version} and deleted_at is null`);
    if (touched === 0) await refuseStaleSchool(ctx, schoolId);
  });
  await record(ctx, schoolId, "school.update", changeOf(before, values), version + 1);
  return getSchool(ctx, schoolId);
}

/** CONFLICT with the school as it is, who changed it last and when. */
export async function refuseStaleSchool(ctx: Ctx, schoolId: string): Promise<never> {
  const server = await getSchool(ctx, schoolId);
  const editor = await ctx.db.one<{ name: string }>(sql`
    select p.name from people p join schools s on s.updated_by = p.id where s.id = ${schoolId}`);
  throw conflict("school.version_stale", {
    server,
    changedBy: editor?.name ?? null,
    changedAt: server.updatedAt,
  });
}

const fieldOf: Record<string, string> = { schools_slug_once: "slug", schools_name_once: "name" };

async function explaining(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const field = error instanceof AppError ? fieldOf[String(error.details.constraint ?? "")] : undefined;
    if (!field) throw error;
    throw invalid("school.invalid", { fields: { [`values.${field}`]: "taken" } });
  }
}

async function record(ctx: Ctx, schoolId: string, action: string, details: Values, version: number) {
  await audit(ctx.db, action, "schools", schoolId, details, schoolId);
  await emit(ctx.db, {
    topic: `schools/${schoolId}`,
    kind: `${action}d`,
    entity: "schools",
    entityId: schoolId,
    version,
  });
}

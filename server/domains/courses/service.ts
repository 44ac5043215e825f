import type { z } from "zod";
import { audit } from "../../core/audit.ts";
import type { Ctx } from "../../core/context.ts";
import { AppError, conflict, invalid, notFound } from "../../core/errors.ts";
import { enqueue } from "../../core/jobs/enqueue.ts";
import { requireSchool } from "../../core/school-access.ts";
import * as queries from "./queries.ts";
import {
  type CourseRow,
  type createCourseInput,
  forSaleTask,
  type listCoursesInput,
  type updateCourseInput,
} from "./schema.ts";

/** A school's courses by name. */
export async function listCourses({ db }: Ctx, input: z.output<typeof listCoursesInput>) {
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  const rows = await queries.listCourses(db, input.schoolId, after, input.limit + 1);
  const courses = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? courses.at(-1) : undefined;
  const nextCursor = last ? Buffer.from(JSON.stringify([last.name, last.id])).toString("base64url") : null;
  return { courses, nextCursor };
}

function readCursor(cursor: string): { name: string; id: string } {
  try {
    const [name, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as [unknown, unknown];
    if (typeof name === "string" && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id)) return { name, id };
  } catch {
    // refused below like any other cursor that is not ours
  }
  throw invalid("courses.cursor");
}

export async function getCourse({ db }: Ctx, id: string): Promise<CourseRow> {
  const course = await queries.findCourse(db, id);
  if (!course) throw notFound("courses.unknown");
  return course;
}

export async function createCourse(ctx: Ctx, input: z.output<typeof createCourseInput>): Promise<CourseRow> {
  await requireSchool(ctx, "courses.manage", input.schoolId);
  const made = await queries.insertCourse(ctx.db, input.schoolId, input).catch(explain);
  if (!made) throw new Error("The course was not made");
  await offer(ctx, made.id, input.sku);
  await audit(
    ctx.db,
    "courses.create",
    "courses",
    made.id,
    { name: input.name, sku: input.sku },
    input.schoolId,
  );
  return getCourse(ctx, made.id);
}

/** Changes a course onto the version the person saw; CONFLICT otherwise. */
export async function updateCourse(ctx: Ctx, input: z.output<typeof updateCourseInput>): Promise<CourseRow> {
  const before = await getCourse(ctx, input.id);
  await requireSchool(ctx, "courses.manage", before.schoolId);
  const touched = await queries.updateCourse(ctx.db, input.id, input.version, input).catch(explain);
  if (touched === 0) {
    const [server, editor] = await Promise.all([
      getCourse(ctx, input.id),
      queries.lastCourseEditor(ctx.db, input.id),
    ]);
    const details = { server, changedBy: editor?.name ?? null, changedAt: server.updatedAt };
    throw conflict("courses.version_stale", details);
  }
  const { name, sku } = input;
  if (sku !== before.sku) await offer(ctx, input.id, sku);
  await audit(ctx.db, "courses.update", "courses", input.id, { name, sku }, before.schoolId);
  return getCourse(ctx, input.id);
}

/** Orders that named the SKU before the course had it get their places now, by a job. */
async function offer({ db }: Ctx, courseId: string, sku: string): Promise<void> {
  if (sku !== "") await enqueue(db, forSaleTask, { courseId }, { key: `for-sale:${courseId}` });
}

/** Takes a course off the list; who took part stays known. */
export async function removeCourse(ctx: Ctx, id: string): Promise<CourseRow> {
  const course = await getCourse(ctx, id);
  await requireSchool(ctx, "courses.manage", course.schoolId);
  await queries.removeCourse(ctx.db, id);
  await audit(ctx.db, "courses.remove", "courses", id, { name: course.name }, course.schoolId);
  return course;
}

/** Who takes part, as far as the viewer may know. */
export async function listEnrolments(ctx: Ctx, courseId: string): Promise<queries.EnrolmentRecord[]> {
  await getCourse(ctx, courseId);
  return queries.listEnrolments(ctx.db, courseId);
}

function explain(error: unknown): never {
  const constraint = error instanceof AppError ? error.details.constraint : undefined;
  if (constraint === "courses_sku_once") throw invalid("courses.invalid", { fields: { sku: "taken" } });
  if (constraint === "courses_order_check")
    throw invalid("courses.invalid", { fields: { endsOn: "dateOrder" } });
  throw error;
}

import { router, tenantProcedure } from "../../trpc/init.ts";
import * as schema from "./schema.ts";
import {
  createCourse,
  getCourse,
  listCourses,
  listEnrolments,
  removeCourse,
  updateCourse,
} from "./service.ts";

const reads = tenantProcedure("courses.read");
const manages = tenantProcedure("courses.manage");

export const coursesRouter = router({
  list: reads
    .input(schema.listCoursesInput)
    .output(schema.listCoursesOutput)
    .query(({ ctx, input }) => listCourses(ctx, input)),
  get: reads
    .input(schema.courseIdInput)
    .output(schema.courseRow)
    .query(({ ctx, input }) => getCourse(ctx, input.id)),
  enrolments: reads
    .input(schema.listEnrolmentsInput)
    .output(schema.enrolmentRow.array())
    .query(({ ctx, input }) => listEnrolments(ctx, input.courseId)),
  create: manages
    .input(schema.createCourseInput)
    .output(schema.courseRow)
    .mutation(({ ctx, input }) => createCourse(ctx, input)),
  update: manages
    .input(schema.updateCourseInput)
    .output(schema.courseRow)
    .mutation(({ ctx, input }) => updateCourse(ctx, input)),
  remove: manages
    .input(schema.courseIdInput)
    .output(schema.courseRow)
    .mutation(({ ctx, input }) => removeCourse(ctx, input.id)),
});

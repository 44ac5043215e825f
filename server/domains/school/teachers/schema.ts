import * as z from "zod";
import { idList, longText, nameText, rowBase, shortText } from "../schema.ts";
import { behaviors } from "../words/schema.ts";

export const teacherFields = z.object({
  name: nameText,
  code: shortText,
  personId: z.uuid().nullable(),
  targetHours: z.number().min(0, "outOfRange").max(999, "outOfRange").nullable(),
  morningsAfternoonsBehavior: z.enum(behaviors),
  subjectIds: idList,
  comments: longText,
});
export const teacherUpdate = teacherFields.partial();
export const teacherCreate = teacherUpdate.required({ name: true });
export const teacherRow = rowBase.extend(teacherFields.shape).extend({
  personName: z.string().nullable(),
  lessonCount: z.int(),
  /** Periods a week, over all lessons in use. */
  periods: z.int(),
});
export const teacherFilter = z.object({ subjectId: z.uuid().optional() });
export type TeacherRow = z.infer<typeof teacherRow>;

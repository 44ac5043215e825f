import * as z from "zod";
import { idList, longText, rowBase } from "../schema.ts";

const duration = z.int().min(1, "outOfRange").max(60, "outOfRange");

export const lessonFields = z.object({
  subjectId: z.uuid("required"),
  teacherIds: idList,
  setIds: idList,
  tagIds: idList,
  /** Periods. */
  duration,
  active: z.boolean(),
  /** Pupils who must fit into the room; null is the sum of the sets. */
  studentCount: z.int().min(0, "outOfRange").max(100_000, "outOfRange").nullable(),
  comments: longText,
});
export const lessonUpdate = lessonFields.partial();
export const lessonCreate = lessonUpdate.required({ subjectId: true });

/** Several lessons a week of the same people: `durations` [2, 1, 1] makes a double and two single periods. */
export const addLessonsInput = z.object({
  schoolId: z.uuid(),
  values: lessonUpdate
    .required({ subjectId: true })
    .omit({ duration: true })
    .extend({ durations: z.array(duration).min(1, "required").max(20, "tooMany") }),
});
/** What all parts of a split lesson share, changed for each of them. */
export const changePartsInput = z.object({
  schoolId: z.uuid(),
  splitGroup: z.int().min(1),
  values: lessonUpdate.omit({ duration: true }),
});

export const lessonRow = rowBase.extend(lessonFields.shape).extend({
  externalId: z.int(),
  /** 0 when not split; otherwise the external id of the first part. */
  splitGroup: z.int(),
  totalDuration: z.int(),
  parts: z.int(),
  subjectName: z.string(),
  subjectShort: z.string(),
  hue: z.int(),
  teacherNames: z.array(z.string()),
  setNames: z.array(z.string()),
  tagNames: z.array(z.string()),
});
export const lessonFilter = z.object({
  teacherId: z.uuid().optional(),
  setId: z.uuid().optional(),
  subjectId: z.uuid().optional(),
  tagId: z.uuid().optional(),
  active: z.enum(["true", "false"]).optional(),
});
export const addedOutput = z.object({ ids: z.array(z.uuid()) });
export type LessonRow = z.infer<typeof lessonRow>;

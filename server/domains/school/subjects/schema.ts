import * as z from "zod";
import { longText, nameText, rowBase, shortText } from "../schema.ts";

export const hues = 12;
export const subjectFields = z.object({
  name: nameText,
  short: shortText,
  hue: z.int().min(1, "outOfRange").max(hues, "outOfRange"),
  comments: longText,
});
export const subjectUpdate = subjectFields.partial();
export const subjectCreate = subjectUpdate.required({ name: true });
export const subjectRow = rowBase.extend(subjectFields.shape).extend({
  lessonCount: z.int(),
  /** Periods a week, over all lessons in use. */
  periods: z.int(),
});
export const subjectFilter = z.object({});
export type SubjectRow = z.infer<typeof subjectRow>;

import * as z from "zod";
import { idList, longText, nameText, rowBase } from "../schema.ts";
import { setKinds } from "../words/schema.ts";

export type SetKind = (typeof setKinds)[number];
/** The kind a set's parents must have. */
export const parentKind: Record<SetKind, SetKind | null> = { year: null, group: "year", subgroup: "group" };

export const setFields = z.object({
  name: nameText,
  kind: z.enum(setKinds),
  size: z.int().min(0, "outOfRange").max(100_000, "outOfRange"),
  parentIds: idList,
  comments: longText,
});
export const setUpdate = setFields.partial();
export const setCreate = setUpdate.required({ name: true, kind: true });
export const setRow = rowBase.extend(setFields.shape).extend({
  position: z.int(),
  /** Lessons that name the set itself. */
  lessonCount: z.int(),
  /** Periods a week that its pupils have: own lessons and those of the sets it lies in. */
  periods: z.int(),
  pupilCount: z.int(),
});
export const setFilter = z.object({ kind: z.enum(setKinds).optional(), parentId: z.uuid().optional() });
export type SetRow = z.infer<typeof setRow>;

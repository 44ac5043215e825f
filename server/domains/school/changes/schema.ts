import * as z from "zod";

/** What a form on the school's pages edits: a row of a resource, the settings of the school, or its week as a whole. */
export const editedThings = [
  "years",
  "terms",
  "subjects",
  "tags",
  "teachers",
  "sets",
  "buildings",
  "rooms",
  "lessons",
  "rules",
  "school",
  "week",
] as const;
export const lastChangeInput = z.object({
  schoolId: z.uuid(),
  thing: z.enum(editedThings),
  /** Of the row; without meaning for the school and its week. */
  id: z.uuid(),
});
export const lastChangeOutput = z.object({
  id: z.uuid(),
  at: z.string(),
  /** Who made it, if the reader may see them. */
  by: z.string().nullable(),
  /** Whether it took the row away. */
  removed: z.boolean(),
});
export type LastChange = z.output<typeof lastChangeOutput>;

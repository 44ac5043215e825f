import * as z from "zod";

/** Texts people type. Messages are keys of the area `school.errors`, so that each page says them in its language. */
export const nameText = z.string().trim().min(1, "required").max(120, "tooLong");
export const shortText = z.string().trim().max(20, "tooLong");
export const longText = z.string().trim().max(2000, "tooLong");
export const idList = z.array(z.uuid()).max(500, "tooMany");
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "clockTime");

export const schoolInput = z.object({ schoolId: z.uuid() });
export const rowInput = z.object({ schoolId: z.uuid(), id: z.uuid() });
export const rowsInput = z.object({ schoolId: z.uuid(), ids: z.array(z.uuid()).min(1).max(1000) });

/** What every row of a resource carries besides its own fields. */
export const rowBase = z.object({ id: z.uuid(), version: z.int(), updatedAt: z.iso.datetime() });

/** One page of a list: where the last one ended, how to search and sort. */
export const pageInput = z.object({
  schoolId: z.uuid(),
  search: z.string().trim().max(120).optional(),
  sort: z.string().max(40).optional(),
  direction: z.enum(["asc", "desc"]).optional(),
  limit: z.int().min(1).max(500).optional(),
  cursor: z.string().max(1000).optional(),
});

/** What was removed, and the stamp that brings it all back together. */
export const removedOutput = z.object({
  removed: z.int(),
  /** How many rows of which kind went along, e.g. `{ lessons: 12 }`. */
  along: z.record(z.string(), z.int()),
  stamp: z.string(),
});
export const restoreInput = z.object({ schoolId: z.uuid(), stamp: z.iso.datetime({ precision: 6 }) });
export const restoredOutput = z.object({ restored: z.int() });

export type PageInput = z.infer<typeof pageInput>;
export type Removed = z.infer<typeof removedOutput>;

/** Details of the CONFLICT that a stale write gets: the row as it is now, who changed it last and when. */
export type StaleDetails = {
  server: Record<string, unknown>;
  changedBy: string | null;
  changedAt: string;
};

import * as z from "zod";

export const timetableStates = ["draft", "generating", "ready", "published", "archived"] as const;
export type TimetableState = (typeof timetableStates)[number];

export const timetableName = z.string().trim().min(1).max(120);

const id = z.uuid();
/** The row a person saw: a write with an older version is refused with CONFLICT. */
const seen = { id, version: z.int().min(1) };

export const schoolInput = z.object({ schoolId: id });
export const createTimetableInput = z.object({ schoolId: id, name: timetableName });
export const renameTimetableInput = z.object({ ...seen, name: timetableName });
export const duplicateTimetableInput = z.object({ id, name: timetableName });
export const timetableStepInput = z.object(seen);
export const timetableIdInput = z.object({ id });

/** One timetable in lists; `hard`, `soft` and `unplaced` are null until it has been judged. */
export const timetableOutput = z.object({
  id,
  schoolId: id,
  name: z.string(),
  state: z.enum(timetableStates),
  copiedFrom: id.nullable(),
  runId: id.nullable(),
  seed: z.number().nullable(),
  dataHash: z.string().nullable(),
  hard: z.number().nullable(),
  soft: z.number().nullable(),
  unplaced: z.number().nullable(),
  publishedAt: z.string().nullable(),
  publishedBy: id.nullable(),
  archivedAt: z.string().nullable(),
  version: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Timetable = z.output<typeof timetableOutput>;

import * as z from "zod";
import { timetableName, timetableOutput } from "../schema.ts";

const id = z.uuid();
/** Positions of days in the week, from 0; null for the whole week. */
const days = z.array(z.int().min(0).max(60)).min(1).max(60).nullable();

/** What happened after a timetable was made. `school`: new lessons and changed rules, which the school's data hold. */
export const replanChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("teacherAbsent"), teacherId: id, days }),
  z.object({ kind: z.literal("roomLost"), roomId: id, days }),
  z.object({ kind: z.literal("school") }),
]);
export type ReplanChange = z.output<typeof replanChange>;

/** A moved lesson costs as much as so many broken wishes of 100 %. */
const movePenalty = z.number().min(0).max(1_000);

export const replanInput = z.object({
  /** The timetable to start from; it stays as it is. */
  id,
  /** Name of the draft that is made. */
  name: timetableName,
  change: replanChange,
  movePenalty: movePenalty.default(10),
  seconds: z.int().min(1).max(300).default(5),
  seed: z.int().min(0).max(2_147_483_647).optional(),
});
export const replanOutput = z.object({ runId: id, timetable: timetableOutput });

export const replanPayload = z.object({
  timetableId: id,
  change: replanChange,
  movePenalty: z.number(),
  seconds: z.number(),
  seed: z.number(),
});
export type ReplanPayload = z.output<typeof replanPayload>;

/** What the run tells at its end, beside what every generation tells. */
export type ReplanDetail = {
  readonly placed?: number;
  readonly total?: number;
  readonly unplaced?: number;
  readonly hard?: number;
  readonly soft?: number;
  /** Lessons that have another time or room than in the original, and how many at least cannot stay. */
  readonly moved?: number;
  readonly leastMoves?: number;
};

/** The queue's name of the job. */
export const replanTask = "timetable.replan";

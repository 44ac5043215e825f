import * as z from "zod";
import { timetableOutput } from "../schema.ts";

const id = z.uuid();

export const generateInput = z.object({
  id,
  version: z.int().min(1),
  /** Longest time the search may take; it ends sooner when no wish is left unmet. */
  seconds: z.int().min(1).max(1_800).default(60),
  /** Place what can be placed even where it is proved that not everything can. */
  despite: z.boolean().optional(),
  /** Same data, seed and one thread: the same search. Without it one is drawn. */
  seed: z.int().min(0).max(2_147_483_647).optional(),
});
export const generateOutput = z.object({ runId: id, timetable: timetableOutput });

export const generatePayload = z.object({
  timetableId: id,
  seconds: z.number(),
  seed: z.number(),
  despite: z.boolean().optional(),
});
export type GeneratePayload = z.output<typeof generatePayload>;

/** What the run of a generation tells while it goes on and at its end. */
export const generationDetail = z
  .object({
    timetableId: z.string(),
    placed: z.number(),
    total: z.number(),
    unplaced: z.number(),
    hard: z.number(),
    soft: z.number(),
    /** Names of the first lessons without a place. */
    unplacedLessons: z.array(z.string()),
    seed: z.number(),
    /** Reasons why it cannot be made, when the checks proved that: then nothing was searched. */
    reasons: z.number(),
    /** Whether the timetable that stood there before was better, and stayed. */
    keptOld: z.boolean(),
  })
  .partial();
export type GenerationDetail = z.output<typeof generationDetail>;

/** The queue's name of the job. */
export const generateTask = "timetable.generate";

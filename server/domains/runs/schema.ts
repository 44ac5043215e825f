import * as z from "zod";

export const runStates = ["queued", "running", "succeeded", "failed", "cancelled"] as const;

/** Long work as pages show it. */
export const runRow = z.object({
  id: z.string(),
  schoolId: z.string(),
  task: z.string(),
  title: z.string(),
  state: z.enum(runStates),
  /** 0 to 1. */
  fraction: z.number(),
  /** What it is doing, as a key to translate. */
  phase: z.string(),
  /** Numbers and ids the task reports, e.g. score and unplaced lessons. */
  detail: z.record(z.string(), z.unknown()),
  /** Why it failed, as a reason to translate. */
  error: z.string().nullable(),
  requestedBy: z.string().nullable(),
  requestedByName: z.string().nullable(),
  /** Whether it failed and can be asked for again. */
  replayable: z.boolean(),
  cancelRequested: z.boolean(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  createdAt: z.string(),
  version: z.number(),
});
export type RunRow = z.output<typeof runRow>;

export const listRunsInput = z.object({
  /** Without it the work of every school that the actor may watch. */
  schoolId: z.uuid().optional(),
  task: z.string().max(100).optional(),
  state: z.enum(runStates).optional(),
  active: z.boolean().optional(),
  cursor: z.uuid().optional(),
  limit: z.number().int().min(1).max(100).default(20),
});
export const listRunsOutput = z.object({ runs: z.array(runRow), nextCursor: z.string().nullable() });
export const runIdInput = z.object({ id: z.uuid() });

/** Payload of the events `runs.progress` and `runs.finished` of topic `runs/<id>`. */
export type RunProgress = Pick<RunRow, "state" | "fraction" | "phase" | "detail" | "error">;

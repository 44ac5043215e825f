import { runJob } from "../server/domains/runs/service.ts";
import { generatePayload, generateTask } from "../server/domains/timetable/generate/schema.ts";
import { performGeneration } from "../server/domains/timetable/generate/service.ts";

/** Searches a school's timetable; whoever watches the run sees the bar move. */
export const generateTimetable = runJob(
  { task: generateTask, maxAttempts: 5, timeoutMs: 40 * 60_000, payload: generatePayload },
  (job, payload) =>
    performGeneration({ ...job, threads: job.parts.config.SOLVER_THREADS, report: job.report }, payload),
);

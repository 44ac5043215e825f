import { runJob } from "../server/domains/runs/service.ts";
import { explainPayload, explainTask } from "../server/domains/timetable/explain/schema.ts";
import { performExplaining } from "../server/domains/timetable/explain/service.ts";

/** Looks for the reasons why a school has no timetable. */
export const explainTimetable = runJob(
  { task: explainTask, maxAttempts: 3, timeoutMs: 15 * 60_000, payload: explainPayload },
  (job, payload) => performExplaining(job, payload),
);

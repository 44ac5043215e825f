import { runJob } from "../server/domains/runs/service.ts";
import { replanPayload, replanTask } from "../server/domains/timetable/replan/schema.ts";
import { performReplan } from "../server/domains/timetable/replan/service.ts";

/** Mends a timetable after a change with few moves; whoever watches the run sees the bar move. */
export const replanTimetable = runJob(
  { task: replanTask, maxAttempts: 5, timeoutMs: 10 * 60_000, payload: replanPayload },
  (job, payload) => performReplan(job, payload),
);

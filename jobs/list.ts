import type { CronItem } from "graphile-worker";
import type { Job } from "../server/core/jobs/job.ts";
import { sendResetJob } from "./identity.send-reset.ts";
import { sendMailJob } from "./mail.send.ts";
import { keepSparesJob } from "./tenants.keep-spares.ts";
import { generateTimetable } from "./timetable.generate.ts";
import { pruneJob } from "./upkeep.prune.ts";

/** Every task there is. A job whose task is not listed waits in the queue until a worker knows it. */
export const jobs: readonly Job[] = [sendResetJob, sendMailJob, keepSparesJob, generateTimetable, pruneJob];

/** What happens by the clock, in UTC: each line once, however many workers there are, and never twice at a time. */
export const clock: CronItem[] = [
  { task: pruneJob.task, match: "23 * * * *", options: { jobKey: `clock:${pruneJob.task}` } },
  { task: keepSparesJob.task, match: "*/5 * * * *", options: { jobKey: `platform:${keepSparesJob.task}` } },
];

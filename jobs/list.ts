import type { CronItem } from "graphile-worker";
import type { Job } from "../server/core/jobs/job.ts";
import { forSaleJob } from "./courses.for-sale.ts";
import { sendResetJob } from "./identity.send-reset.ts";
import { sendMailJob } from "./mail.send.ts";
import { announceJob } from "./orders.announce.ts";
import { leaveShopJob } from "./orders.leave-shop.ts";
import { processOrderJob } from "./orders.process-order.ts";
import { pushChangeJob } from "./orders.push-change.ts";
import { reconcileJob } from "./orders.reconcile.ts";
import { redactShopJob } from "./orders.redact-shop.ts";
import { registerWebhooksJob } from "./orders.register-webhooks.ts";
import { settleCoursesJob } from "./orders.settle-courses.ts";
import { watchOrdersJob } from "./orders.watch.ts";
import { keepSparesJob } from "./tenants.keep-spares.ts";
import { explainTimetable } from "./timetable.explain.ts";
import { generateTimetable } from "./timetable.generate.ts";
import { replanTimetable } from "./timetable.replan.ts";
import { pruneJob } from "./upkeep.prune.ts";

/** Every task there is. A job whose task is not listed waits in the queue until a worker knows it. */
export const jobs: readonly Job[] = [
  sendResetJob,
  sendMailJob,
  forSaleJob,
  announceJob,
  processOrderJob,
  pushChangeJob,
  reconcileJob,
  registerWebhooksJob,
  leaveShopJob,
  redactShopJob,
  settleCoursesJob,
  watchOrdersJob,
  keepSparesJob,
  explainTimetable,
  generateTimetable,
  replanTimetable,
  pruneJob,
];

/** What happens by the clock, in UTC: each line once, however many workers there are, and never twice at a time. */
export const clock: CronItem[] = [
  { task: pruneJob.task, match: "23 * * * *", options: { jobKey: `clock:${pruneJob.task}` } },
  { task: watchOrdersJob.task, match: "*/5 * * * *", options: { jobKey: `clock:${watchOrdersJob.task}` } },
  { task: keepSparesJob.task, match: "*/5 * * * *", options: { jobKey: `platform:${keepSparesJob.task}` } },
];

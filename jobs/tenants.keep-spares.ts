import { z } from "zod";
import { keepSpares } from "../server/core/db/spares.ts";
import { platformJob } from "../server/core/jobs/platform-job.ts";
import { keepSparesTask } from "../server/domains/tenants/service.ts";

/** Keeps houses ready for schools to come; asked for by the clock and whenever a school has moved in. */
export const keepSparesJob = platformJob(
  { task: keepSparesTask, payload: z.object({}), maxAttempts: 5, timeoutMs: 120_000 },
  async ({ parts, log }) => {
    const { built, dropped } = await keepSpares(parts.ownerUrl, parts.config.SPARE_HOUSES);
    if (built + dropped > 0) log.info({ built, dropped }, keepSparesTask);
  },
);

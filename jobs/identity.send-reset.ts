import { z } from "zod";
import { tenantJob } from "../server/core/jobs/tenant-job.ts";
import { sendPasswordReset } from "../server/domains/identity/service.ts";

/**
 * Mails a link for a new password. Asked for an unknown address too, without a person, and then does nothing: the
 * request takes the same time either way.
 */
export const sendResetJob = tenantJob(
  {
    task: "identity.send-reset",
    payload: z.object({ personId: z.uuid().nullable(), origin: z.url() }),
    maxAttempts: 5,
    timeoutMs: 30_000,
  },
  ({ transact }, payload) => transact((ctx) => sendPasswordReset(ctx, payload)),
);

import { z } from "zod";
import type { Config } from "../server/core/config.ts";
import { tenantJob } from "../server/core/jobs/tenant-job.ts";
import { sendMailTask } from "../server/core/mail/mail.ts";
import type { MailService } from "../server/core/mail/mail-service.ts";
import { createSendGrid } from "../server/core/mail/sendgrid.ts";
import { deliverMail } from "../server/domains/mailbox/service.ts";

/** Sends one mail: by SendGrid when a key is set, else into the in-app mailbox. */
export const sendMailJob = tenantJob(
  { task: sendMailTask, payload: z.object({ mailId: z.uuid() }), maxAttempts: 10, timeoutMs: 30_000 },
  ({ parts, log, transact }, { mailId }) =>
    deliverMail(
      { transact, log, service: mailServiceOf(parts.config), production: parts.config.production },
      mailId,
    ),
);

const mailServiceOf = ({ SENDGRID_API_KEY, MAIL_FROM }: Config): MailService | null =>
  SENDGRID_API_KEY ? createSendGrid({ apiKey: SENDGRID_API_KEY, from: MAIL_FROM }) : null;

import * as z from "zod";

export const mailState = z.enum(["queued", "sent", "mailbox", "failed"]);

export const listMailsInput = z.object({
  search: z.string().trim().max(100).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(100).default(50),
});
export const mailRow = z.object({
  id: z.uuid(),
  kind: z.string(),
  recipient: z.string(),
  subject: z.string(),
  state: mailState,
  failure: z.string().nullable(),
  createdAt: z.string(),
});
export const listMailsOutput = z.object({ mails: z.array(mailRow), nextCursor: z.string().nullable() });
export const mailInput = z.object({ mailId: z.uuid() });
export const mailOutput = mailRow.extend({
  locale: z.string(),
  /** Null once a mail service has taken the mail. */
  text: z.string().nullable(),
  html: z.string().nullable(),
});
export type MailRow = z.output<typeof mailRow>;

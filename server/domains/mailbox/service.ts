import { loadConfig } from "../../core/config.ts";
import type { Ctx } from "../../core/context.ts";
import type { TenantDb } from "../../core/db/database.ts";
import { AppError, notFound } from "../../core/errors.ts";
import type { Logger } from "../../core/log.ts";
import type { MailService } from "../../core/mail/mail-service.ts";
import * as queries from "./queries.ts";
import type { MailRow } from "./schema.ts";

let open: boolean | undefined;

/** The mailbox stands in for a mail service; where real people's mail is at stake it does not exist. */
function demandOpen(): void {
  open ??= !loadConfig().production;
  if (!open) throw notFound("mailbox.closed");
}

/** Mails of people the viewer manages, the newest first. */
export async function listMails(
  { db }: Ctx,
  input: { search?: string | undefined; cursor?: string | undefined; limit: number },
) {
  demandOpen();
  const before = input.cursor && /^[0-9a-f-]{36}$/.test(input.cursor) ? input.cursor : null;
  const rows = await queries.listMails(db, input.search, before, input.limit + 1);
  const mails = rows.slice(0, input.limit) as MailRow[];
  return { mails, nextCursor: rows.length > input.limit ? (mails.at(-1)?.id ?? null) : null };
}

export async function readMail({ db }: Ctx, input: { mailId: string }) {
  demandOpen();
  const mail = await queries.findMail(db, input.mailId);
  if (!mail) throw notFound("mailbox.mail_unknown");
  return mail as typeof mail & MailRow;
}

export type DeliverParts = {
  /** Opens one short transaction of the house, as the system. */
  transact<T>(work: (ctx: Pick<Ctx, "db">) => Promise<T>): Promise<T>;
  log: Logger;
  /** Null without a key: mail then stays in the in-app mailbox. */
  service: MailService | null;
  production: boolean;
};

/**
 * The work of the job `mail.send`, safe to repeat: only a queued mail is sent, and it is marked in a transaction after
 * the service has taken it (a crash between the two sends it twice, never not at all). The call to the service happens
 * outside any transaction. Throws UNAVAILABLE to be tried again; a refusal for good is noted on the mail.
 */
export async function deliverMail(parts: DeliverParts, mailId: string): Promise<void> {
  const mail = await parts.transact(({ db }) => queries.findMail(db, mailId));
  if (mail?.state !== "queued" || mail.text === null || mail.html === null) return;
  if (!parts.service) return keepMail(parts, mail);
  const { recipient, subject, text, html } = mail;
  try {
    await parts.service.send({ to: recipient, subject, text, html, mailId });
  } catch (error) {
    return noteRefusal(parts, mail, error);
  }
  await parts.transact(({ db }) => queries.markSent(db, mailId));
}

/** Without a service: into the in-app mailbox, or, where there is none, noted as not sent. */
async function keepMail({ transact, log, production }: DeliverParts, mail: queries.FullMail): Promise<void> {
  if (production) log.error({ mailId: mail.id, kind: mail.kind }, "mail.no_service");
  await transact(({ db }) =>
    production
      ? queries.markFailed(db, mail.id, "no mail service is set (SENDGRID_API_KEY)")
      : queries.markInMailbox(db, mail.id),
  );
}

async function noteRefusal(
  { transact, log }: DeliverParts,
  mail: queries.FullMail,
  error: unknown,
): Promise<void> {
  const known = error instanceof AppError ? error : null;
  const said = String(known?.details.answer ?? "the service did not answer");
  if (known?.code === "INVALID") {
    log.error({ mailId: mail.id, kind: mail.kind, status: known.details.status }, "mail.refused");
    await transact(({ db }) => queries.markFailed(db, mail.id, said));
    return;
  }
  await transact(({ db }) => queries.noteFailure(db, mail.id, said));
  throw error;
}

/** Upkeep of one house: mail is kept for a month. */
export const pruneMails = (db: TenantDb): Promise<number> => queries.deleteOldMails(db);

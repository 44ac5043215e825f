import type { TenantDb } from "../../core/db/database.ts";
import { sql } from "../../core/db/sql.ts";

export type MailRecord = {
  id: string;
  kind: string;
  recipient: string;
  subject: string;
  state: string;
  failure: string | null;
  createdAt: string;
};
export type FullMail = MailRecord & { locale: string; text: string | null; html: string | null };

const columns = sql`id, kind, recipient, subject, state, failure, created_at as "createdAt"`;

/** Mails, the newest first, older than the mail `before`. */
export function listMails(db: TenantDb, search: string | undefined, before: string | null, limit: number) {
  const pattern = search ? `%${search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%` : null;
  return db.rows<MailRecord>(sql`
    select ${columns} from mails
    where ${pattern ? sql`(recipient like ${pattern} or lower(subject) like ${pattern})` : sql`true`}
      and ${before ? sql`(created_at, id) < (select m.created_at, m.id from mails m where m.id = ${before})` : sql`true`}
    order by created_at desc, id desc
    limit ${limit}`);
}

export const findMail = (db: TenantDb, mailId: string) =>
  db.one<FullMail>(sql`
    select ${columns}, locale, body_text as text, body_html as html from mails where id = ${mailId}`);

/** A mail service has it: its links leave the database. */
export const markSent = (db: TenantDb, mailId: string) =>
  db.run(sql`
    update mails set state = 'sent', sent_at = now(), failure = null, body_text = null, body_html = null
    where id = ${mailId}`);

export const markInMailbox = (db: TenantDb, mailId: string) =>
  db.run(sql`update mails set state = 'mailbox', sent_at = now() where id = ${mailId} and state = 'queued'`);

export const markFailed = (db: TenantDb, mailId: string, failure: string) =>
  db.run(sql`
    update mails set state = 'failed', failure = ${failure}, body_text = null, body_html = null
    where id = ${mailId}`);

export const noteFailure = (db: TenantDb, mailId: string, failure: string) =>
  db.run(sql`update mails set failure = ${failure} where id = ${mailId} and state = 'queued'`);

export const deleteOldMails = (db: TenantDb) =>
  db.run(sql`delete from mails where created_at < now() - interval '30 days'`);

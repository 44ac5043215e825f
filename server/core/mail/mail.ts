import type { TenantDb } from "../db/database.ts";
import { sql } from "../db/sql.ts";
import { enqueue } from "../jobs/enqueue.ts";

/** A letter ready to send: pure templates (`emails.ts` of a domain) make its three texts. */
export type Letter = { readonly subject: string; readonly text: string; readonly html: string };

export type Mail = Letter & {
  /** `<domain>.<what>`, e.g. `identity.invitation`. */
  readonly kind: string;
  readonly to: string;
  /** Whose mail it is; who manages that person may read it in the in-app mailbox. */
  readonly personId: string | null;
  readonly locale: string;
};

/** The one job that sends mail. */
export const sendMailTask = "mail.send";

/** Writes the mail and the job that sends it in the caller's transaction: if it does not commit, nothing is sent. */
export async function queueMail(db: TenantDb, mail: Mail): Promise<string> {
  const made = await db.one<{ id: string }>(sql`select shared.make_id() as id`);
  if (!made) throw new Error("The database made no id");
  // not `returning`: who may queue a mail may not be allowed to read it
  await db.run(sql`
    insert into mails (id, kind, recipient, person_id, locale, subject, body_text, body_html)
    values (${made.id}, ${mail.kind}, ${mail.to}, ${mail.personId}, ${mail.locale}, ${mail.subject}, ${mail.text}, ${mail.html})`);
  await enqueue(db, sendMailTask, { mailId: made.id }, { key: `mail:${made.id}`, maxAttempts: 10 });
  return made.id;
}

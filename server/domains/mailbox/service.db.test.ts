import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../../core/auth.ts";
import type { Ctx } from "../../core/context.ts";
import { sql } from "../../core/db/sql.ts";
import { AppError } from "../../core/errors.ts";
import { queueMail } from "../../core/mail/mail.ts";
import type { MailService } from "../../core/mail/mail-service.ts";
import { openTestSchool, reasonOf, type TestSchool } from "../identity/testing/front-door.ts";
import { deliverMail } from "./service.ts";

let school: TestSchool;
let officeId: string;
let southId: string;
beforeAll(async () => {
  school = await openTestSchool();
  officeId = await school.person("office@north.example", "school_admin");
  southId = await school.person("office@south.example", "school_admin", school.otherSchoolId);
  await school.person("teacher@north.example", "teacher");
});
afterAll(() => school?.close());

const queue = (personId: string, to: string, subject = "A letter") =>
  school.asSystem((db) =>
    queueMail(db, {
      kind: "identity.test",
      to,
      personId,
      locale: "en",
      subject,
      text: "t",
      html: "<p>h</p>",
    }),
  );

const deliver = (mailId: string, service: MailService | null, production = false) =>
  deliverMail(
    {
      transact: (work) =>
        school.database.withTenant(school.tenant, systemActor("mail"), (db) =>
          work({ db } as Pick<Ctx, "db">),
        ),
      log: pino({ level: "silent" }),
      service,
      production,
    },
    mailId,
  );

const stateOf = (mailId: string) =>
  school.asSystem((db) =>
    db.one<{ state: string; text: string | null; failure: string | null }>(
      sql`select state, body_text as text, failure from mails where id = ${mailId}`,
    ),
  );

test("without a service mail lands in the mailbox, whole", async () => {
  const mailId = await queue(officeId, "office@north.example");
  await deliver(mailId, null);
  expect(await stateOf(mailId)).toMatchObject({ state: "mailbox", text: "t" });
});

test("in production without a service it is noted as not sent, and its links are gone", async () => {
  const mailId = await queue(officeId, "office@north.example");
  await deliver(mailId, null, true);
  expect(await stateOf(mailId)).toMatchObject({ state: "failed", text: null });
});

test("a service gets it once, however often the job runs, and its links leave the database", async () => {
  const mailId = await queue(officeId, "office@north.example");
  const taken: string[] = [];
  const service: MailService = { send: async (mail) => void taken.push(mail.mailId) };
  await deliver(mailId, service);
  await deliver(mailId, service);
  expect(taken).toEqual([mailId]);
  expect(await stateOf(mailId)).toEqual({ state: "sent", text: null, failure: null });
});

test("a service that is away leaves the mail queued and the job to try again", async () => {
  const mailId = await queue(officeId, "office@north.example");
  const away = new AppError("UNAVAILABLE", "mail.service_away", { answer: "busy" });
  await expect(deliver(mailId, { send: () => Promise.reject(away) })).rejects.toBe(away);
  expect(await stateOf(mailId)).toEqual({ state: "queued", text: "t", failure: "busy" });
});

test("a refusal for good is noted and not tried again", async () => {
  const mailId = await queue(officeId, "office@north.example");
  const refused = new AppError("INVALID", "mail.refused", { answer: "no such address" });
  await deliver(mailId, { send: () => Promise.reject(refused) });
  expect(await stateOf(mailId)).toEqual({ state: "failed", text: null, failure: "no such address" });
});

test("the office reads mail of its own people, not of another school's, and others read none", async () => {
  await queue(southId, "office@south.example", "For the south");
  const office = await school.as("office@north.example");
  const { mails } = await office.mailbox.list({});
  expect(mails.length).toBeGreaterThan(0);
  expect(new Set(mails.map(({ recipient }) => recipient))).toEqual(new Set(["office@north.example"]));
  const teacher = await school.as("teacher@north.example");
  expect(await reasonOf(teacher.mailbox.list({}))).toBe("identity.permission_missing");
});

test("the list goes on after its last mail and finds by subject and receiver", async () => {
  for (let count = 0; count < 5; count += 1) await queue(officeId, "office@north.example", `Needle ${count}`);
  const office = await school.as("office@north.example");
  const first = await office.mailbox.list({ search: "needle", limit: 3 });
  const rest = await office.mailbox.list({ search: "needle", limit: 3, cursor: first.nextCursor ?? "" });
  const subjects = [...first.mails, ...rest.mails].map(({ subject }) => subject);
  expect(subjects).toEqual([4, 3, 2, 1, 0].map((count) => `Needle ${count}`));
  expect(rest.nextCursor).toBeNull();
});

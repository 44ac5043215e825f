import { audit } from "../../core/audit.ts";
import type { Viewer } from "../../core/auth.ts";
import type { Ctx } from "../../core/context.ts";
import type { TenantDb } from "../../core/db/database.ts";
import { invalid, notFound } from "../../core/errors.ts";
import { enqueue } from "../../core/jobs/enqueue.ts";
import { queueMail } from "../../core/mail/mail.ts";
import { hashToken, makeToken } from "../../core/tokens.ts";
import { beginAttempt } from "./attempts.ts";
import { type DoorCtx, inHouse } from "./door.ts";
import { passwordChangedLetter, resetLetter } from "./emails.ts";
import { demandGoodPassword, hashPassword, verifyPassword } from "./passwords.ts";
import {
  type Account,
  consumeReset,
  endSessions,
  findAccount,
  findAccountByEmail,
  findReset,
  insertReset,
  markAttempt,
  savePassword,
} from "./queries.ts";
import { announceSessions } from "./sessions.ts";

const resetMinutes = 60;
export const sendResetTask = "identity.send-reset";

/**
 * Asks for a link by mail. Whether the address has an account cannot be told from the answer nor from its time: both
 * ways look the account up, add one job and answer; the token and the mail are made by the job.
 */
export async function requestReset(ctx: DoorCtx, input: { email: string }): Promise<{ ok: true }> {
  await beginAttempt(ctx, "reset", input.email);
  await inHouse(ctx, async (db) => {
    const account = await findAccountByEmail(db, input.email);
    const personId = account?.status === "active" ? account.id : null;
    await enqueue(db, sendResetTask, { personId, origin: ctx.origin }, { maxAttempts: 5 });
  });
  return { ok: true };
}

/** The job's work: makes a link that works once and mails it. Without a person it does nothing. */
export async function sendReset(
  { db, tenant }: Pick<Ctx, "db" | "tenant">,
  input: { personId: string | null; origin: string },
): Promise<void> {
  const account = input.personId ? await findAccount(db, input.personId) : undefined;
  if (account?.status !== "active" || !account.email) return;
  const token = makeToken();
  await insertReset(db, account.id, hashToken(token), resetMinutes);
  const letter = resetLetter(readerOf(account, tenant.name), {
    minutes: resetMinutes,
    url: `${input.origin}/reset-password/${token}`,
  });
  await queueMail(db, { ...letter, kind: "identity.reset", ...addressOf(account) });
  await audit(db, "identity.sendReset", "people", account.id);
}

/** Whose link it is, for the page that asks for the new password. NOT_FOUND when used, expired or made up. */
export async function readReset(ctx: DoorCtx, input: { token: string }): Promise<{ email: string }> {
  const reset = await inHouse(ctx, (db) => findReset(db, hashToken(input.token)));
  if (!reset) throw notFound("identity.reset_invalid");
  return { email: reset.email };
}

/** Sets the new password, uses the link up and ends every session of the account. */
export async function resetPassword(
  ctx: DoorCtx,
  input: { token: string; password: string },
): Promise<{ ok: true }> {
  const { email } = await readReset(ctx, input);
  demandGoodPassword(input.password, [email, ctx.tenant.name]);
  const hash = await hashPassword(input.password);
  await inHouse(ctx, async (db) => {
    const reset = await findReset(db, hashToken(input.token));
    if (!reset || (await consumeReset(db, reset.id, reset.personId)) === 0)
      throw notFound("identity.reset_invalid");
    await replacePassword(ctx, db, reset.personId, hash, null);
    await audit(db, "identity.resetPassword", "people", reset.personId, { ip: ctx.ip });
  });
  return { ok: true };
}

/** Changes the viewer's password after asking for the current one; their other sessions end. */
export async function changePassword(
  ctx: DoorCtx & { readonly viewer: Viewer },
  input: { current: string; password: string },
): Promise<{ ok: true }> {
  const { viewer } = ctx;
  const attempt = await beginAttempt(ctx, "password", viewer.email);
  const account = await inHouse(ctx, (db) => findAccount(db, viewer.personId));
  if (!(await verifyPassword(account?.hash, input.current)))
    throw invalid("identity.wrong_password", { field: "current" });
  demandGoodPassword(input.password, [viewer.email, ctx.tenant.name]);
  const hash = await hashPassword(input.password);
  await inHouse(ctx, async (db) => {
    await markAttempt(db, attempt);
    await replacePassword(ctx, db, viewer.personId, hash, viewer.sessionId);
    await audit(db, "identity.changePassword", "people", viewer.personId, { ip: ctx.ip });
  });
  return { ok: true };
}

async function replacePassword(
  ctx: DoorCtx,
  db: TenantDb,
  personId: string,
  hash: string,
  keptSession: string | null,
): Promise<void> {
  await savePassword(db, personId, hash);
  await endSessions(db, personId, keptSession);
  announceSessions(db, personId);
  const account = await findAccount(db, personId);
  if (!account?.email) return;
  const letter = passwordChangedLetter(readerOf(account, ctx.tenant.name), {
    url: `${ctx.origin}/forgot-password`,
  });
  await queueMail(db, { ...letter, kind: "identity.password_changed", ...addressOf(account) });
}

const readerOf = ({ name, locale }: Account, house: string) => ({ name, locale, house });
const addressOf = ({ id, email, locale }: Account) => ({ to: email, personId: id, locale });

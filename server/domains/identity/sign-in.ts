import { audit } from "../../core/audit.ts";
import { AppError } from "../../core/errors.ts";
import { beginAttempt } from "./attempts.ts";
import { type DoorCtx, inHouse } from "./door.ts";
import { hashPassword, isOutdated, verifyPassword } from "./passwords.ts";
import { type Account, findAccountByEmail, markAttempt, rehashPassword } from "./queries.ts";
import { openSession } from "./sessions.ts";
import { accountKey } from "./tokens.ts";

/**
 * Signs in with address and password and sets the session's cookie. Unknown address, wrong password and an account
 * without one take the same time and get the same answer, UNAUTHENTICATED `identity.wrong_credentials`; only who knows
 * the password learns that an account is deactivated. Throws LIMIT with `retryAfter` after too many failures.
 */
export async function signIn(
  ctx: DoorCtx,
  input: { email: string; password: string },
): Promise<{ personId: string; name: string; locale: string }> {
  const attempt = await beginAttempt(ctx, "sign_in", input.email);
  const account = await inHouse(ctx, (db) => findAccountByEmail(db, input.email));
  const matches = await verifyPassword(account?.hash, input.password);
  if (!account || !matches) {
    await inHouse(ctx, (db) =>
      audit(db, "identity.signInRefused", "accounts", accountKey(input.email), { ip: ctx.ip }),
    );
    throw new AppError("UNAUTHENTICATED", "identity.wrong_credentials");
  }
  if (account.status !== "active") throw new AppError("FORBIDDEN", "identity.deactivated");
  await welcome(ctx, account, attempt, input.password);
  await openSession(ctx, account.id);
  return { personId: account.id, name: account.name, locale: account.locale };
}

/** Notes the success and brings the hash up to today's cost. */
async function welcome(ctx: DoorCtx, account: Account, attempt: string, password: string): Promise<void> {
  const { hash } = account;
  const better = hash && isOutdated(hash) ? await hashPassword(password) : null;
  await inHouse(ctx, async (db) => {
    await markAttempt(db, attempt);
    if (hash && better) await rehashPassword(db, account.id, hash, better);
    await audit(db, "identity.signIn", "people", account.id, { ip: ctx.ip });
  });
}

import { addressKey } from "../../core/address.ts";
import { AppError } from "../../core/errors.ts";
import { type DoorCtx, inHouse } from "./door.ts";
import { type FailureCounts, mailRules, secondsToWait, signInRules } from "./limits.ts";
import { countFailures, insertAttempt, lockAttempts } from "./queries.ts";
import { accountKey } from "./tokens.ts";

/** `password`: the current one, asked again of somebody signed in. It counts together with `sign_in`. */
export type AttemptKind = "sign_in" | "password" | "reset";

/**
 * Records an attempt as failed before it is made, in a transaction of its own, and answers its id, with which a success
 * is marked. Attempts on one account queue here, so a burst of parallel guesses is counted one by one.
 * Throws LIMIT `identity.too_many_attempts` with `retryAfter` in seconds; refused attempts do not count.
 */
export function beginAttempt(ctx: DoorCtx, kind: AttemptKind, email: string): Promise<string> {
  const account = accountKey(email);
  const address = addressKey(ctx.ip);
  const kinds = kind === "reset" ? ["reset"] : ["sign_in", "password"];
  const rules = kind === "reset" ? mailRules : signInRules;
  return inHouse(ctx, async (db) => {
    await lockAttempts(db, account, address);
    const counted = await countFailures(db, kinds, account, address);
    const retryAfter = counted ? secondsToWait(toFailureCounts(counted), rules) : 0;
    if (retryAfter > 0) throw new AppError("LIMIT", "identity.too_many_attempts", { retryAfter });
    const made = await insertAttempt(db, kind, account, address);
    if (!made) throw new Error("The attempt was not recorded");
    return made.id;
  });
}

const toFailureCounts = (row: NonNullable<Awaited<ReturnType<typeof countFailures>>>): FailureCounts => ({
  pair: { count: row.pairCount, secondsSinceLast: row.pairAge },
  account: { count: row.accountCount, secondsSinceLast: row.accountAge },
  address: { count: row.addressCount, secondsSinceLast: row.addressAge },
});

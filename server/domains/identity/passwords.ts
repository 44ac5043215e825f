import { hash, parseOptions, verify } from "@node-rs/argon2";
import { invalid } from "../../core/errors.ts";
import { passwordProblem } from "./password-rules.ts";

/**
 * argon2id as OWASP's Password Storage Cheat Sheet asks at least: 19 MiB, 2 passes, 1 lane. Raising a number here
 * rehashes each password at its owner's next sign-in.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The PHC string of a password; NFKC first, so that keyboards that compose accents differently agree. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFKC"), cost);

let decoy: Promise<string> | undefined;

/** Compares in the same time whether or not there is an account: without a hash, with one that nothing matches. */
export async function verifyPassword(known: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword("no password has this hash");
  const matches = await verify(known ?? (await decoy), password.normalize("NFKC"));
  return matches && known != null;
}

/** Whether a hash was made with other costs than today's. */
export function isOutdated(known: string): boolean {
  const made = parseOptions(known);
  return (
    made.memoryCost !== cost.memoryCost ||
    made.timeCost !== cost.timeCost ||
    made.parallelism !== cost.parallelism
  );
}

/** Throws INVALID `identity.password_<problem>` with the field, so that the form says it in its place. */
export function demandGoodPassword(password: string, context: readonly string[]): void {
  const problem = passwordProblem(password, context);
  if (problem) throw invalid(`identity.password_${problem}`, { field: "password" });
}

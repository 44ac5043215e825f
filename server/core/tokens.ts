import { createHash, randomBytes } from "node:crypto";

/** A secret for a link: 256 random bits, safe in an address. The database keeps only `hashToken(token)`. */
export const makeToken = (): string => randomBytes(32).toString("base64url");

/** SHA-256 in hex. Enough for random secrets, which cannot be guessed from a list as passwords can. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");

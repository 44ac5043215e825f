import { hashToken } from "../../core/tokens.ts";

/** What the limits count a typed address under, whether or not an account has it; the address itself is not kept. */
export const accountKey = (email: string): string => hashToken(`account:${email.trim().toLowerCase()}`);

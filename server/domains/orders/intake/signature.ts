import { createHmac, timingSafeEqual } from "node:crypto";

/** The shop's signature of a body: HMAC-SHA256 over the very bytes, in base64. */
export const signatureOf = (body: Buffer, secret: string): string =>
  createHmac("sha256", secret).update(body).digest("base64");

/**
 * Whether one of the secrets signed the body. The texts are compared, as Shopify's own verifier does (other spellings of
 * the same base64 are refused), in a time that does not depend on where they differ.
 */
export function isSigned(body: Buffer, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature);
  let signed = false;
  for (const secret of secrets.length > 0 ? secrets : [absent]) {
    const expected = Buffer.from(signatureOf(body, secret));
    const equal = given.length === expected.length && timingSafeEqual(given, expected);
    signed = (equal && secret !== absent) || signed;
  }
  return signed;
}

/** Stands in for an unknown shop's secret, so that its refusal costs what every other costs. */
const absent = "no secret is known for this shop";

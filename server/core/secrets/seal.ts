import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Config } from "../config.ts";

/** Keys by name; the first one seals. */
export type Keyring = { readonly current: string; readonly keys: ReadonlyMap<string, Buffer> };

const derivedName = "secret";

/** The keys of SEAL_KEYS, and last the one derived from SECRET: what it sealed before there were others still opens. */
export function keyringOf({ SEAL_KEYS, SECRET }: Pick<Config, "SEAL_KEYS" | "SECRET">): Keyring {
  const named = (SEAL_KEYS?.split(",") ?? []).map((one): [string, Buffer] => {
    const [name = "", key = ""] = one.split(":");
    return [name, Buffer.from(key, "base64")];
  });
  const derived = Buffer.from(hkdfSync("sha256", SECRET, "", "atrium sealed secrets", 32));
  const keys = new Map([...named, [derivedName, derived] as [string, Buffer]]);
  return { current: named[0]?.[0] ?? derivedName, keys };
}

/**
 * A secret as it may be stored: AES-256-GCM under the current key, as `v1.<key>.<base64url of nonce, tag, text>`. `place`
 * says what it belongs to (table, row, field) and is authenticated, so that it opens nowhere else.
 */
export function seal(keyring: Keyring, text: string, place: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(keyring, keyring.current), nonce);
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return `v1.${keyring.current}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")}`;
}

/** The secret; throws if the key is gone, or the text was changed or moved from its place. */
export function unseal(keyring: Keyring, sealed: string, place: string): string {
  const [version, name = "", body = ""] = sealed.split(".");
  if (version !== "v1") throw new Error("Sealed in an unknown way");
  const bytes = Buffer.from(body, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(keyring, name), bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}

/** Whether it was sealed with the key that seals now. */
export const isCurrent = (keyring: Keyring, sealed: string): boolean =>
  sealed.startsWith(`v1.${keyring.current}.`);

function keyOf({ keys }: Keyring, name: string): Buffer {
  const key = keys.get(name);
  if (!key) throw new Error(`There is no key ${name} in SEAL_KEYS`);
  return key;
}

import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { isCurrent, keyringOf, seal, unseal } from "./seal.ts";

const secret = "x".repeat(32);
const key = (name: string) => `${name}:${randomBytes(32).toString("base64")}`;

test("what was sealed opens again, and two seals of one secret differ", () => {
  const ring = keyringOf({ SECRET: secret, SEAL_KEYS: key("a") });
  const sealed = seal(ring, "shpss_é🔑", "stores/1/api_secret");
  expect(sealed).toMatch(/^v1\.a\./);
  expect(sealed).not.toContain("shpss");
  expect(unseal(ring, sealed, "stores/1/api_secret")).toBe("shpss_é🔑");
  expect(seal(ring, "shpss_é🔑", "stores/1/api_secret")).not.toBe(sealed);
});

test("it opens only in its place and unchanged", () => {
  const ring = keyringOf({ SECRET: secret, SEAL_KEYS: undefined });
  const sealed = seal(ring, "token", "stores/1/access_token");
  expect(() => unseal(ring, sealed, "stores/2/access_token")).toThrow();
  const last = sealed.at(-2) === "A" ? "B" : "A";
  expect(() =>
    unseal(ring, sealed.slice(0, -2) + last + sealed.slice(-1), "stores/1/access_token"),
  ).toThrow();
});

test("a new key seals from now on, and the old one still opens until it is taken away", () => {
  const old = key("y2025");
  const before = keyringOf({ SECRET: secret, SEAL_KEYS: old });
  const sealed = seal(before, "token", "p");
  const rotated = keyringOf({ SECRET: secret, SEAL_KEYS: `${key("y2026")},${old}` });
  expect(unseal(rotated, sealed, "p")).toBe("token");
  expect(isCurrent(rotated, sealed)).toBe(false);
  expect(isCurrent(rotated, seal(rotated, "token", "p"))).toBe(true);
  expect(() => unseal(keyringOf({ SECRET: secret, SEAL_KEYS: key("y2026") }), sealed, "p")).toThrow("y2025");
});

test("secrets sealed before there were keys open after keys were set", () => {
  const sealed = seal(keyringOf({ SECRET: secret, SEAL_KEYS: undefined }), "token", "p");
  expect(unseal(keyringOf({ SECRET: secret, SEAL_KEYS: key("first") }), sealed, "p")).toBe("token");
});

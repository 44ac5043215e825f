import { Cookie } from "lucia";
import { sessionCookieName, sessionLifetime } from "./session-store.ts";

/**
 * Host-only (no Domain), so that one house's cookie never reaches another; out of reach of scripts; not sent with
 * other sites' forms. Secure wherever pages are served by https, which is everywhere but on localhost.
 */
const attributes = (secure: boolean, maxAge: number) => ({
  httpOnly: true,
  sameSite: "lax" as const,
  secure,
  path: "/",
  maxAge,
});

/** `Set-Cookie` that signs in; `secret` is lucia's session id. */
export const sessionCookie = (secret: string, secure: boolean): string =>
  new Cookie(sessionCookieName(secure), secret, attributes(secure, sessionLifetime.seconds())).serialize();

/** `Set-Cookie` that signs out. */
export const blankSessionCookie = (secure: boolean): string =>
  new Cookie(sessionCookieName(secure), "", attributes(secure, 0)).serialize();

/**
 * The session id in a `Cookie` header, or null. Anything that lucia would not have made is null. Where only https is
 * served (`onlySecure`), the name that other hosts of the domain cannot set is the only one that counts.
 */
export function readSessionSecret(
  cookieHeader: string | null | undefined,
  onlySecure: boolean,
): string | null {
  const secure = secretNamed(sessionCookieName(true), cookieHeader);
  return onlySecure ? secure : (secure ?? secretNamed(sessionCookieName(false), cookieHeader));
}

function secretNamed(wanted: string, cookieHeader: string | null | undefined): string | null {
  for (const part of cookieHeader?.split(";") ?? []) {
    const [name, value = ""] = part.trim().split("=", 2);
    if (name === wanted) return /^[a-z0-9]{20,80}$/.test(value) ? value : null;
  }
  return null;
}

/** Whether pages of this origin are served by https, where cookies must not travel otherwise. */
export const isSecure = (origin: string): boolean => origin.startsWith("https:");

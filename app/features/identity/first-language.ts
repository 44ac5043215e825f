import { isLocale, readCookie } from "../../i18n/locale.ts";

const year = 60 * 60 * 24 * 365;

/** On a device where nobody has chosen a language yet, the account's becomes the choice. */
export const firstLanguage = (request: Request, locale: string): HeadersInit =>
  isLocale(locale) && readCookie(request.headers.get("cookie"), "locale") === null
    ? { "Set-Cookie": `locale=${locale}; Path=/; Max-Age=${year}; SameSite=Lax` }
    : {};

/** Languages the product speaks, and what follows from each. Browser-safe. */
export const locales = ["en", "ar"] as const;
export type Locale = (typeof locales)[number];

export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

/** Each language's own name, as the menu shows it to somebody who may read no other. */
export const localeNames: Record<Locale, string> = { en: "English", ar: "العربية" };

export const directionOf = (locale: Locale): "ltr" | "rtl" => (locale === "ar" ? "rtl" : "ltr");

/**
 * The tag handed to Intl. Arabic keeps Latin digits, so that "7B", room numbers and times read the same in a
 * school's own names and in our sentences, on the server and in every browser.
 */
export const intlTagOf = (locale: Locale): string => (locale === "ar" ? "ar-u-nu-latn" : "en-GB");

export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);
export const isTheme = (value: unknown): value is Theme => themes.includes(value as Theme);

/** One cookie of a `Cookie` header, decoded, or null. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  for (const part of header?.split(";") ?? []) {
    const [key, ...value] = part.trim().split("=");
    if (key === name) return decodeURIComponent(value.join("="));
  }
  return null;
}

/**
 * The language to answer in: the cookie's choice, else the reader's best-ranked language we speak
 * (`Accept-Language`, RFC 9110 §12.5.4), else English.
 */
export function negotiateLocale(cookieHeader?: string | null, acceptLanguage?: string | null): Locale {
  const chosen = readCookie(cookieHeader, "locale");
  if (isLocale(chosen)) return chosen;
  const ranked = (acceptLanguage ?? "")
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.trim().toLowerCase().split(";");
      const quality = parameters
        .find((one) => one.trim().startsWith("q="))
        ?.trim()
        .slice(2);
      return { language: tag.split("-")[0], quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return ranked.map((entry) => entry.language).find(isLocale) ?? "en";
}

/** The theme cookie's choice, else the device's. */
export function negotiateTheme(cookieHeader?: string | null): Theme {
  const chosen = readCookie(cookieHeader, "theme");
  return isTheme(chosen) ? chosen : "system";
}

/** Languages the server's own pages speak; the same as the app's. */
export type Locale = "en" | "ar";
export type Theme = "light" | "dark" | "system";

/** One cookie of a `Cookie` header, or undefined. Malformed escapes count as absent. */
function readCookie(header: string | undefined, name: string): string | undefined {
  const found = header?.split(";").find((part) => part.trim().startsWith(`${name}=`));
  if (!found) return undefined;
  try {
    return decodeURIComponent(found.trim().slice(name.length + 1));
  } catch {
    return undefined;
  }
}

/** The cookie's choice, else the best-ranked language of `Accept-Language` (RFC 9110 §12.5.4) we speak, else English. */
export function localeOf(headers: { cookie?: string; "accept-language"?: string }): Locale {
  const chosen = readCookie(headers.cookie, "locale");
  if (chosen === "en" || chosen === "ar") return chosen;
  const ranked = (headers["accept-language"] ?? "")
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.trim().toLowerCase().split(";");
      const quality = parameters
        .find((one) => one.trim().startsWith("q="))
        ?.trim()
        .slice(2);
      return { language: tag.split("-")[0], quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ language, quality }) => quality > 0 && (language === "en" || language === "ar"))
    .sort((a, b) => b.quality - a.quality);
  return ranked[0]?.language === "ar" ? "ar" : "en";
}

/** The theme cookie's choice, else the device's. */
export function themeOf(headers: { cookie?: string }): Theme {
  const chosen = readCookie(headers.cookie, "theme");
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

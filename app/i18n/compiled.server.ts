import compile from "icu-minify/compile";
import { catalogs, type Messages } from "./catalog.server.ts";
import type { Locale } from "./locale.ts";

type Texts = { readonly [key: string]: string | Texts };

/** The same tree with each ICU text parsed, so that the reader of ICU, 9 KB, need not come with every page. */
function parsed(texts: Texts): object {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === "string" ? compile(text) : parsed(text),
    ]),
  );
}

/**
 * What pages get. The type stays that of the texts, by which `t("key")` is checked: pages only ever hand it to
 * `useTranslations`, whose formatter for parsed texts `tsconfig.json` puts in place of the one for raw texts.
 */
export const compiledCatalogs = {
  en: parsed(catalogs.en),
  ar: parsed(catalogs.ar),
} as unknown as Record<Locale, Messages>;

import type { CompiledMessage } from "icu-minify/format";
import { _createCache, _createIntlFormatters, createTranslator } from "use-intl/core";
import formatParsed from "use-intl/format-message/format-only";
import { expect, test } from "vitest";
import { catalogs } from "./catalog.server.ts";
import { compiledCatalogs } from "./compiled.server.ts";
import { fallbackMessages } from "./fallback-messages.ts";
import { argumentsOf, textsOf } from "./testing/texts.ts";

/** Something for each argument a text has: a tag, or a number in one of the plural forms of Arabic. */
const values = (text: string, count: number) =>
  Object.fromEntries(
    argumentsOf(text).map((name) =>
      name.startsWith("<") ? [name.slice(1, -1), (inner: unknown) => inner] : [name, count],
    ),
  );

test.each(["en", "ar"] as const)("a parsed text says what its raw text says, in %s", (locale) => {
  const cache = _createCache();
  const options = { locale, cache, formatters: _createIntlFormatters(cache) };
  const raw = createTranslator({ locale, messages: catalogs[locale] }) as unknown as {
    rich: (key: string, values: object) => unknown;
  };
  const parsed = textsOf<CompiledMessage>(compiledCatalogs[locale]);
  const different: string[] = [];
  for (const [key, text] of textsOf(catalogs[locale])) {
    for (const count of [0, 1, 2, 3, 11, 1234]) {
      const given = values(text, count);
      const says = formatParsed(key, parsed.get(key) ?? "", given as never, options);
      if (JSON.stringify(says) !== JSON.stringify(raw.rich(key, given))) different.push(key);
    }
  }
  expect(different).toEqual([]);
  expect(parsed.size).toBeGreaterThan(500);
});

test("texts for the page that stands when all else failed need no parsing", () => {
  const parsed = textsOf<CompiledMessage>(compiledCatalogs.en);
  expect([...textsOf(fallbackMessages)].filter(([key, text]) => parsed.get(key) !== text)).toEqual([]);
});

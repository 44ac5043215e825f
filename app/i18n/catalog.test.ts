import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { catalogs } from "./catalog.server.ts";
import { argumentsOf, textsOf } from "./testing/texts.ts";

const english = textsOf(catalogs.en);
const arabic = textsOf(catalogs.ar);

test("Arabic has every text of English and no other", () => {
  expect([...arabic.keys()].sort()).toEqual([...english.keys()].sort());
});

test("no text is empty", () => {
  const empty = [...english, ...arabic].filter(([, text]) => text.trim() === "").map(([key]) => key);
  expect(empty).toEqual([]);
});

test("a translation uses the same placeholders as its original", () => {
  const different = [...english]
    .filter(([key, text]) => argumentsOf(text).join() !== argumentsOf(arabic.get(key) ?? "").join())
    .map(([key]) => key);
  expect(different).toEqual([]);
});

test("every text is well-formed ICU and gives no error when it is filled in", () => {
  const broken: string[] = [];
  for (const [locale, texts] of [
    ["en", english],
    ["ar", arabic],
  ] as const) {
    const translate = createTranslator({
      locale,
      messages: catalogs[locale],
      onError: (error) => broken.push(`${locale}: ${error.message}`),
    }) as unknown as { rich: (key: string, values: Record<string, unknown>) => unknown };
    for (const [key, text] of texts) {
      const values = argumentsOf(text).map((name) =>
        name.startsWith("<") ? [name.slice(1, -1), (inner: unknown) => inner] : [name, 3],
      );
      translate.rich(key, Object.fromEntries(values));
    }
  }
  expect(broken).toEqual([]);
});

describe("what is said of placeholders", () => {
  test.each([
    ["plain", []],
    ["Hello {name}", ["name"]],
    ["{count, plural, one {# row} other {# rows}}", ["count"]],
    ["{shown} of {total, plural, one {one} other {# rows}}", ["shown", "total"]],
    ["{count, plural, =0 {Inbox, empty} other {Inbox, # new}}", ["count"]],
    ["<link>{name}</link>", ["<link>", "name"]],
  ])("%s", (text, names) => {
    expect(argumentsOf(text)).toEqual(names);
  });
});

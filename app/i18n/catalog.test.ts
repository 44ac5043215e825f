import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { catalogs } from "./catalog.server.ts";

/** Every text of a catalog by its dotted key. */
function flatten(messages: object, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === "string") found.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}

/** Names of the arguments: `{name}` and `{count, plural, …}`, and of tags: `<link>`. */
function argumentsOf(text: string): string[] {
  const names = new Set<string>();
  let depth = 0;
  for (const [index, character] of [...text].entries()) {
    if (character === "{") {
      const name = text.slice(index + 1).match(/^\s*(\w+)\s*[,}]/)?.[1];
      const typed = /^\s*\w+\s*,\s*(plural|select|selectordinal|number|date|time)\b/.test(
        text.slice(index + 1),
      );
      const word = /^\s*\w+\s*\}/.test(text.slice(index + 1));
      // Inside a plural's branches `{word}` is text unless it stands in a nested branch of its own.
      if (name && (typed || (word && depth % 2 === 0))) names.add(name);
      depth++;
    } else if (character === "}") depth--;
  }
  for (const [, tag] of text.matchAll(/<(\w+)>/g)) names.add(`<${tag}>`);
  return [...names].sort();
}

const english = flatten(catalogs.en);
const arabic = flatten(catalogs.ar);

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

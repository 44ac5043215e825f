import type { CompiledMessage } from "icu-minify/format";

/** Every text of a catalog, raw or parsed, by its dotted key. */
export function textsOf<Text extends CompiledMessage = string>(
  messages: object,
  prefix = "",
): Map<string, Text> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]): [string, Text][] =>
      typeof value === "string" || Array.isArray(value)
        ? [[prefix + key, value as Text]]
        : [...textsOf<Text>(value, `${prefix}${key}.`)],
    ),
  );
}

/** Names of the arguments: `{name}` and `{count, plural, …}`, and of tags: `<link>`. */
export function argumentsOf(text: string): string[] {
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

/** How many hues tokens.css gives to subjects and people: `--hue-1-…` to `--hue-12-…`. */
export const hueCount = 12;

/** A hue from 1 to 12 that stays the same for the same text (FNV-1a). */
export function hueOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (hash % hueCount) + 1;
}

/** First letters of the first and last word; one letter for one word; scripts without case stay as they are. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  const letter = (word: string | undefined) => word?.match(/\p{L}|\p{N}/u)?.[0]?.toUpperCase() ?? "";
  const first = letter(words[0]);
  // Arabic initials set side by side would join into a syllable: one letter reads better.
  if (words.length < 2 || /\p{Script=Arabic}/u.test(first)) return first;
  return first + letter(words.at(-1));
}

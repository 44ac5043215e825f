/** What a file does not say about days, periods and subjects, guessed once; people correct it in the school's pages. */

/** Languages whose names of weekdays are recognised: those of the schools whose files we have met. */
const languages =
  "en ar bg bs ca cs da de el es et eu fa fi fr gl he hr hu id it ja ka lt lv mk ms nl no pl pt ro ru sk sl sq sr sv tr uk vi zh";

/** ISO weekday by its name, long or short, in any of the languages. */
const weekdayNames: ReadonlyMap<string, number> = new Map(
  languages.split(" ").flatMap((language) =>
    (["short", "long"] as const).flatMap((style) => {
      const format = new Intl.DateTimeFormat(language, { weekday: style, timeZone: "UTC" });
      // 5 January 2026 is a Monday
      return Array.from({ length: 7 }, (_, index): [string, number] => [
        plain(format.format(Date.UTC(2026, 0, 5 + index))),
        index + 1,
      ]);
    }),
  ),
);

/**
 * ISO weekdays of the days of a cycle. Where the names say nothing, a cycle of up to seven days (half-days counted in
 * pairs) begins on the school's first weekday; a longer one drifts through the week, and has none.
 */
export function guessWeekdays(
  names: readonly string[],
  firstWeekday: number,
  halfDays: boolean,
): (number | null)[] {
  const known = names.map(weekdayOf);
  if (known.some((weekday) => weekday !== null)) return known;
  const dayOf = (index: number) => (halfDays ? index >> 1 : index);
  if (dayOf(names.length - 1) >= 7) return names.map(() => null);
  return names.map((_, index) => ((firstWeekday - 1 + dayOf(index)) % 7) + 1);
}

function weekdayOf(name: string): number | null {
  const words = plain(name).split(/[^\p{L}]+/u);
  for (const word of [plain(name), ...words]) {
    const weekday = weekdayNames.get(word);
    if (weekday) return weekday;
  }
  return null;
}

/** Lower case without accents and dots: `Miércoles` is `miercoles`. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll(".", "").trim();
}

export type Clock = { startsAt: string | null; endsAt: string | null };

/** Clock times in a period's name: `9.30 - 11.00`, `08:00-08:45`, `8h15`. Nothing that is not two ordered times. */
export function guessClock(name: string): Clock {
  const times = [...name.matchAll(/(?<!\d)([01]?\d|2[0-3])\s?[:.h]\s?([0-5]\d)(?!\d)/gi)].map(
    ([, hour = "", minute = ""]) => `${hour.padStart(2, "0")}:${minute}`,
  );
  const [startsAt, endsAt] = times;
  return times.length === 2 && startsAt && endsAt && startsAt < endsAt
    ? { startsAt, endsAt }
    : { startsAt: null, endsAt: null };
}

/** A subject's short form: initials of several words, or the first letters of one. */
export function guessShort(name: string): string {
  const words = name.split(/[\s/.,&-]+/u).filter((word) => /\p{L}|\d/u.test(word));
  if (words.length > 1)
    return words
      .slice(0, 4)
      .map((word) => [...word][0])
      .join("")
      .toUpperCase();
  return [...(words[0] ?? name)].slice(0, 4).join("");
}

/** One of the twelve hues of the palette; neighbours in the list differ. */
export const guessHue = (index: number): number => ((index * 5) % 12) + 1;

/** The line format of iCalendar (RFC 5545 §3.1, §3.3.11), which the libraries at hand fold by characters instead of octets. */

export type IcsLine = readonly [name: string, value: string];

/** A text value: backslash, semicolon, comma and line break are escaped, other control characters have no place in it. */
export const icsText = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");

/** A moment in UTC: `20260907T070000Z`. */
export const icsUtc = (at: Date): string => `${at.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

/** A clock time of a day in the zone that a TZID names: `20260907T080000`. `date` as `2026-09-07`, `time` as `08:00`. */
export const icsLocal = (date: string, time: string): string =>
  `${date.replaceAll("-", "")}T${time.slice(0, 5).replace(":", "")}00`;

/** Lines as a calendar object: CRLF at their ends, none longer than 75 octets, characters never cut apart. */
export const icsObject = (lines: readonly IcsLine[]): string =>
  lines.map(([name, value]) => `${fold(`${name}:${value}`)}\r\n`).join("");

const longest = 75;

function fold(line: string): string {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > longest) {
      folded += "\r\n ";
      octets = 1; // the space that marks a continued line
    }
    folded += character;
    octets += size;
  }
  return folded;
}

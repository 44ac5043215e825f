import { type IcsLine, icsText } from "./ics.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** Minutes by which a zone's clocks are ahead of UTC at a moment. */
export function offsetAt(zone: string, at: Date): number {
  const parts = formatOf(zone).formatToParts(at);
  const number = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(
    number("year"),
    number("month") - 1,
    number("day"),
    number("hour"),
    number("minute"),
    number("second"),
  );
  return Math.round((wall - Math.floor(at.getTime() / 1000) * 1000) / minute);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, made);
  return made;
}

/** The moment at which clocks in a zone show a time of a day; of a time that clocks skip, the moment after the gap. */
export function momentOf(zone: string, date: string, time: string): Date {
  const wall = Date.parse(`${date}T${time.slice(0, 5)}:00Z`);
  const first = wall - offsetAt(zone, new Date(wall)) * minute;
  return new Date(wall - offsetAt(zone, new Date(first)) * minute);
}

/** The day that a zone's calendars show at a moment: `2026-09-07`. */
export const dateIn = (zone: string, at: Date): string =>
  new Date(at.getTime() + offsetAt(zone, at) * minute).toISOString().slice(0, 10);

/**
 * The VTIMEZONE component (RFC 5545 §3.6.5) of a zone for everything between two moments: the offset at the beginning,
 * then one observance for each change of the clocks.
 */
export function timeZoneLines(zone: string, from: Date, until: Date): IcsLine[] {
  const begin = offsetAt(zone, from);
  const changes = changesOf(zone, from, until);
  const least = Math.min(begin, ...changes.map(({ to }) => to));
  const observance = (start: string, before: number, after: number): IcsLine[] => {
    const kind = after > least ? "DAYLIGHT" : "STANDARD";
    return [
      ["BEGIN", kind],
      ["DTSTART", start],
      ["TZOFFSETFROM", offsetText(before)],
      ["TZOFFSETTO", offsetText(after)],
      ["END", kind],
    ];
  };
  return [
    ["BEGIN", "VTIMEZONE"],
    ["TZID", icsText(zone)],
    ...observance("19700101T000000", begin, begin),
    ...changes.flatMap(({ at, before, to }) => {
      // the onset is told in the clock time that held before it
      const onset = new Date(at + before * minute).toISOString().slice(0, 19).replace(/[-:]/g, "");
      return observance(onset, before, to);
    }),
    ["END", "VTIMEZONE"],
  ];
}

type Change = { at: number; before: number; to: number };

/** Each change of a zone's offset: looked for day by day, then narrowed to its minute. */
function changesOf(zone: string, from: Date, until: Date): Change[] {
  const changes: Change[] = [];
  let before = offsetAt(zone, from);
  for (let at = from.getTime(); at < until.getTime(); at += day) {
    const to = offsetAt(zone, new Date(at + day));
    if (to === before) continue;
    let [low, high] = [at, at + day];
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / 2 / minute) * minute;
      if (offsetAt(zone, new Date(middle)) === before) low = middle;
      else high = middle;
    }
    changes.push({ at: high, before, to });
    before = to;
  }
  return changes;
}

function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}${String(rest).padStart(2, "0")}`;
}

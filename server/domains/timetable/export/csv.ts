import type { Card, Week } from "../view/schema.ts";

const columns = ["day", "period", "start", "end", "length", "subject", "classes", "teachers", "room", "tags"];

/** One line a lesson, in the order of the week, for spreadsheets: with byte-order mark, quoted where needed. */
export function toCsv(week: Week, cards: readonly Card[]): string {
  const periods = week.periods.filter(({ isBreak }) => !isBreak);
  const lines = cards.map((card) => {
    const first = periods[card.period ?? -1];
    const last = periods[(card.period ?? -1) + card.duration - 1];
    const rooms = card.realRooms.length > 0 ? card.realRooms : card.room ? [card.room] : [];
    return [
      week.days[card.day ?? -1]?.name ?? "",
      first?.name ?? "",
      clock(first?.startsAt),
      clock(last?.endsAt),
      String(card.duration),
      card.subject,
      names(card.sets),
      names(card.teachers),
      names(rooms),
      card.tags.join(", "),
    ];
  });
  return `\uFEFF${[columns, ...lines].map((cells) => cells.map(quoted).join(",")).join("\r\n")}\r\n`;
}

const clock = (time: string | null | undefined) => time?.slice(0, 5) ?? "";
const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name).join(", ");

/** RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe. */
function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import type { Week, WeekDay, WeekPeriod } from "#server/domains/school/week/schema.ts";

/** A row being edited; `key` stays with it while it has no id yet. */
export type DraftDay = Omit<WeekDay, "id"> & { key: string; id: string | null };
export type DraftPeriod = Omit<WeekPeriod, "id"> & { key: string; id: string | null };
export type WeekDraft = { days: DraftDay[]; periods: DraftPeriod[] };

let made = 0;

/** Tells a new row apart until it has an id; not `crypto.randomUUID`, which plain http outside localhost lacks. */
export const newKey = (): string => `new-${++made}`;

export const draftOf = (week: Week): WeekDraft => ({
  days: week.days.map((day) => ({ ...day, key: day.id })),
  periods: week.periods.map((period) => ({ ...period, key: period.id })),
});

/** What is saved: the rows without what only the editor needs. */
export const toValues = ({ days, periods }: WeekDraft) => ({
  days: days.map(({ key, ...day }) => day),
  periods: periods.map(({ key, ...period }) => period),
});

/** A week in two lines of words, to compare two people's. */
export const summary = ({ days, periods }: Pick<ReturnType<typeof toValues>, "days" | "periods">) => ({
  days: days.map((day) => day.name).join(", "),
  periods: periods
    .map(({ name, startsAt, endsAt }) => (startsAt && endsAt ? `${name} ${startsAt}–${endsAt}` : name))
    .join(", "),
});

/** Of my draft and the server's week, the half that was picked of each; the server's half comes with its ids. */
export function mixOf(draft: WeekDraft, server: Week, picked: Record<string, unknown>): WeekDraft {
  const theirs = summary(server);
  const stored = draftOf(server);
  const known = new Set([...stored.days, ...stored.periods].map((row) => row.id));
  const own = <Row extends { id: string | null }>(rows: Row[]) =>
    rows.map((row) => (row.id && !known.has(row.id) ? { ...row, id: null } : row)); // theirs is gone: add it anew
  return {
    days: picked.days === theirs.days ? stored.days : own(draft.days),
    periods: picked.periods === theirs.periods ? stored.periods : own(draft.periods),
  };
}

/** The list with one row a step earlier (-1) or later (1). */
export function moved<Line>(list: readonly Line[], index: number, step: -1 | 1): Line[] {
  const [one, other] = [list[index], list[index + step]];
  if (one === undefined || other === undefined) return [...list];
  return list.map((line, at) => (at === index ? other : at === index + step ? one : line));
}

/** Minutes of a new period and of a new break, where there is none to learn from. */
const usual = { period: 45, break: 20 };

/** A further period or break that begins when the last one ends and is as long as the others of its kind. */
export function nextPeriod(periods: readonly DraftPeriod[], name: string, isBreak: boolean): DraftPeriod {
  const start = minutes(periods.at(-1)?.endsAt ?? null);
  const like = periods.findLast((period) => period.isBreak === isBreak);
  const [from, to] = [minutes(like?.startsAt ?? null), minutes(like?.endsAt ?? null)];
  const length = from !== null && to !== null ? to - from : isBreak ? usual.break : usual.period;
  const timed = periods.length === 0 || start !== null;
  const begin = start ?? 8 * 60;
  return {
    key: newKey(),
    id: null,
    name: uniqueName(periods, name),
    isBreak,
    startsAt: timed ? clock(begin) : null,
    endsAt: timed ? clock(begin + length) : null,
  };
}

/** A week as most schools have it, to change rather than to type: Monday to Friday, seven periods, break and lunch. */
export function starter(
  weekdayName: (weekday: 1 | 2 | 3 | 4 | 5) => string,
  periodName: (number: number) => string,
  breakName: string,
): WeekDraft {
  const days = ([1, 2, 3, 4, 5] as const).map((weekday) => ({
    key: newKey(),
    id: null,
    name: weekdayName(weekday),
    weekday,
  }));
  const periods: DraftPeriod[] = [];
  for (const part of [1, 2, 0, 3, 4, 5, 0, 6, 7])
    periods.push(nextPeriod(periods, part === 0 ? breakName : periodName(part), part === 0));
  return { days, periods };
}

function uniqueName(periods: readonly DraftPeriod[], name: string): string {
  const taken = new Set(periods.map((period) => period.name));
  let unique = name;
  for (let number = 2; taken.has(unique); number++) unique = `${name} ${number}`;
  return unique;
}

function minutes(time: string | null): number | null {
  const [hours, rest] = (time ?? "").split(":").map(Number);
  return hours === undefined || rest === undefined ? null : hours * 60 + rest;
}

const clock = (total: number): string => {
  const within = Math.min(total, 24 * 60 - 1);
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
};

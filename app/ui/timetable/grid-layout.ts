import type { GridLesson, GridPeriod } from "./grid-types.ts";

/** A lesson with its place: row (from 0) and rows, and its share of the width where several take place at once. */
export type PlacedLesson = { lesson: GridLesson; row: number; rows: number; lane: number; lanes: number };

/**
 * Places one day's lessons. Lessons that overlap in time stand side by side: each takes the first free lane, and all
 * of a group that hangs together share the width equally, so halves of a split class are halves of the cell.
 */
export function layoutDay(lessons: readonly GridLesson[], periods: readonly GridPeriod[]): PlacedLesson[] {
  const index = new Map(periods.map((period, row) => [period.id, row]));
  const placed = lessons
    .flatMap((lesson): PlacedLesson[] => {
      const row = lesson.periodId === null ? undefined : index.get(lesson.periodId);
      if (row === undefined) return [];
      return [{ lesson, row, rows: Math.min(lesson.span ?? 1, periods.length - row), lane: 0, lanes: 1 }];
    })
    .sort((a, b) => a.row - b.row || b.rows - a.rows || a.lesson.id.localeCompare(b.lesson.id));
  let group: PlacedLesson[] = [];
  let groupEnd = 0;
  for (const item of placed) {
    if (item.row >= groupEnd) group = [];
    item.lane = firstFreeLane(group, item.row);
    group.push(item);
    groupEnd = Math.max(...group.map((one) => one.row + one.rows));
    const lanes = Math.max(...group.map((one) => one.lane + 1));
    for (const one of group) one.lanes = lanes;
  }
  return placed;
}

function firstFreeLane(group: readonly PlacedLesson[], row: number): number {
  const taken = new Set(group.filter((one) => one.row + one.rows > row).map((one) => one.lane));
  let lane = 0;
  while (taken.has(lane)) lane++;
  return lane;
}

/**
 * Lines of the CSS grid: the header is row 1, then each period, and a thin row for each break.
 * `lineOf[p]` is where period p starts; `template` sets the heights.
 */
export function gridRows(periods: readonly GridPeriod[]): {
  lineOf: number[];
  template: string;
  last: number;
} {
  const lineOf: number[] = [];
  const sizes = ["auto"];
  for (const period of periods) {
    lineOf.push(sizes.length + 1);
    sizes.push("minmax(var(--lesson-height, 3.75rem), 1fr)");
    if (period.breakAfter) sizes.push("1.25rem");
  }
  return { lineOf, template: sizes.join(" "), last: sizes.length + 1 };
}

/** Minutes since midnight of `HH:MM`. */
const minutes = (time: string): number => {
  const [hours = 0, rest = 0] = time.split(":").map(Number);
  return hours * 60 + rest;
};

/** The period a time falls into and how much of it is over, 0 to 1; null in breaks and outside the day. */
export function periodAt(periods: readonly GridPeriod[], time: string): { row: number; over: number } | null {
  const at = minutes(time);
  for (const [row, { start, end }] of periods.entries()) {
    if (!start || !end || at < minutes(start) || at >= minutes(end)) continue;
    return { row, over: (at - minutes(start)) / (minutes(end) - minutes(start)) };
  }
  return null;
}

/** What goes on at a time of a day and what comes after; halves of a split may go on together. */
export function nowAndNext(lessons: readonly GridLesson[], periods: readonly GridPeriod[], time: string) {
  const at = minutes(time);
  const timed = layoutDay(
    lessons.filter((lesson) => lesson.state !== "cancelled"),
    periods,
  ).flatMap((item) => {
    const start = periods[item.row]?.start;
    const end = periods[item.row + item.rows - 1]?.end;
    return start && end ? [{ lesson: item.lesson, start, end }] : [];
  });
  const now = timed.filter((item) => minutes(item.start) <= at && at < minutes(item.end));
  const coming = timed.filter((item) => minutes(item.start) > at);
  const soonest = Math.min(...coming.map((item) => minutes(item.start)));
  return { now, next: coming.filter((item) => minutes(item.start) === soonest) };
}

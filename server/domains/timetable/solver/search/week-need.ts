// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { countBits, countGaps, highestBit, lowestBit } from "./bits.ts";
import type { RealDayNeed, WeekNeed } from "./compiled.ts";

/** Weeks with at most so many hours a day get tables of every day pattern: 4,096 entries a day at most. */
export const TABLE_HOURS = 12;

/** What one day adds, in two words: bare and filled hours; spread hours, late days and widely late days. */
const HIGH = 16;
const WIDE = 24;

/**
 * What a day with this pattern adds to the week's sums. `bare`: its hours, or the least it may have.
 * `filled`: the hours it will have once the holes that no allowance covers are filled. `spread`: its
 * hours and all holes. `late`: 1 when one of the late beginnings would save it an hour.
 */
function dayNeed(need: WeekNeed, day: number, mask: number, countable: number): [number, number] {
  const floor = need.least[day]!;
  if (mask === 0) return need.fillEmpty[day] ? [floor | (floor << HIGH), 0] : [0, 0];
  const hours = countBits(mask);
  const holes = countGaps(mask, countable);
  const excused = need.gapsPerWeek === 0 ? 0 : need.gapsPerDay[day]!;
  const before = need.early[day] ? countBits(countable & ((mask & -mask) - 1)) : 0;
  const filled = hours + Math.max(0, holes - excused) + (before > 0 && excused > 0 ? 1 : before);
  const late = before === 1 || (before > 0 && excused === 0) ? 1 : 0;
  const spread = Math.max(hours + holes + before, floor);
  return [
    Math.max(hours, floor) | (Math.max(filled, floor) << HIGH),
    spread | (late << HIGH) | ((before > 0 ? 1 : 0) << WIDE),
  ];
}

/**
 * Gaps, early beginnings and least hours judged on a *partial* week, as FET's documentation describes
 * ("algorithm-details": the total span of lessons may not exceed the total number of hours).
 *
 * Whatever is placed later can only fill holes, so the week needs at least: the hours placed, plus one
 * hour for every hole that no allowance covers, plus what short days lack. If that sum is above the
 * entity's total hours the week can no longer be completed, and the difference is returned. For a
 * complete week the result is 0 exactly when all these rules hold.
 *
 * @param masks   taken periods, `masks[base + day]`
 * @param gaps    countable periods, `gaps[base + day]`
 * @param total   hours of all the entity's activities
 */
export function weekNeedExcess(
  need: WeekNeed,
  masks: Int32Array,
  gaps: Int32Array,
  base: number,
  days: number,
  total: number,
): number {
  let first = 0;
  let second = 0;
  for (let day = 0; day < days; day++) {
    const [one, other] = dayNeed(need, day, masks[base + day]!, gaps[base + day]!);
    first += one;
    second += other;
  }
  return excessOfSums(first, second, need.lateBeginnings, need.gapsPerWeek, total);
}

/** The excess of a week whose days add up to these two words. */
export function excessOfSums(
  first: number,
  second: number,
  lateBeginnings: number,
  gapsPerWeek: number,
  total: number,
): number {
  const saved = Math.min((second >>> HIGH) & 0xff, lateBeginnings);
  const savedWide = Math.min(second >>> WIDE, lateBeginnings);
  // A late beginning that is excused saves nothing on a day that must be filled up anyway: hence `bare`.
  const bare = (first & 0xffff) - total;
  const filled = (first >>> HIGH) - saved - total;
  const spread = (second & 0xffff) - savedWide - total - gapsPerWeek;
  return Math.max(0, bare, filled, spread);
}

/** Tabulates the needs of many entities; days that ask the same share a table. `words` comes when all are in. */
export interface NeedTabulator {
  /** Where each day's table begins in `words`. */
  add(need: WeekNeed, countable: Int32Array): Int32Array;
  words(): Int32Array;
}

export function createNeedTabulator(hours: number): NeedTabulator {
  const size = 2 << hours;
  const known = new Map<string, number>();
  const tables: Int32Array[] = [];
  const tabulate = (need: WeekNeed, day: number, periods: number): Int32Array => {
    const table = new Int32Array(size);
    for (let mask = 0; mask < 1 << hours; mask++) {
      const [first, second] = dayNeed(need, day, mask, periods);
      table[2 * mask] = first;
      table[2 * mask + 1] = second;
    }
    return table;
  };
  return {
    words() {
      const all = new Int32Array(tables.length * size);
      tables.forEach((table, index) => {
        all.set(table, index * size);
      });
      return all;
    },
    add: (need, countable) =>
      Int32Array.from(countable, (periods, day) => {
        const { least, fillEmpty, early, gapsPerDay, gapsPerWeek } = need;
        const ask = [least[day], fillEmpty[day], early[day], gapsPerDay[day], gapsPerWeek === 0];
        const key = `${periods}/${ask}`;
        const at = known.get(key) ?? tables.length * size;
        if (at === tables.length * size) {
          known.set(key, at);
          tables.push(tabulate(need, day, periods));
        }
        return at;
      }),
  };
}

/** The same reasoning over the real days of a mornings-and-afternoons school, both halves on one axis. */
export function realDayNeedExcess(
  need: RealDayNeed,
  masks: Int32Array,
  gaps: Int32Array,
  base: number,
  days: number,
  total: number,
): number {
  let bare = 0;
  let filled = 0;
  let spread = 0;
  let exception = 0;
  for (let day = 0; day < days; day += 2) {
    const morning = masks[base + day]!;
    const afternoon = masks[base + day + 1]!;
    if (morning === 0 && afternoon === 0) {
      if (need.fillEmpty) {
        bare += need.least;
        filled += need.least;
      }
      continue;
    }
    const hours = countBits(morning) + countBits(afternoon);
    const inHalves =
      (morning === 0 ? 0 : countGaps(morning, gaps[base + day]!)) +
      (afternoon === 0 ? 0 : countGaps(afternoon, gaps[base + day + 1]!));
    let holes = inHalves;
    if (morning !== 0 && afternoon !== 0) {
      const after = gaps[base + day]! & ~((2 << highestBit(morning)) - 1);
      const before = gaps[base + day + 1]! & ((1 << lowestBit(afternoon)) - 1);
      holes += countBits(after) + countBits(before);
    }
    const over = Math.max(holes - need.gapsPerDay, inHalves - need.gapsInHalves, 0);
    if (over > 0 && need.oneDayMore) exception = 1;
    bare += Math.max(hours, need.least);
    filled += Math.max(hours + over, need.least);
    spread += Math.max(hours + holes, need.least);
  }
  return Math.max(0, bare - total, filled - exception - total, spread - total - need.gapsPerWeek);
}

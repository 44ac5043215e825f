// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import { countBits, countGaps, highestBit, lowestBit } from "./bits.ts";
import type { RealDayNeed, WeekNeed } from "./compiled.ts";

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
  const { least, fillEmpty, early, gapsPerDay, gapsPerWeek, lateBeginnings } = need;
  const noGaps = gapsPerWeek === 0;
  let bare = 0;
  let filled = 0;
  let spread = 0;
  let late = 0;
  let lateWide = 0;
  for (let day = 0; day < days; day++) {
    const mask = masks[base + day]!;
    const floor = least[day]!;
    if (mask === 0) {
      if (fillEmpty[day]) {
        bare += floor;
        filled += floor;
      }
      continue;
    }
    const countable = gaps[base + day]!;
    const hours = countBits(mask);
    const holes = countGaps(mask, countable);
    const excused = noGaps ? 0 : gapsPerDay[day]!;
    let needed = hours + (holes > excused ? holes - excused : 0);
    let width = hours + holes;
    if (early[day]) {
      const before = countBits(countable & ((mask & -mask) - 1));
      if (before > 0) {
        needed += excused === 0 ? before : 1;
        width += before;
        lateWide++;
        if (before === 1 || excused === 0) late++;
      }
    }
    bare += Math.max(hours, floor);
    filled += Math.max(needed, floor);
    spread += Math.max(width, floor);
  }
  const excess = filled - Math.min(late, lateBeginnings) - total;
  const excessWide = spread - Math.min(lateWide, lateBeginnings) - total - gapsPerWeek;
  // A late beginning that is excused saves nothing on a day that must be filled up anyway.
  return Math.max(0, bare - total, excess, excessWide);
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

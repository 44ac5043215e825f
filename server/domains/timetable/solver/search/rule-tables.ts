// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Rule, WeekTables } from "./compiled.ts";
import { dayExcess, RULE } from "./profile-rules.ts";
import { createNeedTabulator, TABLE_HOURS } from "./week-need.ts";

/** The hard rules of every entity, told apart by how they are judged. */
export interface TabulatedRules {
  readonly weekTables: WeekTables;
  /** Those that no table holds. */
  readonly otherRules: Rule[][];
}

/**
 * Tabulates hard rules: the excess of every day pattern where days are judged one by one, all such
 * limits of an entity in one table, and the sums of `weekNeedExcess`. Judging what a placement does to
 * a week is then a look-up or two, which is what lets the search consider every slot.
 *
 * @param countable  `countable[entity * days + day]`
 */
export function tabulateRules(
  rules: readonly (readonly Rule[])[],
  hours: number,
  days: number,
  countable: Int32Array,
): TabulatedRules {
  const dayAt = new Int32Array(rules.length).fill(-1);
  const needAt = new Int32Array(rules.length * days).fill(-1);
  const late = new Int32Array(rules.length);
  const gaps = new Int32Array(rules.length);
  const none = { dayAt, excess: new Uint8Array(0), needAt, words: new Int32Array(0), late, gaps };
  if (hours > TABLE_HOURS) return { weekTables: none, otherRules: rules.map((of) => [...of]) };
  const dayTabulator = createDayTabulator(hours);
  const needTabulator = createNeedTabulator(hours);
  const otherRules = rules.map((of, entity) => {
    const daily = of.filter(isDaily);
    if (daily.length > 0) dayAt[entity] = dayTabulator.add(daily);
    const weekly = of.find(({ need }) => need !== null);
    if (weekly) {
      const periods = countable.subarray(entity * days, (entity + 1) * days);
      needAt.set(needTabulator.add(weekly.need!, periods), entity * days);
      late[entity] = weekly.need!.lateBeginnings;
      gaps[entity] = weekly.need!.gapsPerWeek;
    }
    return of.filter((rule) => rule !== weekly && !isDaily(rule));
  });
  const weekTables = { ...none, excess: dayTabulator.excess(), words: needTabulator.words() };
  return { weekTables, otherRules };
}

/** Rules whose excess is the sum of what each day exceeds by itself. */
function isDaily(rule: Rule): boolean {
  return (
    rule.kind === RULE.hoursPerDay ||
    rule.kind === RULE.hoursRunning ||
    (rule.kind === RULE.span && rule.b === 0)
  );
}

/** Tables of the excess of every day pattern; entities with the same limits share one. */
function createDayTabulator(hours: number) {
  const size = 1 << hours;
  const known = new Map<string, number>();
  const tables: Uint8Array[] = [];
  return {
    add(rules: readonly Rule[]): number {
      const key = rules.map(({ kind, a }) => `${kind}/${a}`).join();
      const at = known.get(key) ?? tables.length * size;
      if (at === tables.length * size) {
        known.set(key, at);
        tables.push(
          Uint8Array.from({ length: size }, (_, mask) =>
            rules.reduce((sum, rule) => sum + dayExcess(rule, mask), 0),
          ),
        );
      }
      return at;
    },
    excess(): Uint8Array {
      const all = new Uint8Array(tables.length * size);
      tables.forEach((table, index) => {
        all.set(table, index * size);
      });
      return all;
    },
  };
}

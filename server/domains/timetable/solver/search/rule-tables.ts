import type { Rule } from "./compiled.ts";
import { dayExcess, RULE } from "./profile-rules.ts";
import { createNeedTabulator, TABLE_HOURS } from "./week-need.ts";

/**
 * Gives rules their tables: the excess of every day pattern where days are judged one by one, and the
 * sums of `weekNeedExcess`. A recount is then a handful of look-ups, which is what lets the search
 * judge whole weeks for every slot it considers.
 *
 * @param countable  `countable[entity * days + day]`
 */
export function tabulateRules(
  rules: readonly (readonly Rule[])[],
  hours: number,
  days: number,
  countable: Int32Array,
): Rule[][] {
  if (hours > TABLE_HOURS) return rules.map((of) => [...of]);
  const dayTables = new Map<string, Uint8Array>();
  const withDayTable = (rule: Rule): Rule => {
    const byDay =
      rule.kind === RULE.hoursPerDay ||
      rule.kind === RULE.hoursRunning ||
      (rule.kind === RULE.span && rule.b === 0);
    if (!byDay) return rule;
    const key = `${rule.kind}/${rule.a}`;
    const table = dayTables.get(key) ?? dayTable(rule, hours);
    dayTables.set(key, table);
    return { ...rule, dayTable: table };
  };
  const tabulator = createNeedTabulator(hours);
  const needs = rules.flat().flatMap(({ need, entity }) => {
    if (!need) return [];
    const periods = countable.subarray(entity * days, (entity + 1) * days);
    return [{ need, offset: tabulator.add(need, periods) }];
  });
  const words = tabulator.words();
  for (const { need, offset } of needs) need.tables = { offset, words };
  return rules.map((of) => of.map(withDayTable));
}

function dayTable(rule: Rule, hours: number): Uint8Array {
  return Uint8Array.from({ length: 1 << hours }, (_, mask) => dayExcess(rule, mask));
}

// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Problem } from "../model.ts";
import { MAX_HOURS } from "./bits.ts";
import { compileGroups } from "./compile-groups.ts";
import { compilePairs, type PairEntry } from "./compile-pairs.ts";
import { type DraftEntity, draftEntities } from "./compile-people.ts";
import { compileRooms } from "./compile-rooms.ts";
import { compileRules } from "./compile-rules.ts";
import { compileStarts } from "./compile-starts.ts";
import type { Compiled, Rule } from "./compiled.ts";
import { compilePlaceRules } from "./place-rules.ts";
import { tabulateRules } from "./rule-tables.ts";

/**
 * Turns the typed problem into the flat arrays of the search. Linear in the constraints, but for pairs.
 *
 * @throws RangeError when a day has more than MAX_HOURS periods.
 */
export function compile(problem: Problem): Compiled {
  const days = problem.days.length;
  const hours = problem.hours.length;
  if (hours > MAX_HOURS)
    throw new RangeError(`A day of ${hours} periods: at most ${MAX_HOURS} can be searched.`);
  const halves = problem.mode === "mornings-afternoons";
  const entities = draftEntities(problem);
  const rules = entities.map((entity, index) => compileRules(entity, index, { days, halves }));
  const places = entities.map((entity, index) => compilePlaceRules(entity, index, halves));
  const starts = compileStarts(problem);
  const pairs = compilePairs(problem, starts);
  const groups = compileGroups(problem, starts);
  const groupsOf = (hard: boolean) => {
    const lists = problem.activities.map(() => [] as number[]);
    groups.forEach((group, index) => {
      if ((group.cost === Number.POSITIVE_INFINITY) !== hard) return;
      for (const activity of group.activities) lists[activity]!.push(index);
    });
    return lists;
  };
  const hardRules = rules.map((of) => of.hard);
  const countable = countableMasks(entities, days, hours);
  const hard = pairRows(pairs.hard);
  const soft = pairRows(pairs.soft);
  return {
    days,
    hours,
    slots: days * hours,
    halves,
    blocks: problem.mode === "block-planning",
    count: problem.activities.length,
    duration: Int32Array.from(problem.activities.map((activity) => activity.duration)),
    ...starts,
    entityCount: entities.length,
    ...entityRows(problem, entities, rules, places),
    entityHours: Int32Array.from(
      entities.map(({ activities }) =>
        activities.reduce((sum, a) => sum + problem.activities[a]!.duration, 0),
      ),
    ),
    entityLessons: Int32Array.from(entities.map(({ activities }) => activities.length)),
    countable,
    hardRules,
    ...tabulateRules(hardRules, hours, days, countable),
    softRules: rules.map((of) => of.soft),
    placeRules: places,
    tables: pairs.tables,
    hardPairStart: hard.start,
    hardPairOther: hard.other,
    hardPairTable: hard.table,
    softPairStart: soft.start,
    softPairOther: soft.other,
    softPairTable: soft.table,
    softPairCost: soft.cost,
    groups,
    hardGroups: groupsOf(true),
    softGroups: groupsOf(false),
    rooms: compileRooms(problem),
  };
}

function pairRows(rows: readonly (readonly PairEntry[])[]) {
  const start = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => {
    start[index + 1] = start[index]! + row.length;
  });
  const number = start[rows.length]!;
  const pairs = {
    start,
    other: new Int32Array(number),
    table: new Int32Array(number),
    cost: new Float64Array(number),
  };
  let at = 0;
  for (const row of rows) {
    for (const { other, table, cost } of row) {
      pairs.other[at] = other;
      pairs.table[at] = table;
      pairs.cost[at++] = cost;
    }
  }
  return pairs;
}

/** Each activity's entities, in the order that `Compiled.entityStart` promises. Idle entities are left out. */
function entityRows(
  problem: Problem,
  entities: readonly DraftEntity[],
  rules: readonly { hard: Rule[]; soft: Rule[] }[],
  places: Compiled["placeRules"],
) {
  const rows = problem.activities.map(() => [[], [], []] as [number[], number[], number[]]);
  entities.forEach((entity, index) => {
    const ruled = rules[index]!.hard.length + rules[index]!.soft.length + places[index]!.length > 0;
    if (!entity.clashes && !ruled) return;
    const sort = entity.clashes ? (ruled ? 1 : 0) : 2;
    for (const activity of entity.activities) rows[activity]![sort].push(index);
  });
  const entityStart = new Int32Array(rows.length + 1);
  const clashEnd = new Int32Array(rows.length);
  const rulesBegin = new Int32Array(rows.length);
  rows.forEach(([plain, both, ruled], activity) => {
    const from = entityStart[activity]!;
    rulesBegin[activity] = from + plain.length;
    clashEnd[activity] = from + plain.length + both.length;
    entityStart[activity + 1] = from + plain.length + both.length + ruled.length;
  });
  return { entityStart, clashEnd, rulesBegin, entityList: Int32Array.from(rows.flat(2)) };
}

function countableMasks(entities: readonly DraftEntity[], days: number, hours: number): Int32Array {
  const masks = new Int32Array(entities.length * days);
  entities.forEach((entity, index) => {
    for (let day = 0; day < days; day++) {
      for (let hour = 0; hour < hours; hour++) {
        if (entity.countable[day * hours + hour]) masks[index * days + day]! |= 1 << hour;
      }
    }
  });
  return masks;
}

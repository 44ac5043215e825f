// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { Constraint, DayUnit } from "../constraint-types.ts";
import type { DraftEntity } from "./compile-people.ts";
import type { RealDayNeed, Rule, WeekNeed } from "./compiled.ts";
import { DAYS, RULE } from "./profile-rules.ts";

const FREE = 1_000_000;

interface Week {
  readonly days: number;
  readonly halves: boolean;
}

/** All rules of one entity, hard ones tightened to one per sort, soft ones one per constraint. */
export function compileRules(entity: DraftEntity, index: number, week: Week): { hard: Rule[]; soft: Rule[] } {
  const rules = { hard: [] as Rule[], soft: [] as Rule[] };
  const needs = createNeeds(week);
  const own = entity.constraints.filter((c) => entity.tag >= 0 || !("tag" in c) || c.tag < 0);
  for (const constraint of own) {
    if (addToNeeds(needs, constraint, week)) continue;
    const limit = limitOf(constraint, week);
    if (limit === null || constraint.weight <= 0) continue;
    const hard = constraint.weight >= 100;
    const cost = hard ? Number.POSITIVE_INFINITY : (constraint.weight / 100) * entity.multiplicity;
    const rule = {
      mask: -1,
      b: 0,
      ...limit,
      entity: index,
      cost,
      need: null,
      realNeed: null,
    };
    if (hard) tighten(rules.hard, rule);
    else rules.soft.push(rule);
  }
  if (entity.maxMixedRealDays !== null && week.halves) {
    rules.hard.push(needRule(index, { kind: RULE.fullRealDays, a: entity.maxMixedRealDays }));
  }
  for (const need of needs.list()) rules.hard.push(needRule(index, { kind: RULE.weekNeed, need }));
  if (needs.realUsed) rules.hard.push(needRule(index, { kind: RULE.realDayNeed, realNeed: needs.real }));
  return rules;
}

function needRule(entity: number, part: Partial<Rule> & { kind: number }): Rule {
  return {
    entity,
    mask: -1,
    a: 0,
    b: 0,
    cost: Number.POSITIVE_INFINITY,
    need: null,
    realNeed: null,
    ...part,
  };
}

/** Keeps the stricter of two hard limits of one sort. */
function tighten(rules: Rule[], rule: Rule): void {
  const twin = rules.findIndex(
    (other) => other.kind === rule.kind && other.b === rule.b && other.mask === rule.mask,
  );
  const atLeast =
    rule.kind === RULE.leastDays || rule.kind === RULE.rest || rule.kind === RULE.restBetweenHalves;
  if (twin < 0) rules.push(rule);
  else if (atLeast ? rule.a > rules[twin]!.a : rule.a < rules[twin]!.a) rules[twin] = rule;
}

type Limit = { kind: number; a: number; b?: number; mask?: number };

function limitOf(constraint: Constraint, week: Week): Limit | null {
  switch (constraint.kind) {
    case "maxHoursDaily":
      return {
        kind: constraint.unit === "realDay" && week.halves ? RULE.hoursPerRealDay : RULE.hoursPerDay,
        a: constraint.maxHours,
      };
    case "maxHoursContinuously":
      return { kind: RULE.hoursRunning, a: constraint.maxHours };
    case "maxSpanPerDay":
      return {
        kind: constraint.unit === "realDay" && week.halves ? RULE.spanRealDay : RULE.span,
        a: constraint.maxSpan,
        b: constraint.oneDayException ? 1 : 0,
      };
    case "minRestingHours":
      return { kind: RULE.rest, a: constraint.minHours, b: constraint.circular ? 1 : 0 };
    case "maxDaysPerWeek":
      return { kind: RULE.mostDays, a: constraint.maxDays, b: daysOf(constraint.unit, week) };
    case "minDaysPerWeek":
      return { kind: RULE.leastDays, a: constraint.minDays, b: daysOf(constraint.unit, week) };
    case "intervalMaxDaysPerWeek":
      return {
        kind: RULE.intervalDays,
        a: constraint.maxDays,
        b: daysOf(constraint.unit, week),
        mask: ((1 << constraint.endHour) - 1) & ~((1 << constraint.startHour) - 1),
      };
    default:
      return week.halves ? halvesLimitOf(constraint) : null;
  }
}

function halvesLimitOf(constraint: Constraint): Limit | null {
  switch (constraint.kind) {
    case "minRestingHoursBetweenMorningAndAfternoon":
      return { kind: RULE.restBetweenHalves, a: constraint.minHours };
    case "maxThreeConsecutiveDays":
      return { kind: RULE.threeHalvesInRow, a: 0, b: constraint.allowAfternoonMorningException ? 1 : 0 };
    case "maxTwoConsecutiveHalves":
      return { kind: RULE.twoInRow, a: 0, b: constraint.unit === "morning" ? 1 : 2 };
    case "maxHoursPerAllAfternoons":
      return { kind: RULE.afternoonHours, a: constraint.maxHours };
    default:
      return null;
  }
}

function daysOf(unit: DayUnit, week: Week): number {
  if (!week.halves || unit === "day") return DAYS.all;
  if (unit === "realDay") return DAYS.real;
  return unit === "morning" ? DAYS.mornings : DAYS.afternoons;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The week needs under construction: one for all half-days, and one per sort of early beginnings. */
interface Needs {
  main: Writable<WeekNeed>;
  mainUsed: boolean;
  others: WeekNeed[];
  real: Writable<RealDayNeed>;
  realUsed: boolean;
  list(): WeekNeed[];
}

function emptyNeed(days: number): Writable<WeekNeed> {
  return {
    least: new Int32Array(days),
    fillEmpty: new Uint8Array(days),
    early: new Uint8Array(days),
    lateBeginnings: FREE,
    gapsPerDay: new Int32Array(days).fill(FREE),
    gapsPerWeek: FREE,
  };
}

function createNeeds(week: Week): Needs {
  return {
    main: emptyNeed(week.days),
    mainUsed: false,
    others: [],
    real: {
      gapsPerDay: FREE,
      oneDayMore: false,
      gapsPerWeek: FREE,
      gapsInHalves: FREE,
      least: 0,
      fillEmpty: false,
    },
    realUsed: false,
    list() {
      return this.mainUsed ? [this.main, ...this.others] : this.others;
    },
  };
}

/** Folds a constraint on gaps, beginnings or least hours into the needs; false when it is none of these. */
function addToNeeds(needs: Needs, constraint: Constraint, week: Week): boolean {
  switch (constraint.kind) {
    case "maxGapsPerWeek":
      if (constraint.unit === "realDay" && week.halves) {
        needs.real.gapsPerWeek = Math.min(needs.real.gapsPerWeek, constraint.maxGaps);
      } else needs.main.gapsPerWeek = Math.min(needs.main.gapsPerWeek, constraint.maxGaps);
      break;
    case "maxGapsPerDay":
      addGapsPerDay(needs, constraint, week);
      break;
    case "maxGapsPerMorningAndAfternoon":
      needs.real.gapsInHalves = Math.min(needs.real.gapsInHalves, constraint.maxGaps);
      break;
    case "earlyMaxBeginningsAtSecondHour":
      addEarly(needs, constraint, week);
      break;
    case "teachersMinHoursDaily":
      addLeast(needs, constraint.minHours, true, constraint.unit, week);
      break;
    case "studentsMinHoursDaily":
      addLeast(needs, constraint.minHours, constraint.allowEmpty, constraint.unit, week);
      break;
    case "tagMinHoursDaily":
      addLeast(needs, constraint.minHours, constraint.allowEmpty, "day", week);
      break;
    default:
      return false;
  }
  needs.realUsed ||= isRealUsed(needs.real);
  needs.mainUsed ||= isMainUsed(needs.main);
  return true;
}

function isRealUsed(real: RealDayNeed): boolean {
  return real.gapsPerDay < FREE || real.gapsPerWeek < FREE || real.gapsInHalves < FREE || real.least > 0;
}

function isMainUsed(need: WeekNeed): boolean {
  return (
    need.gapsPerWeek < FREE ||
    need.gapsPerDay.some((gaps) => gaps < FREE) ||
    need.early.includes(1) ||
    need.least.some((hours) => hours > 0)
  );
}

function addGapsPerDay(
  needs: Needs,
  constraint: Extract<Constraint, { kind: "maxGapsPerDay" }>,
  week: Week,
): void {
  if (constraint.unit === "realDay" && week.halves) {
    if (constraint.maxGaps < needs.real.gapsPerDay) {
      needs.real.gapsPerDay = constraint.maxGaps;
      needs.real.oneDayMore = constraint.oneDayException;
    }
    return;
  }
  for (let day = 0; day < week.days; day++) {
    if (constraint.unit === "afternoon" && day % 2 === 0) continue;
    needs.main.gapsPerDay[day] = Math.min(needs.main.gapsPerDay[day]!, constraint.maxGaps);
  }
}

function addEarly(
  needs: Needs,
  constraint: Extract<Constraint, { kind: "earlyMaxBeginningsAtSecondHour" }>,
  week: Week,
): void {
  if (constraint.unit === "day") {
    needs.main.early.fill(1);
    needs.main.lateBeginnings = Math.min(needs.main.lateBeginnings, constraint.maxBeginnings);
    return;
  }
  const need = emptyNeed(week.days);
  for (let day = constraint.unit === "morning" ? 0 : 1; day < week.days; day += 2) need.early[day] = 1;
  need.lateBeginnings = constraint.maxBeginnings;
  needs.others.push(need);
}

function addLeast(needs: Needs, hours: number, allowEmpty: boolean, unit: DayUnit, week: Week): void {
  if (unit === "realDay" && week.halves) {
    needs.real.least = Math.max(needs.real.least, hours);
    needs.real.fillEmpty ||= !allowEmpty;
    return;
  }
  const [first, step] = unit === "morning" ? [0, 2] : unit === "afternoon" ? [1, 2] : [0, 1];
  for (let day = first; day < week.days; day += step) {
    needs.main.least[day] = Math.max(needs.main.least[day]!, hours);
    // In a mornings-and-afternoons school one half of a real day may stay empty, not both.
    if (!allowEmpty && !(week.halves && unit === "day")) needs.main.fillEmpty[day] = 1;
  }
  if (!allowEmpty && week.halves && unit === "day") {
    needs.real.least = Math.max(needs.real.least, 1);
    needs.real.fillEmpty = true;
  }
}

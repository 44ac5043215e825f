import { createRandom, type Random } from "../../solver/search/random.ts";
import { evaluate } from "../evaluate.ts";
import type { Cost, Instance, Meet } from "../model.ts";
import { createDomains, type Domains } from "./domains.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { createMoves, type Moves } from "./moves.ts";
import { createPoints } from "./points.ts";
import { createState, meetsOf, type State, seatOf, setSeat, setTime } from "./state.ts";

export type XhsttOptions = {
  readonly seed: number;
  /** Most moves tried; unlimited when absent. */
  readonly iterations?: number;
  /** How much of the budget is used, from 0 to 1; at 1 the search ends. Asked every few hundred moves. */
  readonly fraction: () => number;
  readonly onBetter?: (cost: Cost, meets: () => Meet[], iterations: number) => void;
};

export type XhsttResult = { readonly meets: readonly Meet[]; readonly iterations: number };

/** Moves between two looks at the budget. */
const lookEvery = 256;

/**
 * Searches a solution to an XHSTT instance: every part at its cheapest time, one after the other, the most contended
 * first; then simulated annealing (Kirkpatrick, Gelatt & Vecchi, Science 1983; for this format Fonseca et al., "GOAL
 * solver", Annals of OR 2016) whose temperature falls with the budget. Required constraints weigh so much more that a
 * timetable without them broken wins, and so little that breaking one for a while is possible. The best is by
 * infeasibility, then objective value. Pure: no clock, no chance but the seed.
 */
export function solveXhstt(instance: Instance, options: XhsttOptions): XhsttResult {
  const random = createRandom(options.seed);
  const state = createState(instance);
  const domains = createDomains(state);
  fillSeats(state, domains, random);
  const ledger = createLedger(state, createPoints(state));
  const price = requiredPrice(instance);
  const limit = options.iterations ?? Number.POSITIVE_INFINITY;
  const budget = (done: number) => Math.max(options.fraction(), done / limit);
  construct(state, ledger, domains, random, price, () => options.fraction() >= 1);
  const moves = createMoves(state, ledger, domains, random);
  let best: Cost = costOf(ledger);
  let meets = meetsOf(state);
  options.onBetter?.(best, () => meets, 0);
  const iterations = anneal(ledger, moves, random, price, { limit, used: budget }, (done) => {
    if (!isLower(ledger, best)) return;
    best = costOf(ledger);
    meets = meetsOf(state);
    options.onBetter?.(best, () => meets, done);
  });
  return { meets, iterations };
}

const costOf = ({ infeasibility, objective }: Ledger): Cost => ({ infeasibility, objective });

function isLower(one: Cost, other: Cost): boolean {
  if (Math.abs(one.infeasibility - other.infeasibility) > 1e-6)
    return one.infeasibility < other.infeasibility;
  return one.objective < other.objective - 1e-6;
}

/** What a unit of infeasibility costs in units of objective value: some ten times the usual soft weight. */
function requiredPrice(instance: Instance): number {
  const weights = (required: boolean) =>
    instance.constraints
      .filter((constraint) => constraint.required === required && constraint.weight > 0)
      .map(({ weight }) => weight)
      .sort((a, b) => a - b);
  const middle = (sorted: readonly number[]) => sorted[sorted.length >> 1] ?? 1;
  return (10 * middle(weights(false))) / Math.max(1, weights(true)[0] ?? 1);
}

/** Every part at the time that costs least, the long ones of many resources first; ties are broken by chance. */
function construct(
  state: State,
  ledger: Ledger,
  domains: Domains,
  random: Random,
  price: number,
  isOver: () => boolean,
): void {
  const difficulty = (part: number) =>
    (state.duration[part] ?? 0) * (state.blocks[state.blockOfPart[part] ?? 0]?.events.length ?? 0) +
    random.unit() / 2;
  const parts = [...domains.movable].filter((part) => (state.duration[part] ?? 0) > 0);
  const order = parts.map((part) => ({ part, by: difficulty(part) })).sort((a, b) => b.by - a.by);
  for (const { part } of order) {
    if (isOver()) return;
    let bestTime = -1;
    let lowest = Number.POSITIVE_INFINITY;
    for (const time of domains.startsOf(part)) {
      ledger.touchPart(part);
      setTime(state, part, time);
      ledger.settle();
      const cost = price * ledger.infeasibility + ledger.objective + random.unit() / 100;
      if (cost >= lowest) continue;
      lowest = cost;
      bestTime = time;
    }
    ledger.touchPart(part);
    setTime(state, part, bestTime);
    ledger.settle();
  }
}

/** Open seats get resources in turn: all parts of an event the same. */
function fillSeats(state: State, { open, resourcesFor }: Domains, random: Random): void {
  const chosen = new Map<number, number>();
  for (let at = 0; at < open.length; at += 3) {
    const [event = 0, part = 0, place = 0] = open.subarray(at, at + 3);
    const key = seatOf(state, event, 0, place);
    const choices = resourcesFor(event, place);
    const resource = chosen.get(key) ?? choices[random.below(Math.max(1, choices.length))] ?? -1;
    chosen.set(key, resource);
    setSeat(state, event, part, place, resource);
  }
}

/** How fast and how far the price of infeasibility follows what the search meets. */
const pricing = { step: 1.01, most: 10, least: 1 / 20 } as const;

/**
 * Dearer while something required is broken, cheaper while nothing is, so that the search keeps to the border between
 * the two, where the best timetables are (strategic oscillation: Glover, "Tabu search", ORSA J. Computing 1989).
 */
function nextPrice(price: number, isBroken: boolean, start: number): number {
  const wanted = isBroken ? price * pricing.step : price / pricing.step;
  return Math.min(start * pricing.most, Math.max(start * pricing.least, wanted));
}

/** Random moves from which the first temperature is taken. */
const samples = 400;

function anneal(
  ledger: Ledger,
  moves: Moves,
  random: Random,
  startPrice: number,
  budget: { readonly limit: number; readonly used: (done: number) => number },
  onMove: (done: number) => void,
): number {
  let price = startPrice;
  const total = () => price * ledger.infeasibility + ledger.objective;
  const { hot, cold } = temperatures(moves, total);
  let done = 0;
  let temperature = hot;
  for (;;) {
    if (done % lookEvery === 0) {
      const used = budget.used(done);
      if (used >= 1 || (ledger.infeasibility < 1e-6 && ledger.objective < 1e-6)) return done;
      temperature = hot * (cold / hot) ** used;
      price = nextPrice(price, ledger.infeasibility > 1e-6, startPrice);
    }
    if (done >= budget.limit) return done;
    done++;
    const before = total();
    if (!moves.attempt()) continue;
    const worse = total() - before;
    if (worse <= 0 || random.unit() < Math.exp(-worse / temperature)) onMove(done);
    else moves.undo();
  }
}

/** Hot: a usual worsening is taken now and then. Cold: the smallest hardly ever. */
function temperatures(moves: Moves, total: () => number): { hot: number; cold: number } {
  const worsenings: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    const before = total();
    if (!moves.attempt()) continue;
    const worse = total() - before;
    if (worse > 1e-9) worsenings.push(worse);
    moves.undo();
  }
  worsenings.sort((a, b) => a - b);
  const usual = worsenings[worsenings.length >> 2] ?? 1;
  const least = worsenings[0] ?? 1;
  return { hot: Math.max(2 * least, usual / 4), cold: least / 6 };
}

/** The official cost of what was found: trust nothing the search says of its own. */
export function judgedCost(instance: Instance, meets: readonly Meet[]): Cost {
  const { infeasibility, objective } = evaluate(instance, { meets });
  return { infeasibility, objective };
}

/** How the annealing cools: from `hot` to `cold` times the usual cost of a broken wish, per cycle. */
export interface Cooling {
  readonly hot: number;
  readonly cold: number;
  /** Moves of the first cycle; each is longer than the one before by `growth`. */
  readonly moves: number;
  readonly growth: number;
}

const usual: Cooling = { hot: 0.15, cold: 0.05, moves: 20_000, growth: 1.5 };

/** Searches side by side anneal otherwise: which suits a school shows only on the way. */
const others: readonly Cooling[] = [
  { hot: 0.3, cold: 0.06, moves: 50_000, growth: 1.6 },
  { hot: 0.1, cold: 0.03, moves: 20_000, growth: 1.3 },
  { hot: 0.5, cold: 0.1, moves: 100_000, growth: 2 },
];

/** For few moves, each of which costs ten broken wishes unless asked otherwise: at first hot enough for one move more. */
export const mendingCooling: Cooling = { hot: 10, cold: 1, moves: 30_000, growth: 1.3 };

/** The cooling of the search number `strategy` in a portfolio. */
export function coolingOf(strategy: number): Cooling {
  return (strategy === 0 ? null : others[(strategy - 1) % others.length]) ?? usual;
}

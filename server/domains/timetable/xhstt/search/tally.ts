/** Deviations found at a point: their sum, the sum of their squares, and how many there are. */
export type Tally = { sum: number; squares: number; count: number };

/** Counts the deviations at one point into the tally. */
export type Measure = (tally: Tally) => void;

/** A measure and what changes it: the times of blocks, the seats of events, the split of blocks, or resources. */
export type Watched = {
  readonly measure: Measure;
  readonly blocks?: readonly number[];
  readonly events?: readonly number[];
  readonly resource?: number;
};

export function add(tally: Tally, deviation: number): void {
  if (deviation <= 0) return;
  tally.sum += deviation;
  tally.squares += deviation * deviation;
  tally.count++;
}

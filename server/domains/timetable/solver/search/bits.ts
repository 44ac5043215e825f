// biome-ignore-all lint/style/noNonNullAssertion: the table covers every 12-bit index.
/** Day patterns are bit masks: bit h is set when period h is taken. A day has at most 30 periods. */
export const MAX_HOURS = 30;

/** Bits set in each number of 12 bits: a larger table takes longer to fill than a small school to place. */
const POPULATION = new Uint8Array(4096);
for (let i = 1; i < 4096; i++) POPULATION[i] = POPULATION[i >> 1]! + (i & 1);

/** How many bits are set. */
export function countBits(mask: number): number {
  return POPULATION[mask & 0xfff]! + POPULATION[(mask >>> 12) & 0xfff]! + POPULATION[mask >>> 24]!;
}

/** The index of the lowest set bit; the mask must not be 0. */
export function lowestBit(mask: number): number {
  return 31 - Math.clz32(mask & -mask);
}

/** The index of the highest set bit; the mask must not be 0. */
export function highestBit(mask: number): number {
  return 31 - Math.clz32(mask);
}

/** The countable free periods strictly between the first and the last taken one. */
export function countGaps(mask: number, countable: number): number {
  const low = mask & -mask;
  const inside = ((1 << (31 - Math.clz32(mask))) - 1) & ~(low | (low - 1));
  return countBits(inside & countable & ~mask);
}

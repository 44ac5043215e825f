// biome-ignore-all lint/style/noNonNullAssertion: the table covers every 16-bit index.
/** Day patterns are bit masks: bit h is set when period h is taken. A day has at most 30 periods. */
export const MAX_HOURS = 30;

const POPULATION = new Uint8Array(65536);
for (let i = 1; i < 65536; i++) POPULATION[i] = POPULATION[i >> 1]! + (i & 1);

/** How many bits are set. */
export function countBits(mask: number): number {
  return POPULATION[mask & 0xffff]! + POPULATION[mask >>> 16]!;
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

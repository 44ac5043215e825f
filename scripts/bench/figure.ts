/** One measured line; `target` is what it should be. */
export type Figure = { what: string; value: number; unit: string; target?: string };

/** The value below which `share` (0–1) of the sample lies. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

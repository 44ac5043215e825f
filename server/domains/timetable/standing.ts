/** How good a timetable is, by the search's own count or, with `hard`, by the judge's. */
export type Standing = { readonly unplaced: number; readonly soft: number; readonly hard?: number };

/** Fewest unplaced, then fewest broken hard rules, then the lowest soft cost. */
export function isBetter(one: Standing, other: Standing): boolean {
  if (one.unplaced !== other.unplaced) return one.unplaced < other.unplaced;
  if ((one.hard ?? 0) !== (other.hard ?? 0)) return (one.hard ?? 0) < (other.hard ?? 0);
  return one.soft < other.soft - 1e-9;
}

// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within bounds by construction.
import type { Compiled } from "./compiled.ts";
import type { Random } from "./random.ts";

/** The slots that each activity may start at as far as it alone is concerned, as lists. */
export interface StartLists {
  /** One of them at random; the activity must have one. */
  any(activity: number, random: Random): number;
  /** How many there are. */
  number(activity: number): number;
}

export const createStartLists = ({ startRow, startList }: Compiled): StartLists => ({
  any: (activity, random) => {
    const from = startRow[activity]!;
    return startList[from + random.below(startRow[activity + 1]! - from)]!;
  },
  number: (activity) => startRow[activity + 1]! - startRow[activity]!,
});

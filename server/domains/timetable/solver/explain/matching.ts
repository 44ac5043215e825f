// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.

/** Left nodes that cannot all be matched, and all the right nodes they know: fewer places than they need. */
export type HallViolator = { readonly left: readonly number[]; readonly right: readonly number[] };

/**
 * Matches each left node to a right node of its list, each right node taking `capacity` of them at most. Returns null
 * when all are matched; otherwise a set of left nodes that together know too few right nodes (Hall, On Representatives
 * of Subsets, 1935), found as what alternating paths reach from one unmatched node (Kuhn 1955, König 1931).
 */
export function hallViolator(
  choices: readonly (readonly number[])[],
  rightCount: number,
  capacity: (right: number) => number = () => 1,
): HallViolator | null {
  const takenBy: number[][] = Array.from({ length: rightCount }, () => []);
  const seen = new Int32Array(rightCount).fill(-1);
  const augment = (left: number, round: number): boolean => {
    for (const right of choices[left]!) {
      if (seen[right] === round) continue;
      seen[right] = round;
      const holders = takenBy[right]!;
      if (holders.length < capacity(right)) {
        holders.push(left);
        return true;
      }
      for (let i = 0; i < holders.length; i++) {
        if (!augment(holders[i]!, round)) continue;
        holders[i] = left;
        return true;
      }
    }
    return false;
  };
  for (let left = 0; left < choices.length; left++) {
    if (!augment(left, left)) return reached(left, seen, takenBy);
  }
  return null;
}

function reached(start: number, seen: Int32Array, takenBy: readonly (readonly number[])[]): HallViolator {
  const right = [...seen.keys()].filter((node) => seen[node] === start);
  return { left: [start, ...right.flatMap((node) => takenBy[node]!)], right };
}

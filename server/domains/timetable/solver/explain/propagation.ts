// biome-ignore-all lint/style/noNonNullAssertion: indexes come from the lists they index.
import type { IntegerModel, Row } from "./integer-model.ts";

/**
 * Whether following bounds from row to row already shows that a model has no solution: a column without which a row
 * could not hold is fixed, until nothing more follows or a row cannot hold any more. (Activity bounds: Savelsbergh,
 * ORSA Journal on Computing 6, 1994.) Milliseconds, where a general solver may take seconds for the same; false says nothing.
 */
export function fallsByBounds({ columnCount, rows }: IntegerModel): boolean {
  const lower = new Uint8Array(columnCount);
  const upper = new Uint8Array(columnCount).fill(1);
  const rowsOf: number[][] = Array.from({ length: columnCount }, () => []);
  rows.forEach(({ columns }, index) => {
    for (const column of columns) rowsOf[column]!.push(index);
  });
  const queue = [...rows.keys()];
  const isQueued = new Uint8Array(rows.length).fill(1);
  const fix = (column: number, value: 0 | 1): void => {
    lower[column] = value;
    upper[column] = value;
    for (const index of rowsOf[column]!) {
      if (isQueued[index]) continue;
      isQueued[index] = 1;
      queue.push(index);
    }
  };
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    isQueued[next] = 0;
    if (!follow(rows[next]!, lower, upper, fix)) return true;
  }
  return false;
}

/** Fixes what follows from one row; false when it cannot hold. */
function follow(
  { columns, coefficients, lower: atLeast, upper: atMost }: Row,
  lower: Uint8Array,
  upper: Uint8Array,
  fix: (column: number, value: 0 | 1) => void,
): boolean {
  let least = 0;
  let most = 0;
  columns.forEach((column, position) => {
    const factor = coefficients[position]!;
    least += factor * (factor > 0 ? lower : upper)[column]!;
    most += factor * (factor > 0 ? upper : lower)[column]!;
  });
  if (least > atMost || most < atLeast) return false;
  columns.forEach((column, position) => {
    if (lower[column] === upper[column]) return;
    const factor = coefficients[position]!;
    if (least + Math.abs(factor) > atMost) fix(column, factor > 0 ? 0 : 1);
    else if (most - Math.abs(factor) < atLeast) fix(column, factor > 0 ? 1 : 0);
  });
  return true;
}

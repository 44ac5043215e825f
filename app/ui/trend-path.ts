/** Null: nothing is known of that time; the line goes on to the next that is known. */
export type TrendPoint = { label: string; value: number | null };

/** A point of a trend in the drawing's own units: x from 0 to `width`, y from `height` (zero) up to 0 (the largest). */
export type DrawnPoint = { x: number; y: number };

/** Places values on a zero-based scale; a flat line of zeros lies on the ground. */
export function trendPoints(
  values: readonly (number | null)[],
  width: number,
  height: number,
): (DrawnPoint | null)[] {
  const largest = Math.max(0, ...values.map((value) => value ?? 0));
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values.map((value, index) =>
    value === null
      ? null
      : {
          x: round(values.length > 1 ? index * step : width / 2),
          y: round(largest === 0 ? height : height - (Math.max(0, value) / largest) * height),
        },
  );
}

/** The line through the points as an SVG path, and the same closed down to the ground. */
export function trendPaths(
  drawn: readonly (DrawnPoint | null)[],
  height: number,
): { line: string; area: string } {
  const points = drawn.filter((point) => point !== null);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return { line: "", area: "" };
  const line = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
  return { line, area: `${line}L${last.x} ${height}L${first.x} ${height}Z` };
}

/** How much a value differs from the one before as a share, e.g. 0.25; null where there was nothing to compare with. */
export const changeOf = (value: number, before: number): number | null =>
  before === 0 ? null : (value - before) / Math.abs(before);

const round = (value: number): number => Math.round(value * 100) / 100;

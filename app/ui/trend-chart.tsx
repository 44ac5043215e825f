import { type PointerEvent, useId, useMemo, useState } from "react";
import { cn } from "./cn.ts";
import { type TrendPoint, trendPaths, trendPoints } from "./trend-path.ts";

export type TrendChartProps = {
  /** What is drawn, with its range: "Orders per day, 23 Oct to 21 Nov". */
  label: string;
  points: readonly TrendPoint[];
  /** How a value is written. */
  format: (value: number) => string;
  className?: string;
};

const width = 240;
const height = 36;

/**
 * One number over time: a zero-based line, its last point marked, first and last day named. Pointing names any day. For
 * screen readers it is a table.
 */
export function TrendChart({ label, points, format, className }: TrendChartProps) {
  const fill = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const drawn = useMemo(
    () =>
      trendPoints(
        points.map(({ value }) => value),
        width,
        height,
      ),
    [points],
  );
  const { line, area } = trendPaths(drawn, height);
  const marked = pointed === null ? drawn.findLast((point) => point !== null) : drawn[pointed];
  const named = pointed === null ? undefined : points[pointed];
  const follow = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / Math.max(1, box.width);
    setPointed(Math.min(points.length - 1, Math.max(0, Math.round(share * (points.length - 1)))));
  };
  return (
    <figure className={cn("relative m-0", className)}>
      <svg
        aria-hidden
        viewBox={`0 -3 ${width} ${height + 6}`}
        preserveAspectRatio="none"
        className="print-colour block h-9 w-full touch-pan-y overflow-visible"
        onPointerMove={follow}
        onPointerLeave={() => setPointed(null)}
      >
        <defs>
          <linearGradient id={fill} x1="0" x2="0" y1="0" y2="1">
            <stop offset="0" stopColor="var(--accent)" stopOpacity="0.2" />
            <stop offset="1" stopColor="var(--accent)" stopOpacity="0.02" />
          </linearGradient>
        </defs>
        <line
          x1="0"
          x2={width}
          y1={height}
          y2={height}
          stroke="var(--line)"
          vectorEffect="non-scaling-stroke"
        />
        <path d={area} fill={`url(#${fill})`} />
        <path
          d={line}
          fill="none"
          stroke="var(--accent)"
          strokeWidth="1.75"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
        {marked && pointed !== null && (
          <line
            x1={marked.x}
            x2={marked.x}
            y1="0"
            y2={height}
            stroke="var(--line-control)"
            vectorEffect="non-scaling-stroke"
          />
        )}
        {marked && (
          <line
            x1={marked.x}
            x2={marked.x}
            y1={marked.y}
            y2={marked.y}
            stroke="var(--accent)"
            strokeWidth="7"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
      <div aria-hidden dir="ltr" className="mt-1 flex justify-between gap-2 text-caption text-subtle">
        {named ? (
          <span className="truncate text-text">
            {named.label} · <span className="tabular">{written(named.value, format)}</span>
          </span>
        ) : (
          <>
            <span>{points[0]?.label}</span>
            <span>{points.at(-1)?.label}</span>
          </>
        )}
      </div>
      <TrendTable label={label} points={points} format={format} />
    </figure>
  );
}

const written = (value: number | null, format: (value: number) => string): string =>
  value === null ? "–" : format(value);

function TrendTable({ label, points, format }: TrendChartProps) {
  return (
    <div className="sr-only">
      <table>
        <caption>{label}</caption>
        <tbody>
          {points.map((point) => (
            <tr key={point.label}>
              <th scope="row">{point.label}</th>
              <td>{written(point.value, format)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { Link } from "@remix-run/react";
import { useFormatter } from "use-intl";

type Bar = {
  label: string;
  value: number;
  to?: string /** 1 to 12; the accent without. */;
  hue?: number;
};

export type BarChartProps = {
  /** What is counted; the caption of the table. */
  label: string;
  bars: readonly Bar[];
  /** How a value is written; plain numbers without it. */
  format?: (value: number) => string;
  /** Length of a full bar, when it is not the largest value: 1 for shares. */
  full?: number;
  /** Keeps the caption for screen readers only. */
  hideLabel?: boolean;
};

/**
 * A few numbers to compare. It is a table whose cells draw bars from zero: labelled directly, read aloud as it is,
 * and printed with its colours.
 */
export function BarChart({ label, bars, format, full, hideLabel }: BarChartProps) {
  const formatter = useFormatter();
  const longest = full ?? Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <table className="w-full text-small">
      <caption className={hideLabel ? "sr-only" : "pb-2 text-start text-muted text-small"}>{label}</caption>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.label}>
            <th
              scope="row"
              className="w-px max-w-48 truncate whitespace-nowrap py-1 pe-3 text-start font-normal"
            >
              {bar.to ? (
                <Link to={bar.to} className="rounded-small text-accent-text hover:underline">
                  {bar.label}
                </Link>
              ) : (
                bar.label
              )}
            </th>
            <td className="py-1">
              <div className="flex items-center gap-2">
                <div
                  className="print-colour h-4 min-w-0.5 rounded-e-small bg-accent"
                  style={{
                    width: `calc((100% - 4.5rem) * ${Math.max(0, Math.min(1, bar.value / longest))})`,
                    background: bar.hue ? `var(--hue-${bar.hue}-edge)` : undefined,
                  }}
                />
                <span className="tabular text-muted">
                  {format ? format(bar.value) : formatter.number(bar.value)}
                </span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

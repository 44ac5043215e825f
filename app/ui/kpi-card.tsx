import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { cn } from "./cn.ts";
import { Skeleton } from "./skeleton.tsx";
import { TrendChart } from "./trend-chart.tsx";
import { changeOf, type TrendPoint } from "./trend-path.ts";

export type KpiCardProps = {
  title: string;
  value: ReactNode;
  now: number;
  /** The same number of the time before, to compare with. */
  before: number;
  /** What a rise means: good, bad, or neither. */
  rise: "good" | "bad" | "neutral";
  /** Names the comparison: "than the 30 days before". */
  compared: string;
  chart: { label: string; points: readonly TrendPoint[]; format: (value: number) => string };
};

/** One number that matters, where it comes from and where it goes. */
export function KpiCard({ title, value, now, before, rise, compared, chart }: KpiCardProps) {
  return (
    <section className="flex min-w-0 flex-col rounded-card border border-line bg-surface px-4 pt-2.5 pb-2">
      <h2 title={title} className="truncate font-normal text-muted text-small">
        {title}
      </h2>
      <div className="mt-0.5 mb-1.5 flex h-[1lh] items-baseline gap-x-2 whitespace-nowrap text-heading">
        <span className="tabular font-strong">{value}</span>
        <Change share={changeOf(now, before)} rise={rise} compared={compared} />
      </div>
      <TrendChart {...chart} className="mt-auto" />
    </section>
  );
}

function Change({
  share,
  rise,
  compared,
}: { share: number | null } & Pick<KpiCardProps, "rise" | "compared">) {
  const t = useTranslations("ui.kpi");
  const format = useFormatter();
  if (share === null) return <span className="truncate text-caption text-subtle">{t("nothingBefore")}</span>;
  const still = Math.abs(share) < 0.005;
  const Icon = still ? ArrowRight : share > 0 ? ArrowUp : ArrowDown;
  const good = rise === "neutral" || still ? null : share > 0 === (rise === "good");
  return (
    <span
      title={compared}
      className={cn(
        "tabular inline-flex items-center gap-0.5 text-caption",
        good === null ? "text-muted" : good ? "text-good" : "text-bad",
      )}
    >
      <Icon aria-hidden className="flip-rtl size-3.5" />
      {format.number(Math.abs(share), { style: "percent", maximumFractionDigits: 0 })}
      <span className="sr-only">
        {t(still ? "same" : share > 0 ? "more" : "less")} {compared}
      </span>
    </span>
  );
}

/** A KpiCard that is on its way, line for line in its size: the page under it must not move when it comes. */
export const KpiSkeleton = () => (
  <div aria-hidden="true" className="rounded-card border border-line bg-surface px-4 pt-2.5 pb-2">
    <Skeleton className="h-[1lh] w-24 text-small" />
    <Skeleton className="mt-0.5 mb-1.5 h-[1lh] w-28 text-heading" />
    <Skeleton className="h-9 w-full" />
    <Skeleton className="mt-1 h-[1lh] w-full text-caption" />
  </div>
);

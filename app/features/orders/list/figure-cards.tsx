import { Link, useSearchParams } from "@remix-run/react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { memo, useMemo, useRef } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { cn } from "~/ui/cn.ts";
import { KpiCard, KpiSkeleton } from "~/ui/kpi-card.tsx";
import { type OrdersOutput, readOrders } from "../api.ts";
import { useMoney } from "../money.ts";
import { type FigureDays, figureDays, readDays } from "./list-address.ts";
import { orderKeys } from "./order-cache.ts";

type Figures = OrdersOutput["figures"];
type Card = Figures["cards"][number];

/** Which time the figures are of; a link each, so that it can be shared. */
export function DaysSwitch() {
  const t = useTranslations("orders.figures");
  const [params] = useSearchParams();
  const days = readDays(params);
  const to = (count: FigureDays) => {
    const next = new URLSearchParams(params);
    next.set("days", String(count));
    return `?${next}`;
  };
  return (
    <nav aria-label={t("range")} className="flex rounded-control border border-line-strong p-0.5">
      {figureDays.map((count) => (
        <Link
          key={count}
          to={to(count)}
          replace
          preventScrollReset
          aria-current={count === days ? "true" : undefined}
          className={cn(
            "rounded-small px-2.5 py-0.5 text-small",
            count === days ? "bg-pressed font-strong text-text" : "text-muted hover:text-text",
          )}
        >
          {t("days", { count })}
        </Link>
      ))}
    </nav>
  );
}

const gridStyle =
  "relative mb-4 grid gap-3 max-md:-mx-4 max-md:auto-cols-[78%] max-md:grid-flow-col max-md:overflow-x-auto max-md:px-4 max-md:[scrollbar-width:none] md:grid-cols-2 xl:grid-cols-4";

const CardSkeletons = () => (
  <div className={gridStyle}>
    {figureDays.concat(figureDays.slice(0, 1) as never).map((_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
      <KpiSkeleton key={index} />
    ))}
  </div>
);

type CardsProps = { schoolId: string; first: Promise<Figures> };

/**
 * The four figures; those of the document first, read again by themselves while orders change. They come later than the
 * list and are awaited here rather than by a boundary: one that still waits cannot bear that the page around it changes.
 */
export const FigureCards = memo(function FigureCards({ schoolId, first }: CardsProps) {
  const t = useTranslations("orders.figures");
  const [params] = useSearchParams();
  const days = readDays(params);
  const coming = useRef<{ days: FigureDays; first: Promise<Figures> } | null>({ days, first });
  const { data } = useQuery({
    queryKey: [...orderKeys.figures(schoolId), days],
    queryFn: ({ signal }) => {
      const read = () => readOrders("figures", { schoolId, days }, signal);
      const given = coming.current?.days === days ? coming.current.first : null;
      coming.current = null;
      return given ? given.catch(read) : read();
    },
    placeholderData: keepPreviousData,
    refetchOnMount: "always", // who comes back brings newer ones
  });
  if (!data) return <CardSkeletons />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's
    <div
      role="group"
      aria-label={t("label")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: on phones it scrolls sideways, which keys must be able to do
      tabIndex={0}
      className={gridStyle}
    >
      {data.cards.map((card) => (
        <FigureCard key={card.key} card={card} figures={data} />
      ))}
    </div>
  );
});

const rises = {
  orders: "good",
  activeShipments: "neutral",
  revenue: "good",
  averageDelivery: "bad",
} as const;

function FigureCard({ card, figures }: { card: Card; figures: Figures }) {
  const { currency, elsewhere } = figures;
  const t = useTranslations("orders.figures");
  const format = useFormatter();
  const money = useMoney();
  const say = (value: number, round = false): string => {
    if (card.key === "revenue") return money({ amount: value, currency }, round);
    if (card.key === "averageDelivery")
      return t("daysValue", { value: format.number(value, { maximumFractionDigits: 1 }) });
    return format.number(value);
  };
  const points = useMemo(
    () =>
      card.series.map(({ day, value }) => ({
        label: format.dateTime(new Date(`${day}T12:00:00Z`), {
          day: "numeric",
          month: "short",
          timeZone: "UTC",
        }),
        value,
      })),
    [card.series, format],
  );
  const apart = card.key === "revenue" && elsewhere > 0;
  const title = apart ? t("revenueApart", { currency, count: elsewhere }) : t(card.key);
  const [from = "", to = ""] = [points[0]?.label, points.at(-1)?.label];
  return (
    <KpiCard
      title={title}
      value={card.value === null ? <span className="text-subtle">{t("none")}</span> : say(card.value, true)}
      now={card.value ?? 0}
      before={card.before ?? 0}
      rise={rises[card.key]}
      compared={t("compared", { count: points.length })}
      chart={{ label: t("perDay", { title, from, to }), points, format: say }}
    />
  );
}

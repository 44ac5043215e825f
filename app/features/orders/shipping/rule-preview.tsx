import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { ShippingRule } from "#server/domains/orders/shipping/schema.ts";
import { callQuery } from "~/lib/query/call.ts";
import { cn } from "~/ui/cn.ts";
import { Skeleton } from "~/ui/skeleton.tsx";
import { TextLink } from "~/ui/text-link.tsx";
import type { OrdersOutput } from "../api.ts";
import { FeeExplanation } from "../drawer/order-fee.tsx";
import { useMoney } from "../money.ts";

type Preview = OrdersOutput["shippingRules"]["preview"];
type Props = { schoolId: string; rules: readonly ShippingRule[] | null };

/** What the rules as they stand in the form would make of the newest orders; nothing is saved. */
export function RulePreview({ schoolId, rules }: Props) {
  const t = useTranslations("shop.shipping");
  const tried = useSettled(rules);
  const { data, isError } = useQuery({
    queryKey: ["orders", schoolId, "shipping-preview", JSON.stringify(tried)],
    queryFn: ({ signal }) =>
      callQuery<Preview>("orders.shippingRules.preview", { schoolId, rules: tried, count: 12 }, signal),
    enabled: tried !== null,
    placeholderData: keepPreviousData,
  });
  return (
    <aside
      aria-label={t("tryTitle")}
      className="rounded-card border border-line bg-surface p-4 xl:sticky xl:top-16"
    >
      <h2 className="text-large">{t("tryTitle")}</h2>
      <p className="text-muted text-small">{data ? t("tryCount", { count: data.changed }) : t("tryHelp")}</p>
      {rules === null && <p className="mt-2 text-small text-warn">{t("tryBroken")}</p>}
      {isError ? (
        <p className="mt-3 text-bad">{t("tryFailed")}</p>
      ) : !data ? (
        <Skeleton className="mt-3 h-40 w-full" />
      ) : data.orders.length === 0 ? (
        <p className="mt-3 text-muted">{t("tryNone")}</p>
      ) : (
        <ul className={cn("mt-3 divide-y divide-line", rules === null && "opacity-60")}>
          {data.orders.map((order) => (
            <PreviewLine key={order.id} schoolId={schoolId} order={order} />
          ))}
        </ul>
      )}
    </aside>
  );
}

function PreviewLine({ schoolId, order }: { schoolId: string; order: Preview["orders"][number] }) {
  const money = useMoney();
  const { currency, before, after } = order;
  return (
    <li className="py-2">
      <div className="flex items-baseline justify-between gap-3">
        <TextLink to={`/orders/${schoolId}?order=${order.id}`} className="tabular">
          {order.number}
        </TextLink>
        <span className="tabular">
          {before !== after && <s className="me-2 text-subtle">{money({ amount: before, currency })}</s>}
          <span className={before === after ? undefined : "font-strong text-accent-text"}>
            {money({ amount: after, currency })}
          </span>
        </span>
      </div>
      <FeeExplanation lines={order.explanation} currency={currency} />
    </li>
  );
}

/** The newest value that makes sense, once typing pauses. */
function useSettled(rules: readonly ShippingRule[] | null): readonly ShippingRule[] | null {
  const [settled, setSettled] = useState(rules);
  useEffect(() => {
    if (rules === null) return;
    const timer = setTimeout(() => setSettled(rules), 400);
    return () => clearTimeout(timer);
  }, [rules]);
  return settled;
}

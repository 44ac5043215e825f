import { useTranslations } from "use-intl";
import type { OrderDetails } from "#server/domains/orders/schema.ts";
import { cn } from "~/ui/cn.ts";
import { useMoney } from "../money.ts";
import { OrderFee } from "./order-fee.tsx";
import { sumsOf } from "./sums.ts";

/** What the order costs, in parts that add up, and the school's own shipping fee beside it. */
export function OrderSums({ order }: { order: OrderDetails }) {
  const t = useTranslations("orders.drawer");
  const { currency } = order.total;
  const { items, discount, shipping, addedTax, includedTax, other } = sumsOf(order);
  return (
    <>
      <dl className="flex flex-col gap-1">
        <Line label={t("subtotal")} amount={items} currency={currency} always />
        <Line label={t("discount")} amount={-discount} currency={currency} />
        <Line label={t("shippingPaid")} amount={shipping} currency={currency} />
        <Line label={t("tax")} amount={addedTax} currency={currency} />
        <Line label={t("other")} amount={other} currency={currency} />
        <Line
          label={t("total")}
          amount={order.total.amount}
          currency={currency}
          always
          className="border-line border-t pt-1 font-strong [&>dt]:text-text"
        />
        <Line
          label={t("taxIncluded")}
          amount={includedTax}
          currency={currency}
          className="text-muted text-small"
        />
        <Line label={t("refunded")} amount={-order.refunded.amount} currency={currency} />
      </dl>
      <OrderFee order={order} />
    </>
  );
}

type LineProps = { label: string; amount: number; currency: string; always?: boolean; className?: string };

/** One amount with its name; an amount of nothing is left out unless it is `always` said. */
function Line({ label, amount, currency, always = false, className }: LineProps) {
  const money = useMoney();
  if (amount === 0 && !always) return null;
  return (
    <div className={cn("flex justify-between gap-4", className)}>
      <dt className="text-muted">{label}</dt>
      <dd className="tabular">{money({ amount, currency })}</dd>
    </div>
  );
}

import { useFormatter, useTranslations } from "use-intl";
import type { ExplanationLine, OrderDetails } from "#server/domains/orders/schema.ts";
import type { Messages } from "~/i18n/catalog.server.ts";
import { useMoney } from "../money.ts";

/** The school's own shipping fee and, rule by rule, why it is what it is. */
export function OrderFee({ order }: { order: OrderDetails }) {
  const t = useTranslations("orders.drawer");
  const money = useMoney();
  return (
    <div className="mt-3 rounded-control bg-sunken px-3 py-2">
      <div className="flex justify-between gap-4">
        <span>{t("shipping")}</span>
        <span className="tabular">{money(order.shippingFee)}</span>
      </div>
      <FeeExplanation lines={order.shippingExplanation} currency={order.total.currency} />
    </div>
  );
}

type Key = keyof Messages["orders"]["fee"];

/** Why a shipping fee is what it is, in sentences; `currency` is that of amounts which name none. */
export function FeeExplanation({ lines, currency }: { lines: readonly ExplanationLine[]; currency: string }) {
  const t = useTranslations("orders.fee");
  const say = useFeeParams(currency);
  return (
    <ul className="mt-0.5 text-muted text-small">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences keep their order
        <li key={index} dir="auto">
          {t.has(line.key as Key) ? t(line.key as Key, say(line) as never) : line.key}
        </li>
      ))}
    </ul>
  );
}

/** Amounts and weights of an explanation as people write them. */
function useFeeParams(usual: string) {
  const money = useMoney();
  const format = useFormatter();
  const grams = (weight: number) =>
    format.number(weight / 1_000, { style: "unit", unit: "kilogram", maximumFractionDigits: 3 });
  return ({ key, params }: ExplanationLine): Record<string, string> => {
    const currency = typeof params.currency === "string" ? params.currency : usual;
    const said: Record<string, string> = {};
    for (const [name, value] of Object.entries(params)) {
      if (typeof value !== "number") said[name] = String(value ?? "");
      else if (name === "measure" && key === "by_weight") said[name] = grams(value);
      else said[name] = money({ amount: value, currency });
    }
    return said;
  };
}

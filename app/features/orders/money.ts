import { useCallback } from "react";
import { useFormatter } from "use-intl";
import { minorDigits } from "#server/domains/orders/money/schema.ts";
import type { Money } from "#server/domains/orders/schema.ts";

/** Minor units as the number people say: 1250 cents are 12.5. */
export const inUnits = ({ amount, currency }: Money): number => amount / 10 ** minorDigits(currency);

/** How an amount is written: with the digits it is stored with, which are not always those that Intl would choose. */
export function moneyStyle(currency: string, round = false) {
  const digits = minorDigits(currency);
  return {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    ...(round
      ? ({ notation: "compact", maximumFractionDigits: 1 } as const)
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  } as const;
}

/** Writes amounts in the reader's language: `€12.50`. `round` leaves the small change out, for charts and totals. */
export function useMoney(): (money: Money, round?: boolean) => string {
  const format = useFormatter();
  return useCallback(
    (money, round = false) => format.number(inUnits(money), moneyStyle(money.currency, round)),
    [format],
  );
}

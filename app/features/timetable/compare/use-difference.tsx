import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { StatusBadge } from "~/ui/badge.tsx";

/** Below this two costs are the same: sums of decimals are never exact. */
const tiny = 1e-6;

/** How a cost is written, and what a change of it means: less is better. */
export function useDifference(): {
  number: (value: number) => string;
  badge: (left: number, right: number) => ReactNode;
} {
  const t = useTranslations("replan");
  const format = useFormatter();
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  return {
    number,
    badge(left, right) {
      if (Math.abs(left - right) < tiny) return <StatusBadge tone="neutral">{t("same")}</StatusBadge>;
      const isBetter = right < left;
      return (
        <StatusBadge tone={isBetter ? "good" : "bad"}>
          {`${number(Math.abs(right - left))} ${t(isBetter ? "better" : "worse")}`}
        </StatusBadge>
      );
    },
  };
}

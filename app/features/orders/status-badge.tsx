import { useTranslations } from "use-intl";
import type { OrderRow, OrderStatus } from "#server/domains/orders/schema.ts";
import { StatusBadge, type StatusTone } from "~/ui/badge.tsx";

const tones: Record<OrderStatus, StatusTone> = {
  PENDING: "warn",
  CONFIRMED: "info",
  SHIPPED: "info",
  DELIVERED: "good",
  CANCELLED: "neutral",
  REFUNDED: "neutral",
};

/** How far an order is. */
export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  const t = useTranslations("orders.status");
  return <StatusBadge tone={tones[status]}>{t(status)}</StatusBadge>;
}

/** Whether an order has not moved for too long, or its last change did not reach the shop. Nothing when all is well. */
export function TroubleBadge({ order }: { order: Pick<OrderRow, "stuckSince" | "syncState"> }) {
  const t = useTranslations("orders.trouble");
  if (order.syncState === "failed") return <StatusBadge tone="bad">{t("failed")}</StatusBadge>;
  if (order.stuckSince) return <StatusBadge tone="bad">{t("stuck")}</StatusBadge>;
  return null;
}

import { ShoppingBag } from "lucide-react";
import { useTranslations } from "use-intl";
import type { OrdersOverview } from "#server/domains/orders/overview/schema.ts";
import { StatusBadge } from "~/ui/badge.tsx";
import { Card } from "~/ui/card.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { TextLink } from "~/ui/text-link.tsx";

export type ShopState = { id: string; name: string; overview: OrdersOverview };

/** What waits in a school's shop this morning; each number leads to what it counts. */
export function ShopCard({ shop: { id, name, overview }, named }: { shop: ShopState; named: boolean }) {
  const t = useTranslations("today");
  const { newToday, pending, stuck, failures, waiting } = overview;
  return (
    <Card
      title={t("shop")}
      description={named ? name : undefined}
      actions={
        <LinkButton tone="quiet" size="small" icon={<ShoppingBag />} to={`/orders/${id}`}>
          {t("openShop")}
        </LinkButton>
      }
    >
      <p className="mb-2">
        {t("newOrders", { count: newToday })}
        {pending > 0 && (
          <>
            {" · "}
            <TextLink to={`/orders/${id}?status=PENDING&sort=placedAt`}>
              {t("pendingOrders", { count: pending })}
            </TextLink>
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        {stuck > 0 ? (
          <TextLink to={`/orders/${id}?stuck=1`}>
            <StatusBadge tone="bad">{t("stuckOrders", { count: stuck })}</StatusBadge>
          </TextLink>
        ) : (
          <StatusBadge tone="good">{t("stuckOrders", { count: 0 })}</StatusBadge>
        )}
        {failures > 0 && (
          <TextLink to={`/orders/${id}/failures`}>
            <StatusBadge tone="bad">{t("failures", { count: failures })}</StatusBadge>
          </TextLink>
        )}
        {waiting > 0 && (
          <TextLink to={`/orders/${id}/courses`}>
            <StatusBadge tone="warn">{t("waitingPlaces", { count: waiting })}</StatusBadge>
          </TextLink>
        )}
      </div>
    </Card>
  );
}

import {
  CircleAlert,
  CircleCheck,
  House,
  LoaderCircle,
  type LucideIcon,
  Repeat2,
  ShoppingBag,
} from "lucide-react";
import { useTranslations } from "use-intl";
import type { OrderDetails } from "#server/domains/orders/schema.ts";
import type { Messages } from "~/i18n/catalog.server.ts";
import { cn } from "~/ui/cn.ts";

const states = {
  synced: { icon: CircleCheck, look: "text-good" },
  local: { icon: House, look: "text-muted" },
  pushing: { icon: LoaderCircle, look: "text-accent-text" },
  failed: { icon: CircleAlert, look: "text-bad" },
};
const kinds: Record<"shop" | "both" | "here", LucideIcon> = {
  shop: ShoppingBag,
  both: Repeat2,
  here: House,
};

type FieldName = keyof Messages["orders"]["sync"]["fields"];

/** Whether shop and school agree, and for each field whose word counts. */
export function OrderSync({ order }: { order: OrderDetails }) {
  const t = useTranslations("orders.sync");
  const { icon: State, look } = states[order.syncState];
  const fieldsOf = (kind: string) =>
    Object.entries(order.sync)
      .filter(([, whose]) => whose === kind)
      .map(([field]) => (t.has(`fields.${field as FieldName}`) ? t(`fields.${field as FieldName}`) : field));
  return (
    <details className="group rounded-card border border-line px-4 py-2.5">
      <summary className={cn("flex items-center gap-2", look)}>
        <State aria-hidden className="size-4 shrink-0" />
        <span className="flex-1">{t(order.syncState)}</span>
      </summary>
      <h3 className="mt-3 text-small">{t("title")}</h3>
      <dl className="mt-1 flex flex-col gap-2 text-small">
        {(["both", "shop", "here"] as const).map((kind) => {
          const Icon = kinds[kind];
          return (
            <div key={kind} className="flex gap-2">
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
              <div>
                <dt className="text-muted">{t(kind)}</dt>
                <dd>{fieldsOf(kind).join(", ")}</dd>
              </div>
            </div>
          );
        })}
      </dl>
    </details>
  );
}

import { PackageOpen, SearchX, ShoppingBag } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMay } from "~/root-data.ts";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { LinkButton } from "~/ui/link-button.tsx";
import { isFiltered, newestFirst, readAddress } from "./list-address.ts";
import type { ListControl } from "./use-list-address.ts";

/** Nothing fits, or nothing has come yet: the next step. */
export function NoOrders({
  schoolId,
  control,
  stores,
}: {
  schoolId: string;
  control: ListControl;
  stores: number;
}) {
  const t = useTranslations("orders.list");
  const mayConfigure = useMay("orders.configure");
  if (isFiltered(control.address)) {
    const all = { ...readAddress(new URLSearchParams()), sort: newestFirst };
    return (
      <EmptyState
        icon={SearchX}
        title={t("nothingTitle")}
        text={t("nothingText")}
        action={<Button onClick={() => control.change(all)}>{t("clear")}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={PackageOpen}
      title={t("emptyTitle")}
      text={t("emptyText")}
      action={
        mayConfigure &&
        stores === 0 && (
          <LinkButton tone="primary" icon={<ShoppingBag />} to={`/orders/${schoolId}/stores`}>
            {t("connect")}
          </LinkButton>
        )
      }
    />
  );
}

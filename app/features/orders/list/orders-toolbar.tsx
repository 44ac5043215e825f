import { Columns3, Download } from "lucide-react";
import { memo } from "react";
import { useTranslations } from "use-intl";
import { buttonStyle } from "~/ui/button-style.ts";
import { IconButton } from "~/ui/icon-button.tsx";
import { Menu } from "~/ui/menu.tsx";
import { OrderFilters } from "./order-filters.tsx";
import type { ListControl } from "./use-list-address.ts";
import { columnChoices } from "./use-order-columns.tsx";

type ToolbarProps = {
  schoolId: string;
  control: ListControl;
  stores: readonly { id: string; name: string }[];
  shown: readonly string[];
  onShow: (columns: string[]) => void;
  count: string;
};

/** Above the table: search, filters, how many there are, columns, CSV. */
export const OrdersToolbar = memo(function OrdersToolbar(props: ToolbarProps) {
  const { schoolId, control, stores, shown, onShow, count } = props;
  const t = useTranslations("orders");
  const choices = columnChoices.filter((one) => one !== "store" || stores.length > 1);
  return (
    <>
      <OrderFilters control={control} stores={stores} />
      <span role="status" className="tabular ms-auto px-1 text-caption text-muted">
        {count}
      </span>
      <Menu
        trigger={
          <IconButton size="small" label={t("list.columns")} icon={<Columns3 />} className="max-md:hidden" />
        }
        entries={choices.map((id) => ({
          kind: "check",
          label: t(`columns.${id}`),
          checked: shown.includes(id),
          onChange: (on) => onShow(columnChoices.filter((one) => (one === id ? on : shown.includes(one)))),
        }))}
      />
      <a
        href={`/orders/${schoolId}/download?${control.searchOf({})}`}
        download
        title={t("list.export")}
        aria-label={t("list.export")}
        className={buttonStyle("quiet", "small", true)}
      >
        <Download aria-hidden />
      </a>
    </>
  );
});

import { FilePen, Pencil } from "lucide-react";
import { useMemo } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { OrderRow } from "#server/domains/orders/schema.ts";
import { IconButton } from "~/ui/icon-button.tsx";
import { TextLink } from "~/ui/text-link.tsx";
import type { VirtualColumn } from "~/ui/virtual-table/types.ts";
import { useMoney } from "../money.ts";
import { OrderStatusBadge, TroubleBadge } from "../status-badge.tsx";

/** Columns that are shown until somebody chooses others; the number always is, and so is the way to edit. */
export const usualColumns = ["customer", "status", "total", "items", "tracking", "placedAt"] as const;
export const columnChoices = [
  ...usualColumns,
  "updatedAt",
  "shippingFee",
  "store",
  "email",
  "notes",
] as const;

type Options = {
  shown: readonly string[];
  storeNames: ReadonlyMap<string, string>;
  hrefOf: (order: OrderRow) => string;
  onEdit: ((order: OrderRow) => void) | null;
};

/** The columns of the orders table, in their order, as far as they are chosen. */
export function useOrderColumns({ shown, storeNames, hrefOf, onEdit }: Options): VirtualColumn<OrderRow>[] {
  const t = useTranslations("orders");
  const common = useTranslations("common");
  const dates = useDates();
  const money = useMoney();
  const chosen = shown.join(" ");
  return useMemo(() => {
    const dated = (id: "placedAt" | "updatedAt"): VirtualColumn<OrderRow> => ({
      id,
      header: t(`columns.${id}`),
      width: "9rem",
      sortable: true,
      wide: true,
      value: (order) => order[id],
      cell: (order) => <Moment at={order[id]} dates={dates} />,
    });
    const all: VirtualColumn<OrderRow>[] = [
      {
        id: "number",
        header: t("columns.number"),
        width: "5.75rem",
        sortable: true,
        value: (order) => order.number,
        cell: (order) => (
          <TextLink to={hrefOf(order)} preventScrollReset className="tabular text-text">
            <bdi>{order.number}</bdi>
          </TextLink>
        ),
      },
      {
        id: "customer",
        header: t("columns.customer"),
        width: "10.25rem",
        sortable: true,
        wide: true,
        value: (order) => order.customerName,
        cell: (order) => (
          <span dir="auto" className="block truncate">
            {order.customerName || <span className="text-subtle">{t("noName")}</span>}
          </span>
        ),
      },
      {
        id: "status",
        header: t("columns.status"),
        width: "10rem",
        sortable: true,
        wide: true,
        value: (order) => `${order.status} ${order.syncState === "failed"} ${order.stuckSince !== null}`,
        cell: (order) => (
          <span className="flex min-w-0 items-center gap-1.5">
            <OrderStatusBadge status={order.status} />
            <TroubleBadge order={order} />
          </span>
        ),
      },
      {
        id: "total",
        header: t("columns.total"),
        width: "7.25rem",
        align: "end",
        sortable: true,
        wide: true,
        value: (order) => order.total.amount,
        cell: (order) => <span className="tabular">{money(order.total)}</span>,
      },
      {
        id: "items",
        header: t("columns.items"),
        width: "3.5rem",
        align: "end",
        wide: true,
        value: (order) => order.itemCount,
        cell: (order) => <span className="tabular">{order.itemCount}</span>,
      },
      {
        id: "tracking",
        header: t("columns.tracking"),
        width: "9.5rem",
        wide: true,
        value: (order) => `${order.trackingCompany} ${order.trackingNumber}`,
        cell: (order) => <Tracking order={order} />,
      },
      dated("placedAt"),
      dated("updatedAt"),
      {
        id: "shippingFee",
        header: t("columns.shippingFee"),
        width: "7rem",
        align: "end",
        wide: true,
        value: (order) => order.shippingFee.amount,
        cell: (order) => <span className="tabular">{money(order.shippingFee)}</span>,
      },
      {
        id: "store",
        header: t("columns.store"),
        width: "10rem",
        wide: true,
        value: (order) => order.storeId,
        cell: (order) => <span dir="auto">{storeNames.get(order.storeId)}</span>,
      },
      {
        id: "email",
        header: t("columns.email"),
        width: "15rem",
        wide: true,
        value: (order) => order.customerEmail,
        cell: (order) => <bdi className="text-muted">{order.customerEmail}</bdi>,
      },
      {
        id: "notes",
        header: t("columns.notes"),
        width: "14rem",
        wide: true,
        value: (order) => order.notes,
        cell: (order) => (
          <span dir="auto" className="block truncate text-muted">
            {order.notes}
          </span>
        ),
      },
      {
        id: "edit",
        header: common("edit"),
        width: "3.5rem",
        align: "end",
        wide: true,
        value: () => null,
        cell: (order) =>
          onEdit && (
            <IconButton
              size="small"
              tabIndex={-1}
              label={t("editOrder", { number: order.number })}
              icon={<Pencil />}
              onClick={() => onEdit(order)}
              className="-me-1.5 opacity-0 focus-visible:opacity-100 group-hover:opacity-100 group-focus:opacity-100"
            />
          ),
      },
    ];
    const wanted = new Set(["number", "edit", ...chosen.split(" ")]);
    return all.filter(({ id }) => wanted.has(id) && (id !== "edit" || onEdit));
  }, [t, common, money, dates, chosen, storeNames, hrefOf, onEdit]);
}

type Dates = ReturnType<typeof useDates>;

/** Short in a table, whole on hover. */
function useDates() {
  const format = useFormatter();
  return useMemo(() => {
    const year = new Date().getFullYear();
    return {
      short: (at: Date) =>
        format.dateTime(
          at,
          at.getFullYear() === year
            ? { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
            : { day: "numeric", month: "short", year: "numeric" },
        ),
      whole: (at: Date) => format.dateTime(at, { dateStyle: "full", timeStyle: "medium" }),
    };
  }, [format]);
}

function Moment({ at, dates }: { at: string; dates: Dates }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={dates.whole(date)} className="text-muted">
      {dates.short(date)}
    </time>
  );
}

function Tracking({ order }: { order: OrderRow }) {
  const t = useTranslations("orders");
  if (!order.trackingNumber) return <span className="text-subtle">{t("noTracking")}</span>;
  const text = (
    <>
      {order.trackingCompany && <span className="text-muted">{order.trackingCompany} </span>}
      <bdi className="tabular">{order.trackingNumber}</bdi>
    </>
  );
  return order.trackingUrl ? (
    <a
      href={order.trackingUrl}
      target="_blank"
      rel="noreferrer"
      tabIndex={-1}
      className="rounded-small hover:underline"
    >
      {text}
    </a>
  ) : (
    text
  );
}

/** What a row says on a phone: two lines instead of eight columns. */
export function CompactOrder({ order }: { order: OrderRow }) {
  const t = useTranslations("orders");
  const money = useMoney();
  const dates = useDates();
  return (
    <div className="flex flex-col gap-1 py-2">
      <span className="flex items-baseline justify-between gap-3">
        <span className="flex min-w-0 gap-1.5">
          <bdi className="tabular font-strong">{order.number}</bdi>
          <span dir="auto" className="truncate">
            {order.customerName || t("noName")}
          </span>
        </span>
        <span className="tabular shrink-0 font-strong">{money(order.total)}</span>
      </span>
      <span className="flex items-center gap-1.5">
        <OrderStatusBadge status={order.status} />
        <TroubleBadge order={order} />
        {order.notes && <FilePen aria-label={t("hasNotes")} className="size-3.5 shrink-0 text-muted" />}
        <span className="ms-auto shrink-0 text-small">
          <Moment at={order.placedAt} dates={dates} />
        </span>
      </span>
    </div>
  );
}

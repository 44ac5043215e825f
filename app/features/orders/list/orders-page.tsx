import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { OrderRow } from "#server/domains/orders/schema.ts";
import { useMay } from "~/root-data.ts";
import { PageHeader } from "~/ui/page-header.tsx";
import { useWanted } from "~/ui/use-wanted.ts";
import { nothingPicked, type Picked, pickedCount } from "~/ui/virtual-table/selection.ts";
import { VirtualTable } from "~/ui/virtual-table/virtual-table.tsx";
import { DaysSwitch, FigureCards } from "./figure-cards.tsx";
import type { OrdersPageData } from "./load-orders.server.ts";
import { NoOrders } from "./no-orders.tsx";
import type { OpenList } from "./order-cache.ts";
import { OrderViews } from "./order-views.tsx";
import { OrdersToolbar } from "./orders-toolbar.tsx";
import { useColumns } from "./use-columns.ts";
import { type ListControl, useListAddress } from "./use-list-address.ts";
import { useOpenOrder } from "./use-open-order.ts";
import { CompactOrder, useOrderColumns } from "./use-order-columns.tsx";
import { useOrderSync } from "./use-order-sync.ts";
import { type Orders, useOrders } from "./use-orders.ts";

const BulkBar = lazy(() => import("./bulk-bar.tsx"));
const FailedNotice = lazy(() => import("./failed-notice.tsx"));
const NewsPill = lazy(() => import("./news-pill.tsx"));
const OrderDrawer = lazy(() => import("../drawer/order-drawer.tsx"));

/** A school's orders: what matters in four figures, and the list that changes while one looks at it. */
export function OrdersPage(data: OrdersPageData) {
  const { schoolId, stores } = data;
  const t = useTranslations("orders");
  const control = useListAddress();
  const orders = useOrders(schoolId, control.wish, data.first);
  const { news } = useOrderSync(schoolId, orders);
  const count = t(orders.countIsExact ? "count" : "countMany", { count: orders.count });
  const columns = useColumns(data.columns);
  return (
    <>
      <PageHeader title={t("title")} actions={<DaysSwitch />} />
      <FigureCards schoolId={schoolId} first={data.figures} />
      <OrderViews data={data} control={control} columns={columns} />
      <OrdersTable
        schoolId={schoolId}
        stores={stores}
        control={control}
        orders={orders}
        columns={columns}
        count={count}
        news={news}
      />
    </>
  );
}

type TableProps = Pick<OrdersPageData, "schoolId" | "stores"> & {
  control: ListControl;
  orders: Orders;
  columns: ReturnType<typeof useColumns>;
  count: string;
  news: number;
};

function OrdersTable({ schoolId, stores, control, orders, columns, count, news }: TableProps) {
  const t = useTranslations("orders");
  const opened = useOpenOrder();
  const mayEdit = useMay("orders.edit");
  const [picked, setPicked] = usePicked(orders.open);
  const storeNames = useMemo(() => new Map(stores.map(({ id, name }) => [id, name])), [stores]);
  const edit = opened.open;
  const onEdit = useMemo(
    () => (mayEdit ? (order: OrderRow) => edit(order, { edit: true }) : null),
    [mayEdit, edit],
  );
  const shown = useOrderColumns({ shown: columns.shown, storeNames, hrefOf: opened.hrefOf, onEdit });
  const { sort } = control.address;
  const some = pickedCount(picked, orders.count) > 0;
  const drawerWanted = useWanted(opened.orderId !== null);
  return (
    <div className="relative overflow-hidden rounded-card border border-line bg-surface [--table-height:max(20rem,calc(100dvh-27.5rem))] max-md:[--table-height:calc(100dvh-11rem)]">
      <div className="no-print flex min-h-13 flex-wrap items-center gap-2 border-line border-b px-2.5 py-2">
        {some ? (
          <Suspense fallback={null}>
            <BulkBar
              schoolId={schoolId}
              picked={picked}
              open={orders.open}
              total={orders.count}
              onPicked={setPicked}
            />
          </Suspense>
        ) : (
          <OrdersToolbar
            schoolId={schoolId}
            control={control}
            stores={stores}
            shown={columns.shown}
            onShow={columns.show}
            count={count}
          />
        )}
      </div>
      {orders.isError && (
        <Suspense fallback={null}>
          <FailedNotice orders={orders} />
        </Suspense>
      )}
      {orders.count > 0 ? (
        <>
          {/* the live region is there before its first message, or nobody would hear it */}
          <div
            role="status"
            className="no-print pointer-events-none absolute inset-x-0 z-20 mt-11 flex justify-center"
          >
            {news > 0 && (
              <Suspense fallback={null}>
                <NewsPill count={news} onShow={orders.refresh} />
              </Suspense>
            )}
          </div>
          <VirtualTable
            label={t("list.label")}
            columns={shown}
            source={orders}
            rowKey={keyOf}
            rowName={nameOf}
            compact={compact}
            onOpen={opened.open}
            openKey={opened.orderId}
            sort={{ column: sort.by, descending: sort.direction === "desc" }}
            onSort={({ column, descending }) =>
              control.change({
                sort: { by: column as typeof sort.by, direction: descending ? "desc" : "asc" },
              })
            }
            {...(mayEdit && { picked, onPicked: setPicked })}
            busy={orders.isPending}
            listKey={orders.open ? JSON.stringify([orders.open.wish, orders.open.asOf]) : ""}
          />
        </>
      ) : (
        !orders.isPending &&
        !orders.isError && <NoOrders schoolId={schoolId} control={control} stores={stores.length} />
      )}
      {drawerWanted && (
        <Suspense fallback={null}>
          <OrderDrawer schoolId={schoolId} opened={opened} orders={orders} />
        </Suspense>
      )}
    </div>
  );
}

/** What is picked, of the list that is shown: another search or filter begins with nothing picked. */
function usePicked(open: OpenList | undefined): [Picked, (picked: Picked) => void] {
  const list = JSON.stringify(open?.wish.filter);
  const [of, setOf] = useState(list);
  const [picked, setPicked] = useState<Picked>(nothingPicked);
  if (of !== list) {
    setOf(list);
    setPicked(nothingPicked);
  }
  return [of === list ? picked : nothingPicked, setPicked];
}

const keyOf = (order: OrderRow): string => order.id;
const nameOf = (order: OrderRow): string => order.number;
const compact = (order: OrderRow) => <CompactOrder order={order} />;

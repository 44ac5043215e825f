import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, CloudOff } from "lucide-react";
import { lazy, type ReactNode, Suspense, useCallback, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { CallError } from "~/lib/query/call.ts";
import { useMay } from "~/root-data.ts";
import { Button } from "~/ui/button.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Sheet } from "~/ui/sheet.tsx";
import { Skeleton } from "~/ui/skeleton.tsx";
import { readOrders } from "../api.ts";
import { orderKeys, placeOf } from "../list/order-cache.ts";
import type { OpenOrder } from "../list/use-open-order.ts";
import type { Orders } from "../list/use-orders.ts";
import { useProblemText } from "../problem-text.ts";
import type { EditState } from "./order-foot.tsx";

const OrderView = lazy(() => import("./order-view.tsx"));
const OrderFoot = lazy(() => import("./order-foot.tsx"));

type DrawerProps = { schoolId: string; opened: OpenOrder; orders: Orders };

/** Everything of one order beside the list. Its address is the list's with the order's id. */
export default function OrderDrawer({ schoolId, opened, orders }: DrawerProps) {
  const t = useTranslations("orders.drawer");
  const format = useFormatter();
  const id = opened.orderId;
  const mayEdit = useMay("orders.edit");
  const [state, setState] = useState<EditState>({ dirty: false, busy: false, version: 1 });
  const {
    data: order,
    error,
    refetch,
    isFetching,
  } = useQuery({
    queryKey: orderKeys.order(schoolId, id ?? ""),
    queryFn: ({ signal }) => readOrders("get", { id: id ?? "" }, signal),
    enabled: id !== null,
    retry: false,
  });
  const shown = order ?? listed(orders, id);
  const editing = opened.editing && mayEdit && order !== undefined;
  const { setEditing } = opened;
  const stopEditing = useCallback(() => setEditing(false), [setEditing]);
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => {
        if (!open) opened.close();
      }}
      size="large"
      title={shown ? t.rich("title", { number: shown.number, apart: inItsOwnDirection }) : t("loading")}
      description={
        shown &&
        t("placed", {
          at: format.dateTime(new Date(shown.placedAt), { dateStyle: "medium", timeStyle: "short" }),
        })
      }
      actions={id && !editing && <Neighbours schoolId={schoolId} id={id} opened={opened} orders={orders} />}
      footer={
        order && mayEdit ? (
          editing ? (
            <Suspense fallback={null}>
              <OrderFoot state={state} onCancel={stopEditing} />
            </Suspense>
          ) : (
            <>
              <span className="tabular me-auto self-center text-muted text-small">
                {t("version", { version: order.version })}
              </span>
              <Button tone="primary" onClick={() => setEditing(true)}>
                {t("edit")}
              </Button>
            </>
          )
        ) : undefined
      }
    >
      {error && !order ? (
        <NotRead error={error} busy={isFetching} onRetry={() => void refetch()} />
      ) : order ? (
        <Suspense fallback={<ViewSkeleton />}>
          <OrderView
            key={order.id}
            schoolId={schoolId}
            order={order}
            editing={editing}
            onDone={stopEditing}
            onState={setState}
          />
        </Suspense>
      ) : (
        <ViewSkeleton />
      )}
    </Sheet>
  );
}

/** `#S1` stays so inside a sentence of Arabic. */
const inItsOwnDirection = (text: ReactNode) => <bdi>{text}</bdi>;

type NotReadProps = { error: Error; busy: boolean; onRetry: () => void };

/** Why there is nothing to see: no such order, or nobody who answers. */
function NotRead({ error, busy, onRetry }: NotReadProps) {
  const t = useTranslations();
  const problemText = useProblemText();
  if (error instanceof CallError && (error.status === 404 || error.status === 400))
    return <EmptyState title={t("orders.drawer.unknownTitle")} text={t("orders.drawer.unknownText")} />;
  return (
    <EmptyState
      icon={CloudOff}
      title={t("orders.drawer.unreadTitle")}
      text={problemText(error)}
      action={
        <Button busy={busy} onClick={onRetry}>
          {t("common.retry")}
        </Button>
      }
    />
  );
}

/** The row that was pressed: its number stands at the top before the rest is read. */
function listed(orders: Orders, id: string | null) {
  if (id === null) return undefined;
  for (let index = 0; index < Math.min(orders.count, 200); index += 1) {
    const row = orders.rowAt(index);
    if (row?.id === id) return row;
  }
  return undefined;
}

function Neighbours({ schoolId, id, opened, orders }: DrawerProps & { id: string }) {
  const t = useTranslations("orders.drawer");
  const client = useQueryClient();
  const place = orders.open ? placeOf(client, schoolId, orders.open, id) : null;
  if (place === null) return null;
  const [before, after] = [orders.rowAt(place - 1), orders.rowAt(place + 1)];
  return (
    <>
      <IconButton
        size="small"
        label={t("previous")}
        icon={<ChevronDown className="rotate-180" />}
        disabled={!before}
        onClick={() => before && opened.open(before, { replace: true })}
      />
      <IconButton
        size="small"
        label={t("following")}
        icon={<ChevronDown />}
        disabled={!after}
        onClick={() => after && opened.open(after, { replace: true })}
      />
    </>
  );
}

const ViewSkeleton = () => (
  <div aria-hidden="true" className="flex flex-col gap-4">
    <Skeleton className="h-6 w-40" />
    <Skeleton className="h-20 w-full" />
    <Skeleton className="h-32 w-full" />
    <Skeleton className="h-24 w-full" />
  </div>
);

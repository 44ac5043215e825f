import { useQueryClient } from "@tanstack/react-query";
import { ChevronDown, Mail, X } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { OrderStatus } from "#server/domains/orders/schema.ts";
import { orderStatuses } from "#server/domains/orders/words/schema.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Menu } from "~/ui/menu.tsx";
import { useToast } from "~/ui/toast.tsx";
import { everythingPicked, nothingPicked, type Picked, pickedCount } from "~/ui/virtual-table/selection.ts";
import { changeOrders } from "../api.ts";
import { useProblemText } from "../problem-text.ts";
import { type OpenList, orderKeys } from "./order-cache.ts";

type BulkProps = {
  schoolId: string;
  picked: Picked;
  open: OpenList | undefined;
  total: number;
  onPicked: (picked: Picked) => void;
};

/** Refunds are made in the shop, never here. */
const settable = orderStatuses.filter((status) => status !== "REFUNDED");

/** What can be done with the picked orders. */
export default function BulkBar({ schoolId, picked, open, total, onPicked }: BulkProps) {
  const t = useTranslations("orders");
  const table = useTranslations("ui.table");
  const format = useFormatter();
  const [wanted, setWanted] = useState<OrderStatus | null>(null);
  const count = pickedCount(picked, total);
  return (
    <>
      <IconButton
        size="small"
        label={table("clearSelection")}
        icon={<X />}
        onClick={() => onPicked(nothingPicked)}
      />
      <span role="status" className="tabular me-2 font-strong text-small">
        {table("selected", { count })}
      </span>
      {picked.mode === "some" && count < total && (
        <Button size="small" tone="quiet" onClick={() => onPicked(everythingPicked)}>
          {t("bulk.selectAll", { count: format.number(total) })}
        </Button>
      )}
      <Menu
        align="start"
        trigger={
          <Button size="small">
            {t("bulk.setStatus")}
            <ChevronDown aria-hidden className="text-muted" />
          </Button>
        }
        entries={settable.map((status) => ({
          label: t(`status.${status}`),
          onSelect: () => setWanted(status),
        }))}
      />
      <ConfirmStatus
        schoolId={schoolId}
        picked={picked}
        open={open}
        count={count}
        status={wanted}
        onClose={() => setWanted(null)}
        onDone={() => onPicked(nothingPicked)}
      />
    </>
  );
}

type ConfirmProps = Omit<BulkProps, "total" | "onPicked"> & {
  count: number;
  status: OrderStatus | null;
  onClose: () => void;
  onDone: () => void;
};

function ConfirmStatus({ schoolId, picked, open, count, status, onClose, onDone }: ConfirmProps) {
  const t = useTranslations("orders");
  const common = useTranslations("common");
  const { busy, run } = useBulkChange(schoolId);
  const word = status ? t(`status.${status}`) : "";
  const confirm = async () => {
    if (!status || !open) return;
    const which =
      picked.mode === "some"
        ? { ids: [...picked.keys] }
        : { filter: { ...open.wish.filter, asOf: open.asOf }, except: [...picked.except] };
    if (await run({ schoolId, ...which, status })) onDone();
    onClose();
  };
  return (
    <Dialog
      open={status !== null}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      size="small"
      title={t("bulk.confirmTitle", { count, status: word })}
      description={t("bulk.confirmText")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button tone="primary" busy={busy} onClick={confirm}>
            {t("bulk.confirm", { status: word })}
          </Button>
        </>
      }
    >
      {(status === "SHIPPED" || status === "DELIVERED") && (
        <p className="flex items-start gap-2 rounded-control bg-warn-surface px-3 py-2.5 text-warn">
          <Mail aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t("bulk.mailsCustomers")}
        </p>
      )}
    </Dialog>
  );
}

/** Changes many orders, says what came of it, and offers the way back. */
function useBulkChange(schoolId: string) {
  const t = useTranslations("orders");
  const common = useTranslations("common");
  const client = useQueryClient();
  const toast = useToast();
  const problemText = useProblemText();
  const [busy, setBusy] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: orderKeys.pages(schoolId) });
  const fail = (problem: unknown) =>
    toast({ tone: "bad", message: `${t("bulk.failed")} ${problemText(problem)}` });
  const undo = async (undoId: string) => {
    try {
      toast({ message: t("bulk.undone", await changeOrders("undoMany", { undoId })) });
      await refresh();
    } catch (problem) {
      fail(problem);
    }
  };
  const run = async (input: Parameters<typeof changeOrders<"updateMany">>[1]): Promise<boolean> => {
    setBusy(true);
    try {
      const { changed, skipped, undoId } = await changeOrders("updateMany", input);
      const message = t("bulk.done", { changed, skipped, status: t(`status.${input.status}`) });
      const action = undoId ? { label: common("undo"), onAction: () => void undo(undoId) } : undefined;
      toast({ message, ...(action && { action, stay: 15_000 }) });
      await refresh();
      return true;
    } catch (problem) {
      fail(problem);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, run };
}

import { CircleCheck, Eye, RotateCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Moment } from "~/features/identity/moment.tsx";
import { useLiveRevalidate } from "~/lib/live/use-live.ts";
import { StatusBadge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { DataTable } from "~/ui/table/data-table.tsx";
import type { Column } from "~/ui/table/table-types.ts";
import { TextLink } from "~/ui/text-link.tsx";
import { useToast } from "~/ui/toast.tsx";
import type { Letter, OrdersOutput } from "../api.ts";
import { useShopChange } from "../use-shop-change.ts";
import { useFailureReason } from "./failure-reason.ts";
import { LetterSheet } from "./letter-sheet.tsx";

type Failures = OrdersOutput["deadLetters"]["list"];
type Props = { schoolId: string; failures: Failures };

/** What failed for good: messages of a shop that could not be worked in, changes a shop would not take. */
export function FailuresPage({ schoolId, failures }: Props) {
  const t = useTranslations("shop.failures");
  useLiveRevalidate([`stores/${schoolId}`]);
  const [shown, setShown] = useState<Letter | null>(null);
  const [leaving, setLeaving] = useState<Letter | null>(null);
  const actions = useLetterActions(schoolId);
  const columns = useColumns({ schoolId, onShow: setShown, onReplay: actions.replay, onDismiss: setLeaving });
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("help")}
        primary={failures.total > 0 && <ReplayAll schoolId={schoolId} count={failures.total} />}
      />
      <DataTable
        label={t("label")}
        columns={columns}
        rows={failures.letters}
        rowKey={(letter) => letter.id}
        rowName={(letter) => letter.topic}
        total={failures.total}
        bulkActions={(selected, clear) => (
          <Button
            size="small"
            icon={<RotateCw />}
            onClick={() => {
              void actions.replay(...selected);
              clear();
            }}
          >
            {t("replay")}
          </Button>
        )}
        more={failures.nextCursor ? { href: `?cursor=${failures.nextCursor}` } : null}
        empty={<EmptyState icon={CircleCheck} title={t("emptyTitle")} text={t("emptyText")} />}
      />
      <LetterSheet letter={shown} onClose={() => setShown(null)} onReplay={actions.replay} />
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => {
          if (!open) setLeaving(null);
        }}
        title={t("dismissTitle", { topic: leaving?.topic ?? "" })}
        consequence={t("dismissText")}
        confirmLabel={t("dismiss")}
        busy={actions.busy}
        onConfirm={async () => {
          if (leaving) await actions.dismiss(leaving);
          setLeaving(null);
        }}
      />
    </>
  );
}

function useLetterActions(schoolId: string) {
  const t = useTranslations("shop.failures");
  const toast = useToast();
  const { send, busy } = useShopChange();
  return {
    busy: busy !== null,
    replay: async (...letters: Letter[]) => {
      const ids = letters.map(({ id }) => id);
      const { answer } = await send<{ replayed: number }>("orders.deadLetters.replayMany", { schoolId, ids });
      if (answer) toast({ message: t("replayed", { count: answer.replayed }) });
    },
    dismiss: async (letter: Letter) => {
      const { answer } = await send("orders.deadLetters.dismiss", { id: letter.id });
      if (answer) toast({ message: t("dismissed") });
    },
  };
}

function ReplayAll({ schoolId, count }: { schoolId: string; count: number }) {
  const t = useTranslations("shop.failures");
  const common = useTranslations("common");
  const toast = useToast();
  const { send, busy } = useShopChange();
  const [asked, setAsked] = useState(false);
  const replay = async () => {
    const { answer } = await send<{ replayed: number }>("orders.deadLetters.replayMany", { schoolId });
    if (answer) toast({ message: t("replayed", { count: answer.replayed }) });
    setAsked(false);
  };
  return (
    <>
      <Button tone="primary" icon={<RotateCw />} onClick={() => setAsked(true)}>
        {t("replayAll")}
      </Button>
      <Dialog
        open={asked}
        onOpenChange={setAsked}
        size="small"
        title={t("replayAllTitle", { count })}
        description={t("replayAllText")}
        footer={
          <>
            <Button onClick={() => setAsked(false)}>{common("cancel")}</Button>
            <Button tone="primary" busy={busy !== null} onClick={replay}>
              {t("replayAll")}
            </Button>
          </>
        }
      />
    </>
  );
}

type ColumnOptions = {
  schoolId: string;
  onShow: (letter: Letter) => void;
  onReplay: (letter: Letter) => void;
  onDismiss: (letter: Letter) => void;
};

function useColumns({ schoolId, onShow, onReplay, onDismiss }: ColumnOptions): Column<Letter>[] {
  const t = useTranslations("shop.failures");
  const reasonOf = useFailureReason();
  return [
    {
      id: "topic",
      header: t("columns.what"),
      value: (letter) => letter.topic,
      cell: (letter) => (
        <span className="flex min-w-0 items-center gap-2 max-md:flex-col max-md:items-start max-md:gap-1 max-md:py-2">
          <span className="max-md:hidden">
            <StatusBadge tone={letter.kind === "push" ? "warn" : "bad"}>{t(letter.kind)}</StatusBadge>
          </span>
          <bdi dir="ltr" className="max-w-full truncate font-mono text-small">
            {letter.topic}
          </bdi>
          <span className="whitespace-normal font-normal text-small wrap-anywhere md:hidden">
            {reasonOf(letter)}
          </span>
        </span>
      ),
    },
    { id: "reason", header: t("columns.reason"), wide: true, value: reasonOf },
    {
      id: "order",
      header: t("columns.order"),
      value: (letter) => letter.orderNumber,
      cell: (letter) =>
        letter.orderId ? (
          <TextLink to={`/orders/${schoolId}?order=${letter.orderId}`}>{letter.orderNumber}</TextLink>
        ) : (
          <span className="text-subtle">{t("noOrder")}</span>
        ),
    },
    { id: "store", header: t("columns.store"), hidden: true, value: (letter) => letter.storeName },
    {
      id: "attempts",
      header: t("columns.attempts"),
      align: "end",
      hidden: true,
      value: (letter) => letter.attempts,
    },
    {
      id: "at",
      header: t("columns.at"),
      value: (letter) => new Date(letter.at),
      cell: (letter) => <Moment iso={letter.at} />,
    },
    {
      id: "actions",
      header: t("columns.actions"),
      width: "8rem",
      cell: (letter) => (
        <span className="flex gap-0.5">
          <IconButton size="small" label={t("show")} icon={<Eye />} onClick={() => onShow(letter)} />
          <IconButton size="small" label={t("replay")} icon={<RotateCw />} onClick={() => onReplay(letter)} />
          <IconButton size="small" label={t("dismiss")} icon={<Trash2 />} onClick={() => onDismiss(letter)} />
        </span>
      ),
    },
  ];
}

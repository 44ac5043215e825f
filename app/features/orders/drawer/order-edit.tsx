import { CircleAlert, UserRoundPen } from "lucide-react";
import { type FormEvent, useEffect } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { OrderDetails, OrderStatus } from "#server/domains/orders/schema.ts";
import { orderStatuses } from "#server/domains/orders/words/schema.ts";
import { Button } from "~/ui/button.tsx";
import { Field } from "~/ui/field.tsx";
import { LeaveGuard } from "~/ui/leave-guard.tsx";
import { Select } from "~/ui/select.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import { Textarea } from "~/ui/textarea.tsx";
import { OrderConflictDialog } from "./order-conflict.tsx";
import { type EditState, editFormId } from "./order-foot.tsx";
import { useLastChange } from "./use-last-change.ts";
import { type OrderEdit, useOrderEdit } from "./use-order-edit.ts";

/** The drawer closes when another order, or none, is in the address. */
const guarded = ["order"];

const carriers = ["DHL", "DPD", "FedEx", "GLS", "Royal Mail", "UPS", "USPS", "Aramex"];

type Props = {
  schoolId: string;
  order: OrderDetails;
  onDone: () => void;
  /** Tells the frame around the form what to show at its foot. */
  onState: (state: EditState) => void;
};

/** Status, tracking and notes of one order. */
export function OrderEditForm({ schoolId, order, onDone, onState }: Props) {
  const t = useTranslations("orders");
  const edit = useOrderEdit(schoolId, order, onDone);
  const { draft, set, dirty, busy, base } = edit;
  useEffect(() => onState({ dirty, busy, version: base.version }), [dirty, busy, base.version, onState]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (dirty && !busy) void edit.save();
  };
  const choices = orderStatuses.filter((one) => one !== "REFUNDED" || base.status === "REFUNDED");
  return (
    <form id={editFormId} onSubmit={submit} className="flex flex-col gap-5">
      {edit.changed && (
        <ChangedBanner schoolId={schoolId} order={order} edit={edit} clash={edit.changed.clash} />
      )}
      {edit.problem && (
        <p
          role="alert"
          className="flex items-start gap-2 rounded-control bg-bad-surface px-3 py-2.5 text-bad"
        >
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>
            <span className="font-strong">{edit.problem}</span> {t("edit.rolledBack")}
          </span>
        </p>
      )}
      <Field label={t("edit.status")} name="status" help={t("edit.statusHelp")}>
        <Select
          value={draft.status}
          disabled={base.status === "REFUNDED"}
          onChange={(event) => set("status", event.target.value as OrderStatus)}
        >
          {choices.map((status) => (
            <option key={status} value={status}>
              {t(`status.${status}`)}
            </option>
          ))}
        </Select>
      </Field>
      <div className="grid gap-5 sm:grid-cols-[1fr_11rem]">
        <Field label={t("edit.trackingNumber")} name="trackingNumber" help={t("edit.trackingHelp")}>
          <TextInput
            dir="auto"
            maxLength={120}
            autoComplete="off"
            value={draft.trackingNumber}
            onChange={(event) => set("trackingNumber", event.target.value)}
          />
        </Field>
        <Field label={t("edit.trackingCompany")} name="trackingCompany">
          <TextInput
            dir="auto"
            maxLength={120}
            list="order-carriers"
            value={draft.trackingCompany}
            onChange={(event) => set("trackingCompany", event.target.value)}
          />
        </Field>
        <datalist id="order-carriers">
          {carriers.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      <Field label={t("edit.notes")} name="notes" help={t("edit.notesHelp")}>
        <Textarea
          dir="auto"
          rows={5}
          maxLength={4_000}
          value={draft.notes}
          onChange={(event) => set("notes", event.target.value)}
        />
      </Field>
      <LeaveGuard dirty={dirty && !busy} parameters={guarded} />
      <OrderConflictDialog edit={edit} />
    </form>
  );
}

type BannerProps = Pick<Props, "schoolId" | "order"> & { edit: OrderEdit; clash: readonly string[] };

/** Somebody saved while this form was being typed in: says who and what, and lets the person decide when they want. */
function ChangedBanner({ schoolId, order, edit, clash }: BannerProps) {
  const t = useTranslations("orders.edit");
  const format = useFormatter();
  const last = useLastChange(schoolId, order);
  const who = last?.actorName ?? t("theShop");
  const fields = format.list(clash.map((field) => t(field as "notes")));
  const changedAt = last?.at ?? order.updatedAt;
  return (
    <div
      role="alert"
      className="flex items-start gap-3 rounded-control bg-warn-surface px-3 py-2.5 text-warn"
    >
      <UserRoundPen aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 flex-1">
        <span className="block font-strong">{t("changedTitle", { who })}</span>
        {clash.length > 0
          ? t("changedFields", { version: order.version, fields })
          : t("changedOther", { version: order.version })}
      </span>
      {clash.length > 0 ? (
        <Button
          size="small"
          onClick={() => edit.compare({ server: order, changedBy: last?.actorName ?? null, changedAt })}
        >
          {t("review")}
        </Button>
      ) : (
        <Button size="small" onClick={edit.takeIn}>
          {t("takeIn")}
        </Button>
      )}
    </div>
  );
}

import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { TextInput } from "./text-input.tsx";

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names the thing: "Delete Year 7 Maths?" */
  title: ReactNode;
  /** What will be gone, what stays. */
  consequence: ReactNode;
  /** The verb: "Delete". */
  confirmLabel: string;
  /** Where "Cancel" would not say what stays: "Stay". */
  cancelLabel?: string;
  /** For what cannot be undone: the person types this name first. */
  typeName?: string;
  busy?: boolean;
  onConfirm: () => void;
};

/** Asks before something destructive that has no undo. Where undo is possible, do it and offer undo in a toast instead. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, consequence, confirmLabel, cancelLabel, typeName, busy, onConfirm } =
    props;
  const t = useTranslations();
  const [typed, setTyped] = useState("");
  const formId = useId();
  const ready = !typeName || typed.trim() === typeName;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setTyped("");
        onOpenChange(next);
      }}
      modalAlert
      size="small"
      title={title}
      description={consequence}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{cancelLabel ?? t("common.cancel")}</Button>
          <Button type="submit" form={formId} tone="danger" disabled={!ready} busy={busy}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation(); // a form that asks would take the answer for its own sending
          if (ready) onConfirm();
        }}
      >
        {typeName && (
          <Field name="confirm-name" label={t("ui.confirm.typeName", { name: typeName })}>
            <TextInput value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
          </Field>
        )}
      </form>
    </Dialog>
  );
}

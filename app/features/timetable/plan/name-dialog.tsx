import { useId } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { Field } from "~/ui/field.tsx";
import { TextInput } from "~/ui/text-input.tsx";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  confirmLabel: string;
  defaultName: string;
  busy: boolean;
  onName: (name: string) => void;
};

/** Asks for a timetable's name: for a new one, a copy, or another name. */
export function NameDialog({ open, onOpenChange, title, confirmLabel, defaultName, busy, onName }: Props) {
  const t = useTranslations();
  const formId = useId();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="small"
      title={title}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("common.cancel")}</Button>
          <Button type="submit" form={formId} tone="primary" busy={busy}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
          if (name) onName(name);
        }}
      >
        <Field name="name" label={t("timetable.plan.name")} help={t("timetable.plan.nameHelp")} required>
          <TextInput defaultValue={defaultName} maxLength={120} autoComplete="off" />
        </Field>
      </form>
    </Dialog>
  );
}

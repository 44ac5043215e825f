import { Form, type FormProps } from "@remix-run/react";
import { CircleCheck, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button.tsx";
import { type FieldErrors, FormErrorSummary } from "./form-error-summary.tsx";
import { LeaveGuard } from "./leave-guard.tsx";
import { useFormState } from "./use-form-state.ts";

export type EditFormProps = Omit<FormProps, "children"> & {
  errors?: FieldErrors | null;
  formError?: string | null;
  /** True in the action's answer after a save. */
  saved?: boolean;
  submitLabel?: string;
  /** Beside Save: cancel, delete. */
  secondary?: ReactNode;
  children: ReactNode;
};

/**
 * The pattern of every form: errors in a summary and in their places, whether it is saved always visible, and typed
 * text never lost: fields are uncontrolled, a refused save leaves them as they are, and leaving unsaved asks first.
 */
export function EditForm({
  errors,
  formError,
  saved,
  submitLabel,
  secondary,
  children,
  ...form
}: EditFormProps) {
  const t = useTranslations();
  const { dirty, busy, onInput } = useFormState(saved);
  return (
    <Form method="post" noValidate {...form} onInput={onInput} className="max-w-xl">
      <FormErrorSummary errors={errors} formError={formError} />
      <div className="flex flex-col gap-5">{children}</div>
      <div className="sticky bottom-bottombar z-5 mt-6 flex border-line border-t flex-wrap items-center gap-2 bg-surface py-3">
        <Button type="submit" tone="primary" busy={busy}>
          {submitLabel ?? t("common.save")}
        </Button>
        {secondary}
        <SavedState dirty={dirty} saved={Boolean(saved)} busy={busy} />
      </div>
      <LeaveGuard dirty={dirty && !busy} />
    </Form>
  );
}

/** Whether what is typed is stored, in words. */
export function SavedState({ dirty, saved, busy }: { dirty: boolean; saved: boolean; busy: boolean }) {
  const t = useTranslations("common");
  const words = busy ? t("saving") : dirty ? t("unsaved") : saved ? t("saved") : null;
  const Icon = dirty || busy ? CircleDashed : CircleCheck;
  return (
    <span role="status" className="ms-auto inline-flex items-center gap-1.5 text-muted text-small">
      {words && <Icon aria-hidden className={dirty || busy ? "size-4" : "size-4 text-good"} />}
      {words}
    </span>
  );
}

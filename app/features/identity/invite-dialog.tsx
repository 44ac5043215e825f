import { useFetcher } from "@remix-run/react";
import { Send } from "lucide-react";
import { useEffect, useId } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormErrorSummary } from "../../ui/form-error-summary.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { InviteFields, type InviteOptions, type InviteValues } from "./invite-fields.tsx";
import { type Refusal, useRefusalTexts } from "./problem-text.ts";
import { useAnswerToast } from "./use-answer-toast.ts";

export type InviteAnswer = {
  sent: { personId: string; outcome: "invited" | "added" } | null;
  values: InviteValues;
  refusal: Refusal | null;
};

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onOpenPerson: (personId: string) => void;
};

/** Inviting without leaving the list; its page `/people/invite` is the same form and does the work. */
export function InviteDialog({ open, onOpenChange, onOpenPerson }: Props) {
  const t = useTranslations("identity");
  const common = useTranslations("common");
  const options = useFetcher<InviteOptions>();
  const sending = useFetcher<InviteAnswer>();
  const formId = useId();
  const answer = sending.data;
  const { errors, formError } = useRefusalTexts(answer?.refusal, answer?.values);
  const { load } = options;
  useEffect(() => {
    if (open) load("/people/invite");
  }, [open, load]);
  useAnswerToast(answer?.sent ? answer : undefined, ({ sent, values }) => {
    onOpenChange(false);
    const email = values.email ?? "";
    return {
      message: t(sent?.outcome === "added" ? "inviteForm.added" : "inviteForm.sent", { email }),
      action: { label: t("inviteForm.open"), onAction: () => onOpenPerson(sent?.personId ?? "") },
    };
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("inviteForm.title")}
      description={t("inviteForm.lead")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={formId}
            tone="primary"
            icon={<Send className="flip-rtl" />}
            busy={sending.state !== "idle"}
          >
            {t("inviteForm.submit")}
          </Button>
        </>
      }
    >
      <sending.Form id={formId} method="post" action="/people/invite" noValidate>
        {answer?.refusal && <FormErrorSummary errors={errors} formError={formError} />}
        {options.data ? (
          <div className="flex flex-col gap-5">
            <InviteFields options={options.data} errors={answer?.refusal ? errors : {}} />
          </div>
        ) : (
          <Skeleton className="h-72 w-full" />
        )}
      </sending.Form>
    </Dialog>
  );
}

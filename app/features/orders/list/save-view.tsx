import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { OrderView } from "#server/domains/orders/views/schema.ts";
import { callMutation } from "~/lib/query/call.ts";
import { useMay } from "~/root-data.ts";
import { Button } from "~/ui/button.tsx";
import { Checkbox } from "~/ui/checkbox.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { Field } from "~/ui/field.tsx";
import { TextInput } from "~/ui/text-input.tsx";
import { useToast } from "~/ui/toast.tsx";
import { useProblemText } from "../problem-text.ts";
import { orderKeys } from "./order-cache.ts";

type SaveViewProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  schoolId: string;
  definition: OrderView["definition"];
};

/** Keeps the list as it is looked at now under a name. Loaded when somebody first wants to. */
export default function SaveView({ open, onOpenChange, schoolId, definition }: SaveViewProps) {
  const t = useTranslations("orders.views");
  const common = useTranslations("common");
  const client = useQueryClient();
  const toast = useToast();
  const problemText = useProblemText();
  const mayShare = useMay("orders.edit");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (form: FormData) => {
    const name = String(form.get("view-name")).trim();
    if (!name) return;
    setBusy(true);
    try {
      const shared = form.get("shared") === "on";
      await callMutation("orders.views.save", { schoolId, name, shared, definition });
      await client.invalidateQueries({ queryKey: orderKeys.views(schoolId) });
      toast({ message: t("saved", { name }) });
      onOpenChange(false);
    } catch (error) {
      setProblem(problemText(error));
    }
    setBusy(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="small"
      title={t("saveTitle")}
      description={t("saveHelp")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{common("cancel")}</Button>
          <Button type="submit" form="save-view" tone="primary" busy={busy}>
            {common("save")}
          </Button>
        </>
      }
    >
      <form
        id="save-view"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save(new FormData(event.currentTarget));
        }}
      >
        <Field label={t("name")} name="view-name" required error={problem}>
          <TextInput maxLength={60} autoComplete="off" required />
        </Field>
        {mayShare && <Checkbox name="shared" label={t("shared")} />}
      </form>
    </Dialog>
  );
}

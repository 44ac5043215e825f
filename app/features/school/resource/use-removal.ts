import { useTranslations } from "use-intl";
import { useToast } from "~/ui/toast.tsx";
import { type ChangeResource, useChange } from "../change.ts";
import { useReasonText } from "./texts.ts";

/** Removes rows at once and offers undo, saying what went along. */
export function useRemoval(resource: ChangeResource) {
  const t = useTranslations("school");
  const common = useTranslations("common");
  const reasonText = useReasonText();
  const toast = useToast();
  const { busy, send } = useChange(({ change, problem, removed }) => {
    if (problem) return toast({ tone: "bad", message: reasonText(problem.reason) });
    if (change.intent === "restore") return toast({ message: t("restored") });
    if (!removed) return;
    const along = Object.values(removed.along).reduce((sum, count) => sum + count, 0);
    toast({
      message:
        along > 0
          ? t("removedAlong", { count: removed.removed, along })
          : t("removed", { count: removed.removed }),
      action: {
        label: common("undo"),
        onAction: () => send({ resource, intent: "restore", stamp: removed.stamp }),
      },
    });
  });
  return { busy, remove: (ids: string[]) => send({ resource, intent: "remove", ids }) };
}

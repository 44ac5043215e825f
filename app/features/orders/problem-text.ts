import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { Messages } from "~/i18n/catalog.server.ts";
import { CallError } from "~/lib/query/call.ts";

type Reason = keyof Messages["orders"]["problems"];

/** Says why something was refused: of an error that a call threw, or of a reason's name. */
export function useProblemText(): (problem: unknown) => string {
  const t = useTranslations("orders.problems");
  return useCallback(
    (problem) => {
      const reason =
        problem instanceof CallError ? problem.reason : typeof problem === "string" ? problem : "";
      const key = reason.replace(/^\w+\./, "") as Reason;
      return t.has(key) ? t(key) : t("other");
    },
    [t],
  );
}

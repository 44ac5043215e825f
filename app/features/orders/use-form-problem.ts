import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Messages } from "~/i18n/catalog.server.ts";
import type { CallError } from "~/lib/query/call.ts";
import { useProblemText } from "./problem-text.ts";
import { fieldsOf } from "./use-shop-change.ts";

type ErrorKey = keyof Messages["shop"]["fieldErrors"];

/** A refusal as errors of the form's fields, or as one sentence. */
export function useFormProblem() {
  const t = useTranslations("shop.fieldErrors");
  const problemText = useProblemText();
  const [problem, setProblem] = useState<CallError | null>(null);
  const fields = Object.entries(fieldsOf(problem));
  const errors = Object.fromEntries(
    fields.map(([name, key]) => [name, t.has(key as ErrorKey) ? t(key as ErrorKey) : t("invalid")]),
  );
  return {
    errors: fields.length > 0 ? errors : null,
    formError: problem && fields.length === 0 ? problemText(problem) : null,
    setProblem,
  };
}

import { useTranslations } from "use-intl";
import type { Messages } from "~/i18n/catalog.server.ts";
import type { ChangeAnswer } from "./change.ts";
import type { FieldSpec } from "./resource/field-spec.ts";
import { useErrorText, useReasonText } from "./resource/texts.ts";

/**
 * Says a refused change for the summary above a form: an entry for each field it is about, in the form's order, and one
 * sentence when it is about the whole. A stale version is left to the conflict dialog.
 */
export function useRefusal(fields: readonly FieldSpec[]) {
  const errorText = useErrorText();
  const reasonText = useReasonText();
  const labels = useTranslations("school.fields");
  const t = useTranslations("school");
  return (problem: ChangeAnswer["problem"]) => {
    if (!problem || problem.stale) return { errors: null, formError: null };
    const errors: Record<string, string> = {};
    for (const { name } of fields) {
      const key = problem.fields[name] ?? nested(problem.fields, name);
      if (!key) continue;
      const label = labels.has(name as keyof Messages["school"]["fields"])
        ? labels(name as keyof Messages["school"]["fields"])
        : name;
      errors[name] = t("fieldError", { field: label, error: errorText(key) });
    }
    const told = Object.keys(errors).length > 0;
    return { errors, formError: told ? null : reasonText(problem.reason) };
  };
}

/** The first error inside a field that is a list. */
const nested = (fields: Record<string, string>, name: string): string | undefined =>
  Object.entries(fields).find(([path]) => path.startsWith(`${name}.`))?.[1];

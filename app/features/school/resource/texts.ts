import { useTranslations } from "use-intl";
import type { Messages } from "~/i18n/catalog.server.ts";

type School = Messages["school"];

/** The label of a field by its name; labels of all resources share one list. */
export function useFieldLabel(name: string): string {
  const t = useTranslations("school.fields");
  return t.has(name as keyof School["fields"]) ? t(name as keyof School["fields"]) : name;
}

/** What a field's error key means; an unknown one is said in general words. */
export function useErrorText(): (key: string) => string {
  const t = useTranslations("school.errors");
  return (key) => (t.has(key as keyof School["errors"]) ? t(key as keyof School["errors"]) : t("invalid"));
}

/** What a refusal that is about no single field means. */
export function useReasonText(): (reason: string) => string {
  const t = useTranslations("school.reasons");
  return (reason) => {
    const key = reason.replace(/^[a-z]+\./, "") as keyof School["reasons"];
    return t.has(key) ? t(key) : t("other");
  };
}

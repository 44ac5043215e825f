import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

export type FieldErrors = Readonly<Record<string, string | undefined>>;

export type FormErrorSummaryProps = {
  /** By field name, as given to the Fields; the order is the form's. */
  errors: FieldErrors | null | undefined;
  /** What is wrong with the whole rather than one field. */
  formError?: string | null;
};

/** Above the form after a refused save: how many things, each a link to its field. Takes focus when it appears. */
export function FormErrorSummary({ errors, formError }: FormErrorSummaryProps) {
  const t = useTranslations("ui.form");
  const box = useRef<HTMLDivElement>(null);
  const list = Object.entries(errors ?? {}).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const shown = list.length > 0 || Boolean(formError);
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown]);
  if (!shown) return null;
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="mb-5 rounded-card border border-bad-edge/40 bg-bad-surface px-4 py-3 text-bad text-small"
    >
      <p className="flex items-center gap-2 font-strong">
        <CircleAlert aria-hidden className="size-4 shrink-0" />
        {formError ?? t("errors", { count: list.length })}
      </p>
      {list.length > 0 && (
        <ul className="mt-1.5 list-disc ps-10">
          {list.map(([name, message]) => (
            <li key={name}>
              <a href={`#field-${name}`} className="underline underline-offset-2">
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, useContext, useId } from "react";
import { useTranslations } from "use-intl";
import { cn } from "./cn.ts";

type FieldControl = {
  id: string;
  name?: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

const FieldContext = createContext<FieldControl | null>(null);

/** Ties a control to the label, help and error of the Field around it. What the control says itself wins. */
export function useFieldControl<Props extends object>(own: Props): Props & Partial<FieldControl> {
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as Props;
  return { ...useContext(FieldContext), ...given };
}

export type FieldProps = {
  label: ReactNode;
  /** Name in the form data, and the anchor `#field-<name>` that FormErrorSummary links to. */
  name: string;
  help?: ReactNode;
  /** What is wrong and what to do; shown in its place. */
  error?: string | null;
  required?: boolean;
  /** Says "Optional" beside the label; use it where most fields are required. */
  optional?: boolean;
  className?: string;
  children: ReactNode;
};

/** Label above, control, help under, error in its place. Put exactly one control of app/ui inside. */
export function Field({ label, name, help, error, required, optional, className, children }: FieldProps) {
  const unique = useId();
  const t = useTranslations("common");
  const id = `field-${name}`;
  const helpId = help ? `${id}-help${unique}` : undefined;
  const errorId = error ? `${id}-error${unique}` : undefined;
  const describedBy = [errorId, helpId].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <label
        htmlFor={id}
        className="flex items-baseline justify-between gap-2 font-strong text-small text-text"
      >
        <span>{label}</span>
        {optional && <span className="font-normal text-caption text-subtle">{t("optional")}</span>}
      </label>
      <FieldContext.Provider
        value={{
          id,
          name,
          required,
          "aria-describedby": describedBy,
          "aria-invalid": error ? true : undefined,
        }}
      >
        {children}
      </FieldContext.Provider>
      {error && (
        <p id={errorId} className="flex items-start gap-1.5 text-bad text-small">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
      {help && (
        <p id={helpId} className="text-muted text-small">
          {help}
        </p>
      )}
    </div>
  );
}

import { type ComponentPropsWithoutRef, forwardRef, type ReactNode, useEffect, useRef } from "react";
import { cn } from "./cn.ts";

export type CheckboxProps = Omit<ComponentPropsWithoutRef<"input">, "type"> & {
  label: ReactNode;
  help?: ReactNode;
  /** Keeps the label for screen readers only: in tables. */
  hideLabel?: boolean;
  /** Neither on nor off: some of the rows below are on. */
  indeterminate?: boolean;
};

/** Something that is so or not, and takes effect when the form is saved. */
export const Checkbox = forwardRef<HTMLInputElement, CheckboxProps>(function Checkbox(
  { label, help, hideLabel, indeterminate = false, className, ...rest },
  ref,
) {
  const own = useRef<HTMLInputElement | null>(null);
  useEffect(() => {
    if (own.current) own.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <label className={cn("inline-flex items-start gap-2 text-body", hideLabel && "p-1", className)}>
      <input
        ref={(element) => {
          own.current = element;
          if (typeof ref === "function") ref(element);
          else if (ref) ref.current = element;
        }}
        type="checkbox"
        className="mt-[0.2em] size-4 shrink-0 rounded-small"
        {...rest}
      />
      <span className={hideLabel ? "sr-only" : undefined}>
        {label}
        {help && <span className="block text-muted text-small">{help}</span>}
      </span>
    </label>
  );
});

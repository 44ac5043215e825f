import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from "react";
import { cn } from "./cn.ts";

export type SwitchProps = Omit<ComponentPropsWithoutRef<"input">, "type"> & {
  label: ReactNode;
  help?: ReactNode;
};

/** Something that takes effect at once (a Checkbox waits for Save). A native checkbox with the switch role. */
export const Switch = forwardRef<HTMLInputElement, SwitchProps>(function Switch(
  { label, help, className, ...rest },
  ref,
) {
  return (
    <label className={cn("flex items-start justify-between gap-4 text-body", className)}>
      <span>
        {label}
        {help && <span className="block text-muted text-small">{help}</span>}
      </span>
      <input
        ref={ref}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox reports its own state
        role="switch"
        className="relative mt-0.5 h-5 w-9 shrink-0 appearance-none rounded-full bg-line-control transition-colors before:absolute before:start-0.5 before:top-0.5 before:size-4 before:rounded-full before:bg-on-accent before:shadow-control before:transition-all checked:bg-accent checked:before:start-4.5 disabled:opacity-50"
        {...rest}
      />
    </label>
  );
});

import { ChevronDown } from "lucide-react";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { cn } from "./cn.ts";
import { controlStyle } from "./control-style.ts";
import { useFieldControl } from "./field.tsx";

export type SelectProps = ComponentPropsWithoutRef<"select">;

/** One of a few (up to about a dozen; more is a Combobox). The device's own list: fast on phones, works without JavaScript. */
export const Select = forwardRef<HTMLSelectElement, SelectProps>(function Select(
  { className, ...rest },
  ref,
) {
  return (
    <span className={cn("relative block min-w-0", className)}>
      <select
        ref={ref}
        className={cn(controlStyle, "appearance-none truncate pe-8")}
        {...useFieldControl(rest)}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 end-2.5 my-auto size-4 text-muted"
      />
    </span>
  );
});

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { cn } from "./cn.ts";
import { TextInput } from "./text-input.tsx";

export type NumberInputProps = Omit<ComponentPropsWithoutRef<"input">, "type"> & {
  /** Written after the number: "%", "min". Read aloud with the help of the Field around it. */
  unit?: string;
};

/** A number, set in tabular figures, at the end of its box. */
export const NumberInput = forwardRef<HTMLInputElement, NumberInputProps>(function NumberInput(
  { unit, className, ...rest },
  ref,
) {
  return (
    <span className={cn("relative block w-32", className)}>
      <TextInput
        ref={ref}
        type="number"
        inputMode={rest.step && !Number.isInteger(Number(rest.step)) ? "decimal" : "numeric"}
        dir="ltr"
        className={cn("tabular", unit ? "pr-10" : undefined)}
        {...rest}
      />
      {unit && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted text-small"
        >
          {unit}
        </span>
      )}
    </span>
  );
});

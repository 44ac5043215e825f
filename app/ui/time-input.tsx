import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { cn } from "./cn.ts";
import { TextInput } from "./text-input.tsx";

export type TimeInputProps = Omit<ComponentPropsWithoutRef<"input">, "type">;

/** A time of day (`08:25`) as the school's clock shows it. */
export const TimeInput = forwardRef<HTMLInputElement, TimeInputProps>(function TimeInput(
  { className, ...rest },
  ref,
) {
  return <TextInput ref={ref} type="time" className={cn("tabular max-w-36", className)} {...rest} />;
});

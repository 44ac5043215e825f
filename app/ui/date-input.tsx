import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { cn } from "./cn.ts";
import { TextInput } from "./text-input.tsx";

export type DateInputProps = Omit<ComponentPropsWithoutRef<"input">, "type">;

/** A calendar day (`2026-09-01`). The device's own picker: people know it, and it works without JavaScript. */
export const DateInput = forwardRef<HTMLInputElement, DateInputProps>(function DateInput(
  { className, ...rest },
  ref,
) {
  return <TextInput ref={ref} type="date" className={cn("tabular max-w-44", className)} {...rest} />;
});

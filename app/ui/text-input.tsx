import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { cn } from "./cn.ts";
import { controlStyle } from "./control-style.ts";
import { useFieldControl } from "./field.tsx";

export type TextInputProps = ComponentPropsWithoutRef<"input">;

/** One line of text, mail, address or password; the type decides the phone's keyboard. */
export const TextInput = forwardRef<HTMLInputElement, TextInputProps>(function TextInput(
  { className, type = "text", ...rest },
  ref,
) {
  return (
    <input
      ref={ref}
      type={type}
      className={cn(controlStyle, "read-only:bg-sunken", className)}
      {...useFieldControl(rest)}
    />
  );
});

import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { cn } from "./cn.ts";
import { controlStyle } from "./control-style.ts";
import { useFieldControl } from "./field.tsx";

export type TextareaProps = ComponentPropsWithoutRef<"textarea">;

/** Several lines; grows with what is typed where the browser can. */
export const Textarea = forwardRef<HTMLTextAreaElement, TextareaProps>(function Textarea(
  { className, rows = 3, ...rest },
  ref,
) {
  return (
    <textarea
      ref={ref}
      rows={rows}
      className={cn(
        controlStyle,
        "read-only:bg-sunken field-sizing-content h-auto min-h-20 max-h-96 resize-y py-2",
        className,
      )}
      {...useFieldControl(rest)}
    />
  );
});

import { LoaderCircle } from "lucide-react";
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from "react";
import { type ButtonSize, type ButtonTone, buttonStyle } from "./button-style.ts";

export type ButtonProps = ComponentPropsWithoutRef<"button"> & {
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Shows a spinner in the icon's place and refuses clicks; the label stays, so the width does not jump. */
  busy?: boolean;
};

/** A thing that happens here. One `primary` a page; `quiet` in toolbars; `danger` only where it asks first. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { tone = "secondary", size = "medium", icon, busy = false, className, children, type = "button", ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type={type}
      className={buttonStyle(tone, size, false, className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClickCapture={busy ? (event) => event.preventDefault() : undefined}
      {...rest}
    >
      {busy ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  );
});

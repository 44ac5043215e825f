import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from "react";
import { type ButtonSize, type ButtonTone, buttonStyle } from "./button-style.ts";

export type IconButtonProps = Omit<ComponentPropsWithoutRef<"button">, "children"> & {
  /** Read aloud and shown on hover: an icon alone explains nothing. */
  label: string;
  icon: ReactNode;
  tone?: ButtonTone;
  size?: ButtonSize;
};

/** A square button for toolbars and rows. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { label, icon, tone = "quiet", size = "medium", className, type = "button", ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type={type}
      aria-label={label}
      title={label}
      className={buttonStyle(tone, size, true, className)}
      {...rest}
    >
      {icon}
    </button>
  );
});

import { Link, type LinkProps } from "@remix-run/react";
import type { ReactNode } from "react";
import { type ButtonSize, type ButtonTone, buttonStyle } from "./button-style.ts";

export type LinkButtonProps = LinkProps & {
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: ReactNode;
};

/** Looks like a button, goes somewhere: a real link, so it opens in a new tab and works without JavaScript. */
export function LinkButton({
  tone = "secondary",
  size = "medium",
  icon,
  className,
  children,
  ...rest
}: LinkButtonProps) {
  return (
    <Link prefetch="intent" className={buttonStyle(tone, size, false, className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}

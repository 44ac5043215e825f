import { Link, type LinkProps } from "@remix-run/react";
import { cn } from "./cn.ts";

/** A link inside running text or a table cell. */
export function TextLink({ className, ...rest }: LinkProps) {
  return (
    <Link
      className={cn(
        "rounded-small text-accent-text underline decoration-transparent underline-offset-3 transition-colors hover:decoration-current",
        className,
      )}
      {...rest}
    />
  );
}

import { Link } from "@remix-run/react";
import { cn } from "../../ui/cn.ts";

export type FilterLink = { label: string; to: string; current: boolean; onFollow?: () => void };

/** One choice out of a few as links: works without scripts, can be shared, goes back with Back. */
export function FilterLinks({ label, links }: { label: string; links: readonly FilterLink[] }) {
  return (
    <nav aria-label={label} className="no-print -mx-1 flex gap-1 overflow-x-auto px-1 py-1">
      {links.map((link) => (
        <Link
          key={link.to}
          to={link.to}
          prefetch="intent"
          preventScrollReset
          onClick={link.onFollow}
          aria-current={link.current ? "true" : undefined}
          className={cn(
            "inline-flex h-control-small shrink-0 items-center whitespace-nowrap rounded-full border px-3 text-small transition-colors",
            link.current
              ? "border-accent bg-accent-surface font-strong text-accent-text"
              : "border-line-strong text-muted hover:bg-hover hover:text-text",
          )}
        >
          {link.label}
        </Link>
      ))}
    </nav>
  );
}

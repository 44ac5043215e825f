import type { ReactNode } from "react";
import { cn } from "./cn.ts";

export type CardProps = {
  title?: ReactNode;
  /** Quiet actions at the end of the title's line. */
  actions?: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  /** Without inner space: for tables and lists that reach the edge. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
};

/** A part of a page with a line around it. Use few; a heading and space often do. */
export function Card({ title, actions, description, footer, flush, className, children }: CardProps) {
  return (
    <section className={cn("overflow-hidden rounded-card border border-line bg-surface", className)}>
      {(title || actions) && (
        <header className="flex flex-wrap items-center justify-between gap-2 px-4 pt-3.5 pb-1">
          <div className="min-w-0">
            <h2 className="text-large">{title}</h2>
            {description && <p className="text-muted text-small">{description}</p>}
          </div>
          {actions && <div className="flex items-center gap-1">{actions}</div>}
        </header>
      )}
      <div className={flush ? undefined : "px-4 py-3.5"}>{children}</div>
      {footer && (
        <footer className="border-line border-t bg-sunken px-4 py-2.5 text-muted text-small">{footer}</footer>
      )}
    </section>
  );
}

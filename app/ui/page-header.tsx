import type { ReactNode } from "react";

export type PageHeaderProps = {
  title: ReactNode;
  /** One line under the title: what the page shows, counts, dates. */
  description?: ReactNode;
  /** The one primary action: at the end of the line, and under the thumb on phones. */
  primary?: ReactNode;
  /** Quiet actions beside it. */
  actions?: ReactNode;
  /** State of the thing: badges. */
  status?: ReactNode;
};

/** Names the page. Exactly one a page. */
export function PageHeader({ title, description, primary, actions, status }: PageHeaderProps) {
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-title">{title}</h1>
          {status}
        </div>
        {description && <p className="mt-1 max-w-prose text-muted">{description}</p>}
      </div>
      {(primary || actions) && (
        <div className="no-print flex flex-wrap items-center gap-2">
          {actions}
          {primary && (
            <div
              data-primary
              className="max-md:fixed max-md:end-4 max-md:bottom-[calc(var(--bottombar)+env(safe-area-inset-bottom)+0.75rem)] max-md:z-20 max-md:[&>*]:rounded-full max-md:[&>*]:px-4.5 max-md:[&>*]:shadow-float"
            >
              {primary}
            </div>
          )}
        </div>
      )}
    </header>
  );
}

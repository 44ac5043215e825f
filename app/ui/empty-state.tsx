import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type EmptyStateProps = {
  icon?: LucideIcon;
  title: ReactNode;
  /** What this place is for. */
  text?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
};

/** Nothing here yet: says what the place is for and offers the next step. */
export function EmptyState({ icon: Icon, title, text, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      {Icon && (
        <span className="mb-4 grid size-11 place-items-center rounded-card border border-line bg-surface text-muted shadow-control">
          <Icon aria-hidden className="size-5" strokeWidth={1.7} />
        </span>
      )}
      <h2 className="text-large">{title}</h2>
      {text && <p className="mt-1 max-w-[46ch] text-muted">{text}</p>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

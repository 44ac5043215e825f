import { cn } from "./cn.ts";

/** A piece of what is coming, in its size: pages draw their real layout from these, so nothing jumps. */
export function Skeleton({ className = "h-4 w-full" }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn("block animate-pulse-soft rounded-control bg-pressed", className)}
    />
  );
}

/** Rows of a DataTable that is on its way. */
export function TableSkeleton({ rows = 8, columns = 4 }: { rows?: number; columns?: number }) {
  const widths = ["w-40", "w-24", "w-28", "w-16"];
  return (
    <div aria-hidden="true" className="overflow-hidden rounded-card border border-line">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={row} className="flex h-row items-center gap-8 border-line border-b px-3 last:border-b-0">
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
            <Skeleton key={column} className={cn("h-3", widths[(row + column) % widths.length])} />
          ))}
        </div>
      ))}
    </div>
  );
}
